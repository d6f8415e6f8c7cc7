"""Inputs made to stop a reader: each ends soon, with an error or a reading."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.feed import entry_elements, read_feed
from dateline.ingest.html import read_html
from dateline.model import DatelineError, Reading, ReportError

SECONDS = 5
MANY = 100_000
MEGABYTE = 1_000_000
Reader = Callable[..., Iterator[Reading | ReportError]]

PARTS = {
    "unclosed items": b"<item>" * MANY,
    "torn items": b"<item " * MANY,
    "items that never end": b"<item><title>T</title><description>x" * 20_000,
    "unclosed comments": b"<!--" * MANY,
    "unclosed CDATA": b"<![CDATA[" * MANY,
    "character references": b"<p>" + b"&#x41;" * (MEGABYTE // 6),
    "references that never end": b"&#x" * (MEGABYTE // 3),
    "deep tags": b"<div>" * MANY,
    "deep lists": b"<ul><li>" * (MANY // 2),
    "deep tables": b"<table><tr><td>" * (MANY // 3),
    "a long attribute": b'<p class="' + b"a" * MEGABYTE + b'">The army took Goma.</p>',
    "an unclosed attribute": b'<p class="' + b"a " * (MEGABYTE // 2),
    "many attributes": b"<p " + b"a=1 " * (MEGABYTE // 4) + b">The army took Goma.</p>",
    "markup declarations": b"<!" * MANY,
    "ends without a beginning": b"</p>" * MANY,
    "unclosed scripts": b"<script>" * MANY,
    "deep JSON": b'<script type="application/ld+json">' + b"[" * MANY + b"</script>",
}
INSIDE = {
    "deep tags": b"<![CDATA[" + b"<div>" * MANY + b"]]>",
    "torn tags": b"<![CDATA[" + b"<p " * MANY + b"]]>",
    "escaped tags": b"&lt;b&gt;" * MANY,
    "a comment": b"<![CDATA[" + b"<!--" * MANY + b"]]>",
}


def spent(reader: Reader, data: bytes) -> float:
    begun = time.process_time()
    try:
        found = list(reader(data, where="x"))
    except DatelineError:
        pass
    else:
        assert found
    return time.process_time() - begun


@pytest.mark.parametrize("name", PARTS)
def test_a_page_ends_soon(name: str) -> None:
    assert spent(read_html, b"<html><body>" + PARTS[name]) < SECONDS


@pytest.mark.parametrize("name", PARTS)
def test_a_feed_ends_soon(name: str) -> None:
    head = b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>'
    assert spent(read_feed, head + PARTS[name]) < SECONDS


@pytest.mark.parametrize("name", INSIDE)
def test_an_entry_ends_soon(name: str) -> None:
    feed = (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>T</title>'
        b"<description>" + INSIDE[name] + b"</description></item></channel></rss>"
    )
    assert spent(read_feed, feed) < SECONDS


def test_entities_that_grow_are_refused_or_left() -> None:
    steps = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
    head = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">'
    body = b']><rss version="2.0"><channel><item><title>&l9;</title></item></channel></rss>'
    assert spent(read_feed, head + steps + body) < SECONDS
    long = b'<!ENTITY q "' + b"x" * MANY + b'">'
    body = b"]><rss><channel><item><title>" + b"&q;" * 10_000 + b"</title></item></channel></rss>"
    assert spent(read_feed, b"<!DOCTYPE l [" + long + body) < SECONDS


def test_entries_are_cut_from_first_tag_to_first_end() -> None:
    data = b"<a><item>1<item>2</item>3</item><x:entry a='1'>4</x:entry ><item>5"
    assert entry_elements(data) == [b"<item>1<item>2</item>", b"<x:entry a='1'>4</x:entry >"]
    assert entry_elements(b"<items>1</items><entry>2</item></entry>") == [
        b"<entry>2</item></entry>"
    ]


@given(st.lists(st.sampled_from([b"<item>", b"</item>", b"<entry >", b"</entry>", b"a", b"<"])))
def test_what_is_cut_stands_in_the_feed_in_order(parts: list[bytes]) -> None:
    data = b"".join(parts)
    position = 0
    for element in entry_elements(data):
        position = data.index(element, position) + len(element)
        assert element.endswith(b">")
