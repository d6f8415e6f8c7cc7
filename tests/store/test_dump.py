"""The dump: without loss, in an order that the content alone decides."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import LedgerError, TargetKind, Verdict, content_id
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
        if record["kind"] == "action":
            continue  # who did what, and when: not what a ledger says
        if record["kind"] == "end":
            record.pop("sha256")  # it covers the times too
            record["lines"].pop("action", None)
        found.append(json.dumps({k: v for k, v in record.items() if k not in TIMES}))
    return found


def told(ledger: Ledger) -> list[bytes]:
    """A ledger's lines without its last one and without what its audit says of loading."""
    return content(list(ledger.dump()))


def content(lines: list[bytes]) -> list[bytes]:
    """Lines without the last one and without what an audit says of loading."""
    return [line for line in lines[:-1] if b'"ledger.loaded"' not in line]


def test_a_dump_loads_without_loss(ledger: Ledger, tmp_path: Path) -> None:
    lines = list(filled(ledger).dump())
    with open_ledger(tmp_path / "other.sqlite") as other:
        assert other.load(lines) == len(lines) - 2
        assert told(other) == content(lines)
        assert list(other.claims()) == list(ledger.claims())
        assert other.load(lines) == 0
        assert told(other) == content(lines)


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


def sealed(records: list[dict[str, Any]]) -> list[bytes]:
    """Records as an export of theirs: with a last line that counts them."""
    lines = [msgspec.json.encode(record) for record in records if record["kind"] != "end"]
    kinds = Counter(record["kind"] for record in records if record["kind"] != "end")
    digest = hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()
    end = {"kind": "end", "lines": dict(sorted(kinds.items())), "sha256": digest}
    return [*lines, msgspec.json.encode(end)]


def records_of(ledger: Ledger) -> list[dict[str, Any]]:
    """The lines of a full ledger, to be changed."""
    return [json.loads(line) for line in filled(ledger).dump()]


def refused(lines: list[bytes], folder: Path, what: str) -> None:
    """Such lines are refused whole."""
    with open_ledger(folder / "other.sqlite", clock=Ticking()) as other:
        with pytest.raises(LedgerError, match=what) as failed:
            other.load(lines)
        assert failed.value.where is not None
        assert failed.value.remedy
        assert list(other.reports()) == []


def test_an_export_that_is_cut_anywhere_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    lines = list(filled(ledger).dump())
    for kept in range(1, len(lines)):
        refused(lines[:kept], tmp_path, "its last line is missing")
    refused(lines[1:], tmp_path, "first line of an exported ledger is missing")
    for lost in range(1, len(lines) - 1):
        refused(lines[:lost] + lines[lost + 1 :], tmp_path, "missing|not there|not hold")


def test_exports_one_after_another_are_loaded(ledger: Ledger, tmp_path: Path) -> None:
    lines = list(filled(ledger).dump())
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        other.load([*lines, *lines])
        assert told(other) == content(lines)


def test_an_export_of_the_first_version_is_loaded(ledger: Ledger, tmp_path: Path) -> None:
    lines = list(filled(ledger).dump())
    old = [lines[0].replace(b"ledger/2", b"ledger/1"), *lines[1:-1]]
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        other.load(old)
        assert told(other) == content(lines)


@pytest.mark.parametrize(
    ("kind", "change", "what"),
    [
        ("judgement", {"verdict": "right"}, "its id is not that"),
        ("judgement", {"author": "someone else"}, "its id is not that"),
        ("judgement", {"made_at": "2026-13-45T00:00:00.000000Z"}, "its id is not that"),
        ("judgement", {"withdrawn_at": "2025-01-01T00:00:00.000000Z"}, "is before"),
        ("judgement", {"withdrawn_at": "yesterday"}, "no instant"),
        ("coding", {"recorded_at": "2026-02-30T00:00:00.000000Z"}, "no instant"),
        ("coding", {"recorded_at": "2999-01-01T00:00:00.000000Z"}, "still to come"),
        ("original", {"recorded_at": ""}, "no instant"),
        ("map", {"claimant": "another"}, "its id is not that"),
    ],
)
def test_what_is_not_what_its_id_says_is_refused(
    ledger: Ledger, tmp_path: Path, kind: str, change: dict[str, str], what: str
) -> None:
    records = records_of(ledger)
    next(record for record in records if record["kind"] == kind).update(change)
    refused(sealed(records), tmp_path, what)


