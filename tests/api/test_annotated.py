"""What annotations of others judge: by id, by the words that they quote, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.api.annotated import URN, Annotated, Passed, judgements_in, read_annotations
from dateline.model import UnreadableInput, Verdict
from dateline.store import Ledger

WORDS = "soldiers had left Kherson"


def quoting(report: str, *, start: int | None = None) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": WORDS}]
    if start is not None:
        selectors.append({"type": "TextPositionSelector", "start": start})
    return {"target": {"source": URN + report, "selector": selectors}}


def one(ledger: Ledger, item: dict[str, Any]) -> Annotated | Passed:
    (found,) = judgements_in([item], ledger)
    return found


def test_a_claim_is_found_by_the_words_that_are_quoted(store: Ledger) -> None:
    report = next(iter(store.reports())).id
    (claim,) = (row for row in store.claims() if row.report == report and WORDS in row.content)
    body = [{"purpose": "tagging", "value": "Wrong"}, {"purpose": "commenting", "value": "of 2014"}]
    item = {**quoting(report), "body": body, "creator": {"name": "Olena"}}
    assert one(store, item) == Annotated(
        claim=claim.id, verdict=Verdict.WRONG, author="Olena", reason="of 2014"
    )


def test_a_claim_is_found_by_its_id(store: Ledger) -> None:
    claim = next(iter(store.claims())).id
    item = {"id": URN + claim, "tags": ["right"], "user": "acct:a@b.example"}
    assert one(store, item) == Annotated(
        claim=claim, verdict=Verdict.RIGHT, author="a@b.example", reason=None
    )


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"body": "right or wrong?"}, "no body or tag of it says right or wrong"),
        ({"body": {"purpose": "describing", "value": "wrong"}}, "no body or tag"),
        ({"id": URN + "clm-none", "tags": ["wrong"]}, "no claim of the ledger has its words"),
        ({**quoting("rep-none"), "tags": ["wrong"]}, "no claim of the ledger has its words"),
    ],
)
def test_what_is_no_judgement_is_told_of(store: Ledger, item: dict[str, Any], why: str) -> None:
    found = one(store, item)
    assert isinstance(found, Passed)
    assert found.number == 1
    assert found.why.startswith(why)


@pytest.mark.parametrize(
    "data",
    [b'[{"a": 1}]', b'{"items": [{"a": 1}]}', b'{"rows": [{"a": 1}]}', b'{"a": 1}\n\n',
     b'\xef\xbb\xbf{"first": {"items": [{"a": 1}]}}'],
)  # fmt: skip
def test_annotations_come_in_several_wrappings(data: bytes) -> None:
    assert read_annotations(data, where="a.json") == [{"a": 1}]


def test_a_line_that_is_no_json_is_named() -> None:
    with pytest.raises(UnreadableInput, match=r"a\.json:2"):
        read_annotations(b'{"a": 1}\nnothing\n', where="a.json")
