"""Two readings of the same words: what differs is named, and other words are held apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.pipeline.second_compare import SecondRow, compare_second
from dateline.store import open_ledger
from tests.pipeline.test_second_reader import GOOD, READ, claims
from tests.store.records import Ticking, coding

OURS = coding(READ.report).claims[0].id


def compared(path: Path, said: dict[str, Any], *, status: str = "read") -> list[SecondRow]:
    """What is shown beside our claims where a second reader has said one."""
    with open_ledger(path / "l.sqlite", clock=Ticking()) as ledger:
        ledger.add(READ, coding(READ.report), program="by hand")
        ledger.other_book().keep(
            READ.report.id, "tiny", "asked", status=status, payload=claims(said)
        )
        return list(compare_second(ledger, ledger.codings()))


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        ({}, "agree"),
        ({"source": "The governor"}, "source"),
        ({"stance": "deny"}, "stance"),
        ({"stance": "deny", "certainty": "possible"}, "stance"),
        ({"certainty": "possible"}, "certainty"),
        ({"content": "had left Kherson on"}, "agree"),
    ],
)
def test_the_first_difference_is_named(
    tmp_path: Path, other: dict[str, str], difference: str
) -> None:
    rows = {row.claim: row.difference for row in compared(tmp_path, {**GOOD, **other})}
    assert rows.pop(OURS) == difference
    assert list(rows.values()) == ["only ours"] * 2


def test_words_that_share_less_than_half_are_two_claims(tmp_path: Path) -> None:
    rows = compared(tmp_path, {**GOOD, "content": "Kherson on 11 November"})
    assert [row.difference for row in rows] == ["only ours", "only theirs", *["only ours"] * 2]


def test_a_broken_answer_is_beside_nothing(tmp_path: Path) -> None:
    assert compared(tmp_path, GOOD, status="broken") == []
