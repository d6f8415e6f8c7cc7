"""Deeds without a place, as reports come: they take the one they name or all like ones have."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.model import Auxiliary, Basis, Coding, TargetKind, Verdict
from dateline.pipeline.upkeep.keeping import derived_of, keep_up
from dateline.store import Ledger, open_ledger
from tests.fusion.factory import HILLTOP, RIVERTON, Told, coding
from tests.pipeline.upkeep.test_keeping import placed_by_name, placeless, reading, same

WORDS = "drone wreckage burned beside granary"


def place_of_event(ledger: Ledger, event: str) -> str | None:
    kept = derived_of(ledger)
    assert kept is not None
    return next(i.place for i in kept.incidents if event in i.events)


def places_told(ledger: Ledger, event: str, reports: Sequence[Coding]) -> list[str | None]:
    """Where the event is after each report more."""
    places: list[str | None] = []
    for made in reports:
        ledger.add(reading(made), made, program="one")
        keep_up(ledger)
        same(ledger)
        places.append(place_of_event(ledger, event))
    return places


def test_a_deed_takes_and_loses_the_place_that_like_ones_have(tmp_path: Path) -> None:
    seeking, at_river, on_hill, _ = placeless()
    (event,) = (e.id for e in seeking.events)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        places = places_told(ledger, event, (seeking, at_river, on_hill))
        ledger.judge(TargetKind.REPORT, on_hill.report.id, Verdict.WRONG, author="x")
        keep_up(ledger)
        same(ledger)
        places.append(place_of_event(ledger, event))
    assert places == [None, RIVERTON.id, None, RIVERTON.id]


@pytest.mark.parametrize(
    ("words", "day"), [("shells fell on houses at noon", 8), ("drone wreckage burned", 12)]
)
def test_other_words_and_other_days_lend_none(words: str, day: int, tmp_path: Path) -> None:
    seeking, *_ = placeless()
    (event,) = (e.id for e in seeking.events)
    other = coding(Told(type="strike.air", place=HILLTOP, day=day, words=words), outlet="w", day=13)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        assert places_told(ledger, event, (seeking, other)) == [None, None]


def test_a_deed_takes_and_loses_the_place_whose_name_its_words_have(tmp_path: Path) -> None:
    seeking, at_river, on_hill, before, _ = placed_by_name()
    (event,) = (e.id for e in seeking.events)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        places = places_told(ledger, event, (seeking, before, at_river, on_hill))
        ledger.judge(TargetKind.REPORT, at_river.report.id, Verdict.WRONG, author="x")
        keep_up(ledger)
        same(ledger)
        places.append(place_of_event(ledger, event))
    assert places == [None, None, RIVERTON.id, None, HILLTOP.id]


def test_a_name_is_lent_by_what_has_no_day_of_its_own_too(tmp_path: Path) -> None:
    seeking, *_, long = placed_by_name()
    (event,) = (e.id for e in seeking.events)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        assert places_told(ledger, event, (seeking, long)) == [None, HILLTOP.id]


def test_like_words_tell_of_which_of_two_places_of_a_name_it_is(tmp_path: Path) -> None:
    _, at_river, on_hill, _ = placeless()
    words = "Place: drone wreckage burned beside granary"
    seeking = coding(Told(type="strike.air", place=None, day=8, words=words), outlet="x", day=9)
    other = coding(
        Told(type="strike.air", place=HILLTOP, day=8, words="shells fell on houses"), outlet="w"
    )
    (event,) = (e.id for e in seeking.events)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        places = places_told(ledger, event, (seeking, other, at_river, on_hill))
    assert places == [None, HILLTOP.id, RIVERTON.id, None]


@pytest.mark.parametrize(
    "now",
    [
        Told(type="strike.air", place=RIVERTON, day=8, auxiliary=Auxiliary.NEGATED),
        Told(type="strike.air", place=RIVERTON, day=8, basis=Basis.DOCUMENT),
        Told(type="strike.air", side="AAA", place=RIVERTON, day=8),
    ],
)
def test_what_lends_a_place_is_looked_at_again_when_it_is_coded_anew(
    now: Told, tmp_path: Path
) -> None:
    """In the same words, of the same day: only what the deed is, or how surely, is another."""
    seeking, at_river, *_ = placeless()
    (event,) = (e.id for e in seeking.events)
    again = coding(dataclasses.replace(now, words=WORDS), outlet="t", day=9)
    assert again.report == at_river.report
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        assert places_told(ledger, event, (seeking, at_river)) == [None, RIVERTON.id]
        place = places_told(ledger, event, (again,))
        denied = now.auxiliary is Auxiliary.NEGATED
        assert place == [None if denied else RIVERTON.id]
