from __future__ import annotations

import pytest

from evals.__main__ import BEGIN, END, placed


def test_a_table_replaces_the_one_before() -> None:
    page = f"# Figures\n{BEGIN}\nold\n{END}\nNotes.\n"
    once = placed(page, "| new |")
    assert once == f"# Figures\n{BEGIN}\n\n| new |\n\n{END}\nNotes.\n"
    assert placed(once, "| new |") == once


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="substring"):
        placed("# Figures\n", "| new |")
