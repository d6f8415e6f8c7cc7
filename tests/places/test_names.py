from __future__ import annotations

from dateline.places.demonyms import demonym
from dateline.places.kinds import by_word
from dateline.places.names import Found, describe, initials, link, parts, share


def found(text: str, name: str) -> Found:
    start = text.index(name)
    one = Found(start=start, end=start + len(name), text=name)
    describe(one, text)
    return one


def test_kinds_stand_in_the_name_or_beside_it() -> None:
    for text, name, feature in (
        ("in Kherson Oblast today", "Kherson Oblast", "ADM1"),
        ("across Idlib province", "Idlib", "ADM1"),
        ("the village of Krynky", "Krynky", "PPL"),
        ("the bank of the Dnipro", "Dnipro", "STM"),
        ("у місті Ізюм", "Ізюм", "PPL"),
        ("Lake Chad", "Lake Chad", "LK"),
    ):
        kind = found(text, name).kind_word
        assert kind is not None
        assert kind.allows(feature)
    assert found("in Kherson today", "Kherson").kind_word is None


def test_names_are_tried_without_their_kind() -> None:
    assert found("in Kherson Oblast", "Kherson Oblast").names == ("Kherson Oblast", "Kherson")
    assert "Mount Hermon" in found("on Mt. Hermon", "Mt. Hermon").names
    assert found("Ukraine's army", "Ukraine's").names[0] == "Ukraine"


def test_articles_are_noticed() -> None:
    assert found("crossed the Dnipro", "Dnipro").article
    assert not found("fled Dnipro", "Dnipro").article


def test_demonyms_are_of_places() -> None:
    assert demonym("Ukrainian") == "country:UA"
    assert demonym("російських") == "country:RU"
    assert demonym("Gazans") == "geonames-admin1:PS.GZ"
    assert demonym("ukrainian") is None
    assert demonym("Kherson") is None


def test_containers_are_linked() -> None:
    text = "in Orikhiv, Zaporizhzhia Oblast, and in Paris"
    names = ("Orikhiv", "Zaporizhzhia Oblast", "Paris")
    founds = [found(text, name) for name in names]
    link(founds, text)
    assert founds[0].within == (1,)
    assert founds[2].within == ()


def test_parts_of_longer_names() -> None:
    assert parts("North Dallas")[0] == "Dallas"
    assert "Manila" in parts("Manila Cathedral")
    assert parts("Republic of Armenia")[0] == "Armenia"


def test_initials() -> None:
    assert initials("EU")
    assert initials("U.S.")
    assert not initials("Iran")


def test_a_kind_allows_what_is_of_it() -> None:
    assert by_word()["city"].allows("PPLA")
    assert not by_word()["city"].allows("ADM1")


def listed(text: str, *names: str) -> list[Found]:
    """The names in a text, described, with what their list says of them all."""
    founds = [found(text, name) for name in names]
    share(founds, text)
    link(founds, text)
    return founds


def test_a_plural_says_the_kind_of_every_name_in_its_list() -> None:
    one, two = listed("from Idlib and Hama provinces", "Idlib", "Hama")
    assert one.kind_word is two.kind_word is not None
    one, two, three = listed("the villages of Ash, Birch and Elm", "Ash", "Birch", "Elm")
    assert all(f.kind_word is not None and f.kind_word.allows("PPL") for f in (one, two, three))
    one, two = listed("in Idlib and Hama province", "Idlib", "Hama")
    assert one.kind_word is None
    one, two = listed("from Idlib to Hama provinces", "Idlib", "Hama")
    assert one.kind_word is None


def test_a_name_before_its_kind_is_looked_up_with_it() -> None:
    assert "Kyiv region" in found("the entire Kyiv region was freed", "Kyiv").names


def test_what_words_say_a_place_lies_in_holds_for_its_list() -> None:
    text = "Ash, Birch and Elm in Oak province"
    one, two, three, _ = listed(text, "Ash", "Birch", "Elm", "Oak")
    assert three.stated == (3,)
    assert 3 in one.within
    assert 3 in two.within
    assert two.stated == ()


def test_a_people_and_its_place() -> None:
    assert found("Karen fighters attacked", "Karen").of
    assert found("Kachin and Shan rebels met", "Kachin").of
    assert not found("in Karen villages", "Karen").of
    assert not found("They fled Kachin State", "Kachin").of
