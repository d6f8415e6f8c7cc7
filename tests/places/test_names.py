from __future__ import annotations

from dateline.places.demonyms import demonym
from dateline.places.kinds import by_word
from dateline.places.names import Found, describe, initials, link, parts


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
