"""Pages: roles from markup, metadata from JSON-LD, offsets back to the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.html import read_html
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.source_map import locate

FIXTURES = Path(__file__).parent / "fixtures"
PROSE = "<p>The bridge at Lower Ford was closed on Tuesday, the council of the district said.</p>"


def read(data: str | bytes) -> Reading:
    data = data.encode() if isinstance(data, str) else data
    return next(read_html(data, where="p.html"))


@pytest.fixture(scope="module")
def page() -> Reading:
    return read((FIXTURES / "figures.html").read_bytes())


def test_metadata(page: Reading) -> None:
    report = page.report
    assert report.title == "Bridge at Lower Ford reopened & guarded"
    assert report.published == "2031-03-04T09:30:00+01:00"
    assert report.updated == "2031-03-04T15:00:00+01:00"
    assert report.byline == ("Mara Quill", "Jon Reed")
    assert report.outlet == "The Weir Gazette"
    assert report.url == "https://weir-gazette.example/2031/03/lower-ford"
    assert (report.lang, report.zone) == ("en", "+01:00")


def test_roles(page: Reading) -> None:
    assert [block.kind.value for block in page.report.blocks] == [
        "headline", "byline", "dateline", "caption", "credit", "paragraph", "paragraph",
        "quotation", "boilerplate", "boilerplate", "paragraph", "boilerplate", "paragraph",
    ]  # fmt: skip


def test_what_is_not_shown_is_not_text(page: Reading) -> None:
    text = page.report.text
    assert "never shown" not in text
    assert "color" not in text
    assert "All rights reserved" not in text
    assert "open <soon>," in text


def test_words_are_found_in_the_source(page: Reading) -> None:
    text = page.report.text
    for words in ("Engineers reopened", "Ida Marsh", "district’s", "<soon>"):
        start = text.index(words)
        found = locate(page.source_map, text, start, start + len(words))
        assert found is not None
        raw = page.original.data[slice(*found)].decode()
        assert raw == words.replace("’", "&rsquo;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_page_without_an_article_is_refused() -> None:
    links = "".join(f"<li><a href='/{n}'>Link {n}</a></li>" for n in range(50))
    with pytest.raises(UnreadableInput, match="no article"):
        read(f"<html><body><ul>{links}</ul></body></html>")


def test_torn_pages_are_refused_at_once() -> None:
    with pytest.raises(UnreadableInput, match="never end"):
        read("<a " * 300_000)


def test_a_declared_encoding() -> None:
    page = f"<html><meta charset=windows-1251><body><h1>Мост</h1>{PROSE * 4}<p>Мост закрыт.</p>"
    assert "Мост" in read(page.encode("cp1251")).report.text


@pytest.mark.parametrize("day", ["2031-02-31", "2022-02-31"])
def test_a_date_that_cannot_be_is_said_so_and_no_other_is_made_of_it(day: str) -> None:
    meta = f'<meta property="article:published_time" content="{day}T10:00:00">'
    reading = read(f"<html><head>{meta}</head><body><h1>Bridge</h1>{PROSE * 3}</body></html>")
    assert reading.report.published is None
    assert any(day in warning for warning in reading.warnings)


def test_the_title_leads_where_there_is_no_headline() -> None:
    reading = read(
        f"<html><head><title>Bridge closed</title></head><body>{PROSE * 3}</body></html>"
    )
    report = reading.report
    assert report.blocks[0].kind.value == "headline"
    assert report.text.startswith("Bridge closed\n\n")


FRAGMENTS = st.sampled_from(
    ["<p>", "</p>", "<div class='x'>", "</div>", "<br>", "&amp;", "&#1234", "&bogus;", "<", ">",
     "<!-- c -->", "<!", "<![CDAT[", "<![if x]>", "<script>", "</script>",
     "<figure>", "<figcaption>", "<h1>", "</h1>",
     "<aside>", "</aside>", "<time datetime='2031-13-45'>", "</time>", "\ud7ff", "é", "\0", " ",
     PROSE, "<title>", "</title>", "<li>", "<blockquote>"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    data = markup.encode()
    try:
        reading = read(data)
    except ReportError:
        return
    end = 0
    for block in reading.report.blocks:
        assert end <= block.start < block.end <= len(reading.report.text)
        end = block.end
    for run in reading.source_map:
        assert 0 <= run.at <= run.at + run.size <= len(data)
