"""Cases: what is chosen stays chosen, with notes and comments; nothing is deleted."""

from __future__ import annotations

import pytest

from dateline.model import LedgerError, UsageError
from dateline.store import Ledger


def test_a_case_holds_what_was_put_in(ledger: Ledger) -> None:
    book = ledger.case_book()
    case = book.make_case("Oleshky", about="who held it", assignee="Ada")
    book.add_item(case.id, "claim", "clm-1", claims=["clm-1"], note="look here")
    book.add_item(case.id, "report", "rep-1")
    again = book.add_item(case.id, "claim", "clm-1", claims=["clm-1"])
    assert again.note == "look here"
    book.comment(case.id, "done?")
    (found,) = book.cases()
    assert (found.title, found.about, found.assignee) == ("Oleshky", "who held it", "Ada")
    assert (found.items, found.comments) == (2, 1)
    assert [(i.kind, i.target, i.claims) for i in book.items(case.id)] == [
        ("claim", "clm-1", ("clm-1",)), ("report", "rep-1", ()),
    ]  # fmt: skip


def test_what_is_taken_out_may_come_back(ledger: Ledger) -> None:
    book = ledger.case_book()
    case = book.make_case("Oleshky")
    item = book.add_item(case.id, "claim", "clm-1")
    book.take_out(item.id)
    book.take_out(item.id)
    assert book.items(case.id) == []
    book.add_item(case.id, "claim", "clm-1")
    assert len(book.items(case.id)) == 1
    comment = book.comment(case.id, "no")
    book.take_back(comment.id)
    assert book.comments(case.id) == []


def test_a_case_is_changed_assigned_closed_and_opened(ledger: Ledger) -> None:
    book = ledger.case_book()
    case = book.make_case("Oleshky")
    assert book.change_case(case.id, assignee="Grace").assignee == "Grace"
    assert book.change_case(case.id, assignee="").assignee is None
    assert book.change_case(case.id, title="Kherson", about="x").title == "Kherson"
    assert book.change_case(case.id, closed=True).closed_at is not None
    assert book.cases(closed=False) == []
    assert book.change_case(case.id, closed=False).closed_at is None


def test_a_case_is_found_by_title_or_the_beginning_of_its_id(ledger: Ledger) -> None:
    book = ledger.case_book()
    case = book.make_case("Oleshky")
    assert book.find_case("Oleshky").id == book.find_case(case.id[:12]).id == case.id
    book.make_case("Kherson")
    for said in ("case-", "", "nothing"):
        with pytest.raises(LedgerError):
            book.find_case(said)


def test_all_of_it_is_in_the_audit_and_in_the_changes(ledger: Ledger) -> None:
    book = ledger.case_book()
    case = book.make_case("Oleshky")
    item = book.add_item(case.id, "claim", "clm-1")
    book.comment(case.id, "hm")
    book.take_out(item.id)
    book.change_case(case.id, closed=True)
    assert [a.action for a in reversed(ledger.action_log().actions())] == [
        "case.made", "case.item_added", "case.commented", "case.item_removed", "case.changed",
    ]  # fmt: skip
    assert [(c.kind, c.record, c.what) for c in ledger.changes()] == [
        ("case", case.id, "added"), *[("case", case.id, "changed")] * 4,
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["", " \n", "x" * 201])
def test_a_title_that_cannot_be_is_refused(ledger: Ledger, title: str) -> None:
    with pytest.raises(UsageError):
        ledger.case_book().make_case(title)
    assert ledger.case_book().cases() == []


def test_what_cannot_be_put_in_is_refused(ledger: Ledger) -> None:
    book = ledger.case_book()
    case = book.make_case("Oleshky")
    with pytest.raises(UsageError, match="holds no"):
        book.add_item(case.id, "person", "x")
    with pytest.raises(UsageError, match="too long"):
        book.add_item(case.id, "claim", "x", note="x" * 20_001)
    with pytest.raises(LedgerError, match="no case"):
        book.add_item("case-none", "claim", "x")
    with pytest.raises(LedgerError, match="no case"):
        book.comment("case-none", "x")
    with pytest.raises(UsageError, match="words"):
        book.comment(case.id, " ")
