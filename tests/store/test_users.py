"""Users and their tokens: shown once, kept as hashes, ended with their users."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model import LedgerError, UsageError
from dateline.store import Ledger, Role, TokenKind, open_ledger


def test_a_token_signs_in_once_and_leads_to_a_session(ledger: Ledger) -> None:
    book = ledger.user_book()
    token = book.add_user("Ada", Role.REVIEWER, days=7)
    assert book.holder(token) is None
    found = book.sign_in(token, days=1)
    assert found is not None
    user, session = found
    assert (user.name, user.role) == ("Ada", Role.REVIEWER)
    assert book.holder(session) == user
    assert book.sign_in(token, days=1) is None
    assert book.sign_in(session, days=1) is None
    book.sign_out(session)
    assert book.holder(session) is None


def test_no_token_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        token = ledger.user_book().add_user("Ada", Role.OWNER, days=7)
        found = ledger.user_book().sign_in(token, days=1)
    assert found is not None
    kept = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert token.encode() not in kept
    assert found[1].encode() not in kept


@pytest.mark.parametrize("token", ["", "x", "dl_forged", "\ud800", "a" * 10_000, "' OR 1=1 --"])
def test_a_forged_token_is_nobodys(ledger: Ledger, token: str) -> None:
    book = ledger.user_book()
    book.add_user("Ada", Role.OWNER, days=7)
    assert book.sign_in(token, days=1) is None
    assert book.holder(token) is None


def test_a_token_ends_with_its_days(ledger: Ledger) -> None:
    book = ledger.user_book()
    short = book.add_user("Ada", Role.READER, days=1e-7)  # the clock ticks a second a look
    assert book.sign_in(short, days=1) is None
    program = book.make_token("Ada", TokenKind.PROGRAM, days=1)
    assert book.holder(program) is not None
    assert book.holder(book.make_token("Ada", TokenKind.PROGRAM, days=1e-7)) is None


def test_who_is_removed_is_let_in_no_more(ledger: Ledger) -> None:
    book = ledger.user_book()
    once = book.add_user("Ada", Role.EDITOR, days=7)
    program = book.make_token("Ada", TokenKind.PROGRAM, days=7)
    book.remove_user("Ada")
    assert book.holder(program) is None
    assert book.sign_in(once, days=1) is None
    assert book.users() == []
    assert [u.name for u in book.users(withdrawn=True)] == ["Ada"]
    with pytest.raises(LedgerError, match="no user"):
        book.make_token("Ada", TokenKind.ONCE, days=7)
    book.add_user("Ada", Role.READER, days=7)
    assert book.holder(program) is None


def test_a_new_token_takes_the_place_of_the_one_before(ledger: Ledger) -> None:
    book = ledger.user_book()
    first = book.add_user("Ada", Role.READER, days=7)
    second = book.make_token("Ada", TokenKind.ONCE, days=7)
    assert book.sign_in(first, days=1) is None
    assert book.sign_in(second, days=1) is not None


def test_a_role_acts_at_once(ledger: Ledger) -> None:
    book = ledger.user_book()
    book.add_user("Ada", Role.READER, days=7)
    program = book.make_token("Ada", TokenKind.PROGRAM, days=7)
    book.change_role("Ada", Role.EDITOR)
    found = book.holder(program)
    assert found is not None
    assert found.role is Role.EDITOR


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 61, "a\x00b"])
def test_a_name_that_cannot_be_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(UsageError):
        ledger.user_book().add_user(name, Role.READER, days=7)


def test_a_name_is_given_once(ledger: Ledger) -> None:
    ledger.user_book().add_user("Ada", Role.READER, days=7)
    with pytest.raises(UsageError, match="already"):
        ledger.user_book().add_user("Ada", Role.OWNER, days=7)


def test_roles_include_those_before_them() -> None:
    assert [r for r in Role if Role.EDITOR.includes(r)] == [
        Role.READER, Role.REVIEWER, Role.EDITOR,
    ]  # fmt: skip


def test_all_of_it_is_in_the_audit(ledger: Ledger) -> None:
    book = ledger.user_book()
    found = book.sign_in(book.add_user("Ada", Role.READER, days=7), days=1)
    assert found is not None
    book.sign_out(found[1])
    book.change_role("Ada", Role.EDITOR)
    book.remove_user("Ada")
    assert [a.action for a in reversed(ledger.action_log().actions())] == [
        "user.added", "session.begun", "session.ended", "user.role", "user.removed",
    ]  # fmt: skip
    assert [a.who for a in ledger.action_log().actions(action="session")] == ["Ada", "Ada"]
