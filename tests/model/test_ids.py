"""Ids are content hashes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import content_id, report_id, sha256


@given(st.lists(st.text()), st.lists(st.text()))
def test_equal_facts_equal_ids(left: list[str], right: list[str]) -> None:
    assert (content_id("x", left) == content_id("x", right)) == (left == right)


def test_an_id_is_the_same_on_any_machine() -> None:
    assert content_id("clm", "a", 1, None) == "clm-0ae764bffd3a17b6454c"


def test_field_borders_count() -> None:
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc")


def test_a_report_changes_its_id_with_its_words() -> None:
    common = {"title": None, "published": None, "outlet": None, "url": None}
    first = report_id(sha256=sha256(b"a"), text="a", **common)
    assert first != report_id(sha256=sha256(b"b"), text="b", **common)
    assert first == report_id(sha256=sha256(b"a"), text="a", **common)
