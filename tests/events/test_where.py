"""Places by hand-made slots and toponyms: no weights are needed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.events.where import Whereabouts, shipped_nouns
from dateline.model import Coding, PlaceRole, RawDeed, Toponym, ToponymKind
from tests.events.helpers import coding, deed, slot, toponym


def _where(text: str, *names: str, owners: tuple[str, ...] = (), lang: str = "en") -> Whereabouts:
    """The whereabouts of a text in which these names are settlements, and `owners` adjectives."""
    made: Coding = coding(text, lang=lang)
    found = [toponym(text, name) for name in names]
    found += [replace(toponym(text, name), kind=ToponymKind.DEMONYM) for name in owners]
    return Whereabouts.of(replace(made, toponyms=tuple(found)))


def _deed(text: str, on: str, code: str, slots: dict[str, str]) -> RawDeed:
    """A deed with the words of each slot; "from" is no name that a call can take."""
    filled = tuple(slot(text, words, name) for name, words in slots.items())
    return replace(deed(text, on, code), slots=filled)


def _texts(found: tuple[Toponym, ...]) -> list[str]:
    return [place.text for place in found]


DEPOT = "Missiles fired from Odesa hit a Russian depot near Dzhankoi."


def test_whose_a_thing_is_says_not_where_it_is() -> None:
    where = _where(DEPOT, "Odesa", "Dzhankoi", owners=("Russian",))
    told = _deed(
        DEPOT, "hit", "strike", {"from": "Odesa", "at": "a Russian depot", "near": "Dzhankoi"}
    )
    assert _texts(where.list_places(told)) == ["Dzhankoi"]
    assert [place.role for place in where.list_roles(told)] == [PlaceRole.FROM, PlaceRole.NEAR]


def test_an_adjective_alone_is_the_place_and_never_where_it_came_from() -> None:
    where = _where(DEPOT, "Odesa", owners=("Russian",))
    told = _deed(DEPOT, "hit", "strike", {"from": "Odesa", "at": "a Russian depot"})
    assert _texts(where.list_places(told)) == ["Russian"]


def test_where_it_came_from_is_told_where_nothing_else_is() -> None:
    told = _deed(DEPOT, "hit", "strike", {"from": "Odesa"})
    assert _texts(_where(DEPOT, "Odesa").list_places(told)) == ["Odesa"]


def test_what_is_left_is_not_where_they_went() -> None:
    text = "They withdrew from Sebha into Brak."
    where = _where(text, "Sebha", "Brak")
    left = _deed(text, "withdrew", "territory.left", {"from": "Sebha", "into": "Brak"})
    assert _texts(where.list_places(left)) == ["Sebha"]
    assert _texts(where.list_places(replace(left, type="force.moved"))) == ["Brak"]


@pytest.mark.parametrize(
    ("text", "lang", "words", "names", "due"),
    [
        ("Traders in Wau pack: rebels will attack the town.", "en", "the town", ["Wau"], ["Wau"]),
        ("Wau is calm. They pack. Rebels attack the town.", "en", "the town", ["Wau"], ["Wau"]),
        ("Wau is calm. We go. We see. Rebels attack the town.", "en", "the town", ["Wau"], []),
        ("From Wau to Aweil rebels attack the town.", "en", "the town", ["Wau", "Aweil"], []),
        ("Rebels attack the town; Wau is calm.", "en", "the town", ["Wau"], []),
        ("Wau is calm. Rebels attack the bank.", "en", "the bank", ["Wau"], []),
        ("Wau is calm. Rebels attack the region.", "en", "the region", ["Wau"], []),
        ("Вони в Ізюмі. Обстріл міста триває.", "uk", "міста", ["Ізюмі"], ["Ізюмі"]),
        ("Bangassou dort. La ville fut prise.", "fr", "La ville", ["Bangassou"], ["Bangassou"]),
    ],
)  # fmt: skip
def test_a_noun_is_the_one_place_that_was_named_last(
    text: str, lang: str, words: str, names: list[str], due: list[str]
) -> None:
    told = deed(text, text.split()[-1].strip("."), "battle.clash", at=words)
    assert _texts(_where(text, *names, lang=lang).list_places(told)) == due


def test_every_language_that_tells_events_has_its_nouns() -> None:
    nouns = shipped_nouns()
    assert set(nouns) == {"en", "uk", "ru", "es", "fr", "ar"}
    assert all(row.settlement and not row.settlement & row.area for row in nouns.values())
