"""Paragraphs of a plain text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.lines import paragraphs

FULL = "the rebels left the town of Riverton before dawn and"


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("One.\nTwo.", ["One.", "Two."], id="a line each"),
        pytest.param("  One.  \n\n\nTwo.\n", ["One.", "Two."], id="without white space"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t\n", [], id="white space"),
    ],
)
def test_lines_are_paragraphs(text: str, found: list[str]) -> None:
    assert texts(text) == found


def test_lines_broken_to_a_width_are_joined() -> None:
    text = f"{FULL}\n{FULL}\n{FULL}\nthat was all.\n\nAnother one."
    assert texts(text) == [text.split("\n\n")[0], "Another one."]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{FULL}\n{FULL}\n{FULL}\nthat was all.", id="no empty line"),
        pytest.param(f"{FULL}\n{FULL}\n\nAnother one.", id="too few that go on"),
        pytest.param(f"{FULL}.\n{FULL}.\n{FULL}.\n{FULL}.\n\nAnother.", id="each line ends"),
        pytest.param(f"Short\nlines\nlike\na list\n\n{FULL}.", id="short lines"),
        pytest.param(f"{FULL}\n{FULL}\n{FULL}\n{FULL * 3}\n\nAnother.", id="one is long"),
    ],
)
def test_lines_that_are_not_broken_to_a_width_stay_apart(text: str) -> None:
    assert texts(text) == [line for line in text.split("\n") if line]


@given(st.text(alphabet="ab .\n\t", max_size=200))
def test_paragraphs_are_apart_in_order_and_lose_no_word(text: str) -> None:
    found = paragraphs(text)
    assert all(start < end for start, end in found)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    assert "".join("".join(texts(text)).split()) == "".join(text.split())
    assert all(piece == piece.strip() for piece in texts(text))
