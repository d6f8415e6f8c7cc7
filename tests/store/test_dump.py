"""The dump: without loss, in an order that the content alone decides."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import LedgerError, TargetKind, Verdict
from dateline.store import ClaimantMap, Ledger, open_ledger
from tests.store.records import Ticking, coding, reading

TIMES = ("recorded_at", "superseded_at", "report_recorded_at", "made_at", "withdrawn_at")


def filled(ledger: Ledger) -> Ledger:
    """Two reports, one of them coded twice, a withdrawn judgement and a map."""
    for n in (1, 2):
        read = reading(n)
        ledger.add(read, coding(read.report), program="one")
    read = reading(1)
    ledger.add(read, msgspec.structs.replace(coding(read.report), events=()), program="two")
    claim = next(ledger.claims())
    made = ledger.judge(TargetKind.CLAIM, claim.id, Verdict.WRONG, author="ada")
    ledger.withdraw(made.id)
    ledger.add_map(ClaimantMap(claimant="mapper", side=None, at="2022-09-01", data=b"{}"))
    return ledger


def canonical(ledger: Ledger) -> list[str]:
    """What a ledger says, without the times at which it learned it."""
    found = []
    for line in ledger.dump():
        record = json.loads(line)
        found.append(json.dumps({k: v for k, v in record.items() if k not in TIMES}))
    return found


def test_a_dump_loads_without_loss(ledger: Ledger, tmp_path: Path) -> None:
    lines = list(filled(ledger).dump())
    with open_ledger(tmp_path / "other.sqlite") as other:
        assert other.load(lines) == len(lines) - 1
        assert list(other.dump()) == lines
        assert list(other.claims()) == list(ledger.claims())
        assert other.load(lines) == 0
        assert list(other.dump()) == lines


def test_loading_adds_what_is_new(ledger: Ledger, tmp_path: Path) -> None:
    filled(ledger)
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        read = reading(5)
        other.add(read, coding(read.report), program="one")
        other.load(ledger.dump())
        assert len(list(other.reports())) == 3


def test_of_two_codings_the_later_one_holds(ledger: Ledger, tmp_path: Path) -> None:
    read = reading(1)
    with open_ledger(tmp_path / "older.sqlite", clock=Ticking()) as older:
        older.add(read, coding(read.report), program="old")
        lines = list(older.dump())
    filled(ledger)
    before = list(ledger.codings())
    ledger.load(lines)
    assert list(ledger.codings()) == before


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"nonsense", "line 2"),
        (b'{"kind":"unheard of"}', "line 2"),
        (b'{"kind":"ledger","format":"dateline.ledger/99"}', "upgrade"),
        (b'{"kind":"original","sha256":"00","data":"eA==","recorded_at":"x"}', "damaged"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_loaded(ledger: Ledger, line: bytes, what: str) -> None:
    before = list(filled(ledger).dump())
    with pytest.raises(LedgerError, match=what):
        ledger.load([before[0], line])
    assert list(ledger.dump()) == before


@settings(max_examples=25, deadline=None)
@given(st.permutations([0, 1, 2, 3, 1, 3]))
def test_the_order_of_ingestion_says_nothing(order: list[int]) -> None:
    assert _after(order) == _after([0, 1, 2, 3])


def _after(order: list[int]) -> list[str]:
    with (
        TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "l.sqlite", clock=Ticking()) as ledger,
    ):
        for n in order:
            read = reading(n, location=f"{n}.txt")
            ledger.add(read, coding(read.report), program="one")
        return canonical(ledger)
