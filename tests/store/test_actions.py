"""The audit: every action is written down, and what was written cannot be changed unseen."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import TargetKind, Verdict
from dateline.store import Ledger, Watch, open_ledger
from dateline.store.actions import hash_row
from tests.store.records import coding, reading

HARMS = {
    "UPDATE actions SET who = 'Eve' WHERE seq = 2": "action 2",
    "UPDATE actions SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 2": "action 2",
    "UPDATE actions SET detail = '{}' WHERE seq = 1": "action 1",
    "DELETE FROM actions WHERE seq = 2": "action 3",
    "UPDATE actions SET seq = 9 WHERE seq = 3": "action 9",
    "DELETE FROM judgements WHERE verdict = 'wrong'": "judgement",
    "UPDATE judgements SET withdrawn_at = NULL": "judgement",
    "DELETE FROM actions": "judgement",
}


def fill(ledger: Ledger) -> str:
    """One report, two judgements, one of them withdrawn; the claim that is judged."""
    read = reading()
    made = coding(read.report)
    ledger.add(read, made, program="one")
    claim = made.claims[0].id
    ledger.judge(TargetKind.CLAIM, claim, Verdict.RIGHT, author="Ada")
    wrong = ledger.judge(TargetKind.CLAIM, claim, Verdict.WRONG, author="Ada", reason="no")
    ledger.withdraw(wrong.id)
    return claim


def names(ledger: Ledger) -> list[str]:
    return [a.action for a in reversed(ledger.action_log().actions())]


def test_what_is_done_is_written_down_once(ledger: Ledger) -> None:
    claim = fill(ledger)
    assert names(ledger) == [
        "reports.added", "judgement.made", "judgement.made", "judgement.withdrawn",
    ]  # fmt: skip
    ledger.judge(TargetKind.CLAIM, claim, Verdict.RIGHT, author="Ada")
    ledger.add(reading(), coding(reading().report), program="one")
    assert len(names(ledger)) == 4
    assert list(ledger.action_log().verify()) == []


def test_an_action_names_who_opened_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, who="Grace") as ledger:
        fill(ledger)
        told = ledger.action_log().actions(action="judgement.made")
    assert {a.who for a in told} == {"Grace"}
    assert {a.detail["author"] for a in told} == {"Ada"}


def test_each_row_holds_the_hash_of_the_one_before(ledger: Ledger) -> None:
    fill(ledger)
    told = list(reversed(ledger.action_log().actions()))
    assert [a.seq for a in told] == [1, 2, 3, 4]
    assert [a.previous for a in told] == ["0" * 64, *(a.hash for a in told[:-1])]


def test_a_write_that_fails_leaves_no_action(ledger: Ledger) -> None:
    fill(ledger)
    before = names(ledger)
    with pytest.raises(Exception, match="two records"):
        ledger.judge(TargetKind.CLAIM, "clm-x", Verdict.SAME, author="Ada")
    assert names(ledger) == before


def test_watches_are_written_down(ledger: Ledger) -> None:
    book = ledger.watch_book()
    watch = Watch(id="wat-1", name="a", kind="address", target="http://a.example", every=60,
                  added_at="2026-01-01T00:00:00.000000Z")  # fmt: skip
    book.add_watch(watch)
    book.add_watch(watch)
    book.remove_watch("wat-1")
    book.remove_watch("wat-1")
    assert names(ledger) == ["watch.added", "watch.changed", "watch.removed"]


@pytest.mark.parametrize("harm", HARMS)
def test_what_was_changed_by_hand_is_found(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        fill(ledger)
        assert list(ledger.action_log().verify()) == []
    with sqlite3.connect(path) as link:
        link.execute(harm)
    with open_ledger(path) as ledger:
        found = list(ledger.action_log().verify())
        assert any(f.record.startswith(HARMS[harm]) for f in found), found
        assert {f.what for f in found} <= {f.what for f in ledger.check()}


def test_a_judgement_put_in_by_hand_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        fill(ledger)
    with sqlite3.connect(path) as link:
        link.execute("INSERT INTO judgements SELECT 'jdg-x', target_kind, target, other, verdict, "
                     "'Eve', reason, made_at, NULL FROM judgements LIMIT 1")  # fmt: skip
    with open_ledger(path) as ledger:
        found = list(ledger.action_log().verify())
    assert [f.record for f in found] == ["judgement jdg-x"]


def test_a_cut_end_is_found_by_a_hash_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        ledger.action_log().keep("one")
        ledger.action_log().keep("two")
        last = ledger.action_log().head()
        assert last is not None
        assert list(ledger.action_log().verify(head=last.hash)) == []
    with sqlite3.connect(path) as link:
        link.execute("DELETE FROM actions WHERE seq = 2")
    with open_ledger(path) as ledger:
        assert list(ledger.action_log().verify()) == []
        assert len(list(ledger.action_log().verify(head=last.hash))) == 1


def test_a_ledger_with_an_audit_tells_whose_judgements_came(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    with open_ledger(tmp_path / "other.sqlite", who="Grace") as other:
        other.action_log().keep("one")
        other.load(ledger.dump())
        told = ["ledger.loaded", "judgement.made", "judgement.made", "judgement.withdrawn"]
        assert names(other) == ["one", *told]
        assert list(other.action_log().verify()) == []


def test_a_loaded_ledger_takes_the_audit_over(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    with open_ledger(tmp_path / "other.sqlite", who="Grace") as other:
        other.load(ledger.dump())
        other.load(ledger.dump())
        assert names(other) == [*names(ledger), "ledger.loaded"]
        assert list(other.action_log().verify()) == []


def test_actions_are_listed_by_who_and_what(ledger: Ledger) -> None:
    fill(ledger)
    log = ledger.action_log()
    log.keep("session.refused", address="127.0.0.1")
    assert [a.action for a in log.actions(limit=1)] == ["session.refused"]
    assert {a.action for a in log.actions(action="judgement")} == {
        "judgement.made", "judgement.withdrawn",
    }  # fmt: skip
    assert [a.seq for a in log.actions(before=3)] == [2, 1]
    assert log.actions(who="nobody") == []


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["at", "who", "detail"]))
def test_no_two_rows_have_one_hash(one: str, two: str, column: str) -> None:
    row = {"seq": 1, "at": "t", "who": "w", "action": "a", "target": None, "detail": "{}",
           "previous": "0" * 64}  # fmt: skip
    same = hash_row({**row, column: one}) == hash_row({**row, column: two})
    assert same == (one == two)
