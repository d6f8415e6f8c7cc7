"""Leases end by themselves; second readings measure, and change no judgement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.model import Judgement, LedgerError, TargetKind, Verdict
from dateline.store import Ledger, open_ledger
from tests.store.records import coding, reading

CARDS = ["one", "two", "three"]


class Watchmaker:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> Watchmaker:
    return Watchmaker()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def of(path: Path, who: str, clock: Watchmaker) -> Ledger:
    return open_ledger(path, who=who, clock=clock)


def take(ledger: Ledger, cards: list[str] = CARDS) -> str | None:
    lease = ledger.review_book().take_card(cards, queue="q", minutes=5)
    return lease.card if lease else None


def test_two_reviewers_never_have_one_card(path: Path, clock: Watchmaker) -> None:
    with (
        of(path, "Ada", clock) as ada,
        of(path, "Grace", clock) as grace,
        of(path, "Mary", clock) as mary,
        of(path, "Lise", clock) as lise,
    ):
        assert [take(one) for one in (ada, grace, mary, lise)] == ["one", "two", "three", None]
        holders = {lease.who for lease in ada.review_book().leases()}
        assert holders == {"Ada", "Grace", "Mary"}
        assert take(ada) == "one"


def test_a_lease_ends_by_itself(path: Path, clock: Watchmaker) -> None:
    with of(path, "Ada", clock) as ada, of(path, "Grace", clock) as grace:
        take(ada)
        clock.pass_(minutes=4, seconds=59)
        assert take(grace) == "two"
        clock.pass_(seconds=1)
        assert take(grace) == "one"
        with pytest.raises(LedgerError, match="no longer yours"):
            ada.review_book().hold_card("one", minutes=5)


def test_a_lease_that_is_held_lasts(path: Path, clock: Watchmaker) -> None:
    with of(path, "Ada", clock) as ada, of(path, "Grace", clock) as grace:
        take(ada)
        clock.pass_(minutes=4)
        ada.review_book().hold_card("one", minutes=5)
        clock.pass_(minutes=4)
        assert take(grace) == "two"


def test_the_next_card_frees_the_one_before(path: Path, clock: Watchmaker) -> None:
    with of(path, "Ada", clock) as ada, of(path, "Grace", clock) as grace:
        take(ada)
        assert take(ada, ["two"]) == "two"
        assert take(grace) == "one"
        ada.review_book().free_card("one")  # not hers
        assert take(ada) == "two"
        grace.review_book().free_card("one")
        assert take(ada) == "one"


def judged(ledger: Ledger, verdict: Verdict = Verdict.RIGHT) -> Judgement:
    read = reading()
    made = coding(read.report)
    ledger.add(read, made, program="one")
    return ledger.judge(TargetKind.CLAIM, made.claims[0].id, verdict, author="Ada")


def test_a_decision_is_asked_again_of_another_at_once_and_of_the_same_later(
    path: Path, clock: Watchmaker
) -> None:
    with of(path, "Ada", clock) as ada, of(path, "Grace", clock) as grace:
        made = judged(ada)
        ada.review_book().ask_again(made.id, [made.target])
        ada.review_book().ask_again(made.id, [made.target])
        assert [s.judgement for s in grace.review_book().due_again(days=3)] == [made.id]
        assert ada.review_book().due_again(days=3) == []
        clock.pass_(days=3)
        (due,) = ada.review_book().due_again(days=3)
        assert (due.first, due.claims, due.reader) == ("right", (made.target,), None)


def test_the_first_answer_counts_and_changes_no_judgement(path: Path, clock: Watchmaker) -> None:
    with of(path, "Ada", clock) as ada, of(path, "Grace", clock) as grace:
        made = judged(ada)
        ada.review_book().ask_again(made.id, [made.target])
        grace.review_book().keep_again(made.id, Verdict.WRONG)
        ada.review_book().keep_again(made.id, Verdict.RIGHT)
        (read,) = ada.review_book().second_readings()
        assert (read.author, read.first, read.reader, read.again) == (
            "Ada", "right", "Grace", "wrong",
        )  # fmt: skip
        assert list(ada.judgements()) == [made]
        assert grace.review_book().due_again(days=3) == []
        told = ada.action_log().actions(action="judgement.read_again")
        assert [a.who for a in told] == ["Grace"]


def test_what_was_taken_back_is_not_asked_again(path: Path, clock: Watchmaker) -> None:
    with of(path, "Ada", clock) as ada, of(path, "Grace", clock) as grace:
        made = judged(ada)
        ada.review_book().ask_again(made.id, [])
        ada.withdraw(made.id)
        assert grace.review_book().due_again(days=3) == []


def test_leases_and_second_readings_in_either_database(ledger: Ledger) -> None:
    assert take(ledger) == "one"
    made = judged(ledger)
    book = ledger.review_book()
    book.ask_again(made.id, [made.target])
    assert [s.judgement for s in book.due_again(days=0)] == [made.id]
    book.keep_again(made.id, Verdict.RIGHT)
    assert [s.again for s in book.second_readings()] == ["right"]
