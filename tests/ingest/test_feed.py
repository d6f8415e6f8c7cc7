"""Feeds: a report an entry; what a broken one still yields is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.ingest.feed import read_feed
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.source_map import locate

FEED = (Path(__file__).parent / "fixtures" / "ferry.rss").read_bytes()


def read(data: bytes) -> list[Reading | ReportError]:
    return list(read_feed(data, where="f.rss"))


def test_entries_are_reports() -> None:
    first, second = read(FEED)
    assert isinstance(first, Reading)
    report = first.report
    assert report.title == "Ferry at Stone Quay stopped & searched"
    assert (report.outlet, report.key) == ("The Weir Gazette", "wg-1181")
    assert report.published == "2031-03-04T18:05:00+01:00"
    assert report.byline == ("Jon Reed",)
    kinds = [block.kind.value for block in report.blocks]
    assert kinds == ["headline", "paragraph", "caption", "credit", "paragraph"]
    assert "alert" not in report.text
    start = report.text.index("harbour master")
    found = locate(first.source_map, report.text, start, start + len("harbour master"))
    assert found is not None
    assert first.original.data[slice(*found)] == b"harbour master"
    assert isinstance(second, Reading)
    assert second.report.published is None
    assert "31 Jun" in second.warnings[0]


def test_an_entry_keeps_its_id_when_the_feed_grows() -> None:
    new = b"<item><title>Another bridge falls</title><description>It fell.</description></item>"
    grown = FEED.replace(b"<item>", new + b"<item>", 1)
    before = {entry.report.id for entry in read(FEED) if isinstance(entry, Reading)}
    after = {entry.report.id for entry in read(grown) if isinstance(entry, Reading)}
    assert len(after - before) == 1
    assert before < after


def test_a_broken_feed_gives_what_it_has_and_an_error() -> None:
    *entries, error = read(FEED[:-120])
    assert len(entries) == 2
    assert isinstance(error, UnreadableInput)
    assert "broken" in str(error)
    assert "line" in str(error)


@pytest.mark.parametrize("data", [b"", b"<rss></rss>", b"no feed at all", b"<html><p>x</p></html>"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"f\.rss"):
        read(data)


def test_an_atom_feed() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>River News</title>
    <entry><title type="html">Mill &amp;lt;b&amp;gt;falls</title><id>tag:1</id>
    <updated>2031-03-04T10:00:00Z</updated><link href="https://r.example/1"/>
    <content type="html">&lt;p&gt;The mill fell on Tuesday.&lt;/p&gt;</content></entry></feed>"""
    (entry,) = read(atom)
    assert isinstance(entry, Reading)
    assert entry.report.published == "2031-03-04T10:00:00+00:00"
    assert entry.report.url == "https://r.example/1"
    assert "The mill fell on Tuesday." in entry.report.text


def aggregated(source: str, link: str = "https://news.google.com/rss/articles/x1") -> Reading:
    item = (
        f"<item><title>Ford falls - The Post</title><link>{link}</link>{source}"
        "<description>Rebels took Lower Ford on Monday.</description></item>"
    )
    feed = f"<rss version='2.0'><channel><title>All news</title>{item}</channel></rss>"
    (entry,) = read(feed.encode())
    assert isinstance(entry, Reading)
    return entry


def test_an_aggregators_item_is_told_by_its_source() -> None:
    report = aggregated('<source url="https://post.example">The Post</source>').report
    assert (report.outlet, report.title) == ("The Post", "Ford falls")
    assert "- The Post" not in report.text


def test_an_aggregators_item_without_source_has_no_outlet() -> None:
    assert aggregated("").report.outlet is None
    assert aggregated("", link="https://post.example/a").report.outlet == "All news"
