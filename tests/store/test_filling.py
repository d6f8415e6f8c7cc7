"""Rows are written small, and read back as they were cut."""

from __future__ import annotations

import re
import sqlite3
from enum import StrEnum
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy.dialects import sqlite

from dateline.model import (
    Auxiliary,
    Basis,
    Certainty,
    Manner,
    SourceKind,
    Stance,
    ToponymKind,
)
from dateline.store import Filter, Ledger, column_types, open_ledger
from dateline.store.column_types import Seconds, Word
from tests.store.records import KHERSON, coding, reading

DIALECT = sqlite.dialect()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (column_types.STANCES, Stance),
        (column_types.CERTAINTIES, Certainty),
        (column_types.MANNERS, Manner),
        (column_types.SOURCE_KINDS, SourceKind),
        (column_types.AUXILIARIES, Auxiliary),
        (column_types.BASES, Basis),
        (column_types.TOPONYM_KINDS, ToponymKind),
    ],
)
def test_each_word_of_the_model_has_a_number(words: tuple[str, ...], kind: type[StrEnum]) -> None:
    assert set(words) == set(kind)
    made = Word(words)
    numbers = [made.process_bind_param(word, DIALECT) for word in words]
    assert [made.process_result_value(n, DIALECT) for n in numbers] == list(words)
    assert made.process_bind_param("hums", DIALECT) == column_types.UNKNOWN


@pytest.mark.parametrize(
    "moment", ["2022-11-11T00:00:00", "1943-02-02T23:59:59", "0001-01-01T00:00:00", None]
)
def test_an_instant_comes_back(moment: str | None) -> None:
    number = Seconds().process_bind_param(moment, DIALECT)
    assert Seconds().process_result_value(number, DIALECT) == moment


def test_a_place_is_written_once_and_told_in_each_report(ledger: Ledger) -> None:
    """Another gazetteer may tell the same place otherwise: then it is another row."""
    for n in (1, 2):
        read = reading(n)
        ledger.add(read, coding(read.report), program="one")
    read = reading(3)
    made = coding(read.report)
    moved = replace(made.toponyms[0], place=replace(KHERSON, lat=46.7, admin1="65"))
    ledger.add(read, replace(made, toponyms=(moved, *made.toponyms[1:])), program="one")
    told = [(p.id, p.lat, p.toponyms) for p in ledger.places() if p.id]
    assert told == [(KHERSON.id, 46.63, 2), (KHERSON.id, 46.7, 1)]
    assert [place.lat for place in ledger.known_places()] == [46.63]
    assert ledger.count("claim", Filter(place=KHERSON.id)) == 3
    assert not list(ledger.check())


def test_the_events_of_a_claim_are_told_in_the_order_of_the_claim(ledger: Ledger) -> None:
    read = reading()
    made = coding(read.report)
    second = replace(made.events[0], id="evt-" + "b" * 20)
    for names in ((second.id, made.events[0].id), (made.events[0].id, second.id), ()):
        claim = replace(made.claims[0], events=names)
        coded = replace(made, claims=(claim, *made.claims[1:]), events=(*made.events, second))
        ledger.add(read, coded, program="".join(names))
        (told,) = (row.events for row in ledger.claims() if row.id == claim.id)
        assert told == names
        assert not list(ledger.check())


def test_the_index_of_words_numbers_claims_and_stretches_apart(tmp_path: Path) -> None:
    """Claims even, in a row through all codings; stretches odd, by their codings."""
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        for n in (1, 2):
            read = reading(n)
            ledger.add(read, coding(read.report), program="one")
    with sqlite3.connect(path) as link:
        numbers = [row[0] for row in link.execute("SELECT id FROM search_words_docsize")]
        (plan,) = link.execute("SELECT sql FROM sqlite_master WHERE name = 'toponyms'").fetchone()
    link.close()
    assert sorted(numbers) == [1, 2, 3, 4, 6, 8, 10, 12]
    assert re.search("WITHOUT ROWID", plan)
