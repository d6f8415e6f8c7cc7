"""Users and the audit go with an exported ledger; tokens do not, and no audit is forged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.model import LedgerError, TargetKind, Verdict
from dateline.model.roles import Role
from dateline.store import Ledger, open_ledger
from tests.store.records import Ticking
from tests.store.test_dump import filled, sealed


def peopled(ledger: Ledger) -> list[dict[str, Any]]:
    """The lines of a ledger with two users, one of them let in no more."""
    filled(ledger)
    ledger.user_book().add_user("Grace", Role.REVIEWER, days=7)
    ledger.user_book().add_user("Eve", Role.READER, days=7)
    ledger.user_book().remove_user("Eve")
    return [json.loads(line) for line in ledger.dump()]


def test_users_and_audit_are_taken_over(ledger: Ledger, tmp_path: Path) -> None:
    records = peopled(ledger)
    audit = ledger.action_log().actions()
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        other.load(sealed(records))
        assert other.user_book().users(withdrawn=True) == ledger.user_book().users(withdrawn=True)
        loaded, *before = other.action_log().actions()
        assert before == audit
        assert loaded.action == "ledger.loaded"
        assert loaded.detail["actions"] == len(audit)
        assert list(other.action_log().verify(head=audit[0].hash)) == []


def test_no_token_leaves_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    token = ledger.user_book().add_user("Grace", Role.OWNER, days=7)
    lines = list(filled(ledger).dump())
    assert not [line for line in lines if token.encode() in line or b'"token"' in line]
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        other.load(lines)
        assert other.user_book().sign_in(token, days=1) is None


def test_a_ledger_keeps_its_own_audit(ledger: Ledger, tmp_path: Path) -> None:
    records = peopled(ledger)
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        filled(other)
        own = other.action_log().actions()
        other.load(sealed(records))
        assert other.action_log().actions()[-len(own) :] == own
        assert list(other.action_log().verify()) == []
        assert [u.name for u in other.user_book().users()] == ["Grace"]


def test_a_user_who_is_there_keeps_their_role(ledger: Ledger, tmp_path: Path) -> None:
    records = peopled(ledger)
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        other.user_book().add_user("Grace", Role.READER, days=7)
        other.load(sealed(records))
        assert [u.role for u in other.user_book().users()] == [Role.READER]


@pytest.mark.parametrize("change", [{"who": "Eve"}, {"seq": 9}, {"detail": "{}"},
                                    {"previous": "1" * 64}])  # fmt: skip
def test_a_row_that_was_changed_is_refused(
    ledger: Ledger, tmp_path: Path, change: dict[str, Any]
) -> None:
    records = peopled(ledger)
    next(r for r in records if r["kind"] == "action" and r["seq"] == 1).update(change)
    with (
        open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other,
        pytest.raises(LedgerError, match="not as it was written"),
    ):
        other.load(sealed(records))


def test_an_audit_without_its_first_row_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    records = [r for r in peopled(ledger) if r["kind"] != "action" or r["seq"] > 1]
    with (
        open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other,
        pytest.raises(LedgerError, match="before this one are missing"),
    ):
        other.load(sealed(records))


@pytest.mark.parametrize("change", [{"role": "god"}, {"name": " "}])
def test_a_user_that_cannot_be_is_refused(
    ledger: Ledger, tmp_path: Path, change: dict[str, str]
) -> None:
    records = peopled(ledger)
    next(r for r in records if r["kind"] == "user").update(change)
    with (
        open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other,
        pytest.raises(LedgerError, match="a name and a role"),
    ):
        other.load(sealed(records))


def test_what_is_judged_after_loading_goes_on_in_the_chain(ledger: Ledger, tmp_path: Path) -> None:
    records = peopled(ledger)
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        other.load(sealed(records))
        claim = list(other.claims())[-1]
        other.judge(TargetKind.CLAIM, claim.id, Verdict.RIGHT, author="ada")
        assert list(other.action_log().verify()) == []