def test_a_report_with_other_words_than_its_id_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    records = records_of(ledger)
    made = next(record for record in records if record["kind"] == "coding")
    made["coding"]["report"]["title"] = "Forged"
    refused(sealed(records), tmp_path, "its content is that of rep-")


def test_a_judgement_of_nothing_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    made_at = "2026-01-01T00:00:09.000000Z"
    facts = ("claim", "clm-0", None, "wrong", "eve", None)
    forged = {
        "kind": "judgement", "id": content_id("jdg", *facts, made_at), "target_kind": "claim",
        "target": "clm-0", "other": None, "verdict": "wrong", "author": "eve", "reason": None,
        "made_at": made_at, "withdrawn_at": None,
    }  # fmt: skip
    refused(sealed([*records_of(ledger), forged]), tmp_path, "which the ledger does not hold")


def test_a_withdrawal_is_loaded_over_the_judgement(ledger: Ledger, tmp_path: Path) -> None:
    filled(ledger)
    event = next(ledger.events())
    made = ledger.judge(TargetKind.EVENT, event.id, Verdict.WRONG, author="ada")
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        other.load(ledger.dump())
        assert [j.id for j in other.judgements()] == [made.id]
        ledger.withdraw(made.id)
        other.load(ledger.dump())
        assert list(other.judgements()) == []
        assert canonical(other) == canonical(ledger)


def test_cases_are_loaded_with_what_they_hold(ledger: Ledger, tmp_path: Path) -> None:
    book = filled(ledger).case_book()
    claim = next(ledger.claims()).id
    case = book.make_case("The bridge", about="who destroyed it", assignee="Grace")
    kept = book.add_item(case.id, "claim", claim, claims=(claim,), note="the first")
    gone = book.add_item(case.id, "report", next(ledger.reports()).id)
    said = book.comment(case.id, "look at the day")
    before = list(ledger.dump())
    book.take_out(gone.id)
    book.change_case(case.id, closed=True)
    with open_ledger(tmp_path / "other.sqlite") as other:
        other.load(before)
        assert other.case_book().items(case.id) == [kept, gone]
        lines = list(ledger.dump())
        assert other.load(lines) == 1
        copied = other.case_book()
        assert copied.items(case.id) == [kept]
        assert copied.comments(case.id) == [said]
        assert other.load(lines) == 0
        assert copied.find_case("The bridge").about == "who destroyed it"
        assert {c.kind for c in other.changes(0)} >= {"case"}
    with open_ledger(tmp_path / "fresh.sqlite") as fresh:
        fresh.load(lines)
        assert fresh.case_book().cases() == book.cases()
        assert told(fresh) == content(lines)


@pytest.mark.parametrize(
    ("kind", "change", "what"),
    [
        ("case_item", {"target": "rep-other"}, "not what its id says"),
        ("case_item", {"of": "song"}, "not what its id says"),
        ("case_comment", {"words": "another thing"}, "not what its id says"),
        ("case", {"id": "case-another"}, "there is no case"),
        ("case", {"title": " "}, "needs an id and a title"),
        ("case", {"made_at": "yesterday"}, "no instant"),
    ],
)
def test_a_case_that_is_not_what_it_says_is_refused(
    ledger: Ledger, tmp_path: Path, kind: str, change: dict[str, str], what: str
) -> None:
    book = filled(ledger).case_book()
    case = book.make_case("The bridge")
    book.add_item(case.id, "report", next(ledger.reports()).id)
    book.comment(case.id, "look at the day")
    records = [json.loads(line) for line in ledger.dump()]
    records = [r | change if r["kind"] == kind else r for r in records]
    refused(sealed(records), tmp_path, what)
