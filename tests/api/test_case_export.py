"""A case handed on: what it holds whole, what by the claim, and what is lost since."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dateline.api.case_export import FILES, choose_codings, find_lost, write_case
from dateline.model import LedgerError
from dateline.store import Ledger


def test_reports_are_taken_whole_and_of_others_the_chosen_claims(store: Ledger) -> None:
    first, second = store.codings()
    book = store.case_book()
    case = book.make_case("Left bank")
    book.add_item(case.id, kind="report", target=first.report.id)
    one = second.claims[0].id
    book.add_item(case.id, kind="claim", target=one, claims=(one,))
    items = book.items(case.id)
    whole, part = choose_codings(store, items)
    assert whole == first
    assert [claim.id for claim in part.claims] == [second.claims[0].id]
    assert not find_lost(items, [whole, part])
    assert [item.target for item in find_lost(items, [whole])] == [second.claims[0].id]


def test_a_case_is_a_page_a_table_and_its_notes(store: Ledger, tmp_path: Path) -> None:
    (first, _) = store.codings()
    book = store.case_book()
    case = book.make_case("Left bank")
    book.add_item(case.id, kind="report", target=first.report.id)
    page = write_case(store, case, tmp_path / "case")
    assert sorted(f.name for f in page.parent.iterdir() if f.name in FILES) == sorted(FILES)
    rows = list(csv.DictReader((page.parent / "claims.csv").read_text("utf-8").splitlines()))
    assert len(rows) == len(first.claims)
    told = json.loads((page.parent / "case.json").read_bytes())
    assert (told["case"]["title"], told["not_in_ledger"]) == ("Left bank", [])


def test_a_folder_that_cannot_be_written_is_told(store: Ledger, tmp_path: Path) -> None:
    case = store.case_book().make_case("Empty")
    (tmp_path / "case" / "claims.csv").mkdir(parents=True)
    with pytest.raises(LedgerError, match="name another folder"):
        write_case(store, case, tmp_path / "case")
