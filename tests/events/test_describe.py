"""The codebook page is what the codebook says."""

from __future__ import annotations

from pathlib import Path

from dateline.events.codebook import codebook
from dateline.events.describe import acled_text, examples_of, markdown, ucdp_text

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(codebook())


def test_tables_are_written_out() -> None:
    book = codebook()
    assert "government: Battles / Government regains territory" in acled_text(
        book["territory.taken"]
    )
    assert acled_text(book["force.present"]) == "-"
    assert ucdp_text(book["civilians.attacked"]) == "3"
    assert examples_of("strike.suicide")
