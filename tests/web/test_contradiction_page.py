"""Two claims side by side: what differs is marked, and nothing of their words is lost."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.web.contradiction_page import mark_difference

MARK = re.compile(r'<mark class="apart">(.*?)</mark>', re.DOTALL)


def marked(first: str, second: str) -> tuple[list[str], list[str]]:
    found = mark_difference(first, second)
    assert found is not None
    return MARK.findall(found[0]), MARK.findall(found[1])


@pytest.mark.parametrize(
    ("first", "second", "left", "right"),
    [
        ("12 people were killed", "20 people were killed", ["12"], ["20"]),
        ("The bridge is open", "the bridge is not open", [], ["not "]),
        ("Міст відкрито", "Міст закрито", ["відкрито"], ["закрито"]),
        ("the same words", "the same words", [], []),
    ],
)
def test_words_that_the_other_has_not_are_marked(
    first: str, second: str, left: list[str], right: list[str]
) -> None:
    assert marked(first, second) == (left, right)


@pytest.mark.parametrize(("first", "second"), [("", ""), ("міст відкрито", "the bridge is open")])
def test_what_has_next_to_nothing_in_common_is_not_compared(first: str, second: str) -> None:
    assert mark_difference(first, second) is None


def test_words_of_reports_stay_words() -> None:
    found = mark_difference("<b>the bridge</b> is open", "the bridge is <script>open")
    assert found is not None
    assert "<b>" not in found[0]
    assert "<script>" not in found[1]


@given(st.text("ab c<&", max_size=30), st.text("ab c<&", max_size=30))
def test_no_word_is_lost(first: str, second: str) -> None:
    found = mark_difference(first, second)
    if found is not None:
        for given_, shown in zip((first, second), found, strict=True):
            assert html.unescape(re.sub(r"</?mark[^>]*>", "", shown)).strip() == given_.strip()


def first_point(client: Any) -> str:
    found = re.search(r'href="/contradictions/(con-[0-9a-f]+)"', client.get("/contradictions").text)
    assert found is not None
    return found[1]


def test_the_page_has_two_columns_a_reason_and_buttons(client: Any) -> None:
    point = first_point(client)
    text = client.get(f"/contradictions/{point}").text
    assert text.count('<section class="column"') == 2
    assert 'class="standfirst"' in text
    assert 'value="right"' in text
    assert '<span class="chip">differs</span>' in text


def test_a_decision_leads_back_and_stands_on_the_page(client: Any) -> None:
    point = first_point(client)
    sent = {"kind": "contradiction", "target": point, "verdict": "right",
            "back": f"/contradictions/{point}"}  # fmt: skip
    assert "judged right" in client.post("/judgements", data=sent).text
