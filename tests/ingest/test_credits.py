"""Captions and the credits at their ends."""

from __future__ import annotations

import pytest

from dateline.ingest.credits import credit_start, split_credit
from dateline.ingest.phrases import phrases

EN = phrases("en")


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The bridge at noon. Photo: Jon Reed", "The bridge at noon.", "Photo: Jon Reed"),
        ("The bridge at noon | Photo: Jon Reed", "The bridge at noon", "Photo: Jon Reed"),
        ("Photo: Jon Reed", None, "Photo: Jon Reed"),
    ],
)
def test_a_line_is_a_caption_and_its_credit(line: str, caption: str | None, credit: str) -> None:
    pieces = [(kind.value, line[start:end]) for kind, start, end in split_credit(line, EN)]
    assert pieces == [*([("caption", caption)] if caption else []), ("credit", credit)]


@pytest.mark.parametrize(
    "line",
    [
        "The bridge at noon.",
        "He took a photo of the bridge at noon.",
        "x" * 690 + ". Photo: Jon Reed",
        "",
    ],
)
def test_what_has_no_credit_stays_whole(line: str) -> None:
    assert split_credit(line, EN) == []


def test_a_credit_begins_with_a_capital() -> None:
    assert credit_start("They sent a photo: jon reed", EN) is None
    assert credit_start("They sent it. Photo: Jon Reed", EN) == len("They sent it. ")
