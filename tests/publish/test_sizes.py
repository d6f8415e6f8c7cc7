"""Sizes of the page that were chosen."""

from __future__ import annotations

from dateline.publish.sizes import sizes


def test_a_large_page_is_cut_into_parts_that_hold_some_reports_each() -> None:
    found = sizes()
    assert 0 < found.reports_each < found.parts_from
    assert found.words_each > 0
    assert found.name_files > 0
