"""Marks nest or cross, the text stays."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dateline.publish.marks import Range, marked


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _range(start: int, end: int, name: str, tag: str = "span") -> Range:
    return Range(start=start, end=end, tag=tag, attributes=f'class="{name}"', first=f'id="{name}"')


def _words(markup: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", markup))


def test_a_nested_range_lies_inside() -> None:
    got = marked("abcdef", 0, 6, [_range(2, 4, "b"), _range(0, 6, "a")])
    assert got == ('<span class="a" id="a">ab<span class="b" id="b">cd</span>ef</span>')


def test_crossing_ranges_are_written_in_pieces_with_one_anchor() -> None:
    got = marked("abcdef", 0, 6, [_range(0, 4, "a"), _range(2, 6, "b")])
    assert got == (
        '<span class="a" id="a">ab<span class="b" id="b">cd</span></span><span class="b">ef</span>'
    )


def test_a_range_that_began_before_the_block_has_no_second_anchor() -> None:
    assert marked("abcdef", 3, 6, [_range(0, 5, "a")]) == '<span class="a">de</span>f'


ranges = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 30), st.sampled_from(["span", "i"])), max_size=8
)


@given(st.text(max_size=30), ranges)
def test_the_text_is_the_text_and_elements_balance(
    text: str, found: list[tuple[int, int, str]]
) -> None:
    text = text.encode("utf-8", "ignore").decode()
    given_ranges = [
        _range(start, end, f"n{i}", tag)
        for i, (start, end, tag) in enumerate(found)
        if start < end <= len(text)
    ]
    got = marked(text, 0, len(text), given_ranges)
    balance = _Balance()
    balance.feed(got)
    assert balance.open == []
    assert sorted(balance.ids) == sorted(f"{r.first[4:-1]}" for r in given_ranges)
    if not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", text):
        assert _words(got) == text
