"""Names behind verbs that only places undergo."""

from __future__ import annotations

from dateline.encoder.names import Name
from dateline.encoder.undergone import mend_places


def kinds(text: str, *given: Name) -> list[tuple[str, str | None]]:
    return [(name.kind, name.toponym) for name in mend_places(given, text.split())]


def test_what_is_retaken_is_a_place_however_sure_the_reader_is() -> None:
    person = Name(2, 2, "person", 0.95)
    assert kinds("Troops retook Lyman .", person) == [("place", "literal")]
    assert kinds("Troops met Lyman .", person) == [("person", None)]


def test_what_is_captured_is_a_place_only_where_the_reader_is_unsure() -> None:
    text = "Troops captured Baga ."
    assert kinds(text, Name(2, 2, "person", 0.6)) == [("place", "literal")]
    assert kinds(text, Name(2, 2, "person", 0.9)) == [("person", None)]


def test_the_same_name_is_a_place_throughout() -> None:
    text = "Lyman fell . Troops retook Lyman ."
    given = Name(0, 0, "person", 0.5), Name(5, 5, "person", 0.9)
    assert kinds(text, *given) == [("place", "literal")] * 2


def test_a_person_with_a_first_name_stays_a_person() -> None:
    text = "They besieged Lyman . Anna Lyman spoke"
    given = Name(2, 2, "person", 0.9), Name(4, 5, "person", 0.9)
    assert kinds(text, *given) == [("person", None)] * 2


def test_a_full_name_of_which_the_reader_is_sure_is_liberated() -> None:
    assert kinds("They liberated Anna Lyman", Name(2, 3, "person", 0.9)) == [("person", None)]


def test_bodies_and_pronouns_stay_what_they_are() -> None:
    given = Name(2, 2, "force", 0.5), Name(3, 3, "pronoun", 0.9)
    assert kinds("Troops encircled Wagner they", *given) == [("force", None), ("pronoun", None)]
