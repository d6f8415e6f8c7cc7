"""Names of the lexicon and what they stand for."""

from __future__ import annotations

import pytest

from dateline.mentions.entries import (
    SHORT,
    demonym,
    entries,
    forces_name,
    leaders,
    like,
    people_name,
    state_entry,
    states,
)
from dateline.mentions.records import Entry, Sense
from dateline.model import ActorKind, shipped_conflicts


def read_all(phrase: str) -> list[Entry]:
    return [entry for name, entry in entries() if name == phrase]


@pytest.mark.parametrize(
    ("country", "adjective", "people", "forces"),
    [
        ("RUS", "Russian", "Russians", "Russian forces"),
        ("UKR", "Ukrainian", "Ukrainians", "Ukrainian forces"),
        ("XYZ", "XYZ", "XYZs", "XYZ forces"),
    ],
)
def test_what_a_state_is_called(country: str, adjective: str, people: str, forces: str) -> None:
    assert (demonym(country), people_name(country), forces_name(country)) == (
        adjective,
        people,
        forces,
    )


@pytest.mark.parametrize(
    ("phrase", "sense", "name"),
    [
        ("Kenya", Sense.STATE, "Kenya"),
        ("Kenyan", Sense.DEMONYM, "Kenya"),
        ("Nairobi", Sense.SEAT, "Kenya"),
        ("Reuters", Sense.OUTLET, "Reuters"),
        ("Boko Haram", Sense.GROUP, "Boko Haram"),
    ],
)
def test_one_reading_of_a_name(phrase: str, sense: Sense, name: str) -> None:
    assert (sense, name) in {(e.sense, e.name) for e in read_all(phrase)}


@pytest.mark.parametrize(
    ("phrase", "upper", "capital", "capitals"),
    [
        ("UN", True, True, 1),
        ("U.N.", True, True, 1),
        ("the army", False, False, 0),
        ("Boko Haram", False, True, 2),
        ("REUTERS", False, True, 1),
    ],
)
def test_which_letters_a_phrase_needs(
    *, phrase: str, upper: bool, capital: bool, capitals: int
) -> None:
    made = like(state_entry("KEN"), phrase, Sense.BODY)
    assert (made.upper, made.capital, made.capitals) == (upper, capital, capitals)
    assert (made.side, made.kind, made.sense) == ("KEN", ActorKind.STATE, Sense.BODY)


def test_a_short_acronym_of_a_party_means_it_in_its_own_conflict_alone() -> None:
    slugs = {c.slug for c in shipped_conflicts()}
    of_parties = [(n, e) for n, e in entries() if e.conflict is not None]
    assert {e.conflict for _, e in of_parties} <= slugs
    for name, entry in of_parties:
        short = name.isupper() and len(name) <= SHORT
        assert entry.wide is not (short or name[0].islower()), name


def test_a_states_forces_have_one_name_however_they_are_called() -> None:
    for conflict in shipped_conflicts():
        for party in (p for p in conflict.parties if p.kind == "state"):
            called = {
                e.name for n, e in entries()
                if e.sense is Sense.FORCE and e.side == party.side and n[0].islower()
            }  # fmt: skip
            assert called <= {forces_name(party.side)}


def test_leaders_speak_for_a_state_or_a_body() -> None:
    assert leaders()
    for entry in leaders():
        assert entry.kind is ActorKind.PERSON
        assert entry.side is not None
        assert (entry.country is None) is (entry.sector == "IGO")
        assert entry.country is None or entry.country in states()


def test_no_name_is_listed_twice_for_one_reading() -> None:
    listed = [(n, e) for n, e in entries() if e.sense in (Sense.STATE, Sense.DEMONYM)]
    assert len(listed) == len(set(listed))
