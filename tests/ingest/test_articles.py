"""Pages that feeds and sitemaps name: the newest, no more than asked for, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from dateline.ingest.articles import (
    article_rules,
    filled,
    follow_feed,
    follow_sitemap,
    newest,
    read_listed,
)
from dateline.ingest.feed import read_feed
from dateline.ingest.html import read_html
from dateline.ingest.page_cache import Fetched
from dateline.ingest.sitemap import Listed
from dateline.model import FetchError, Reading, ReportError, report_id
from tests.ingest.test_sitemap import AT, NEWS, NS, PLAIN

FEED = b"""<rss version="2.0"><channel><title>The Wire</title>
<item><guid>1</guid><title>Ford falls</title><link>https://wire.example/1</link>
  <description>Rebels took it.</description><pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate></item>
<item><guid>2</guid><title>Bridge hit</title><link>https://wire.example/2</link>
  <description>Shells hit it.</description><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate></item>
<item><guid>3</guid><title>No page</title><description>A note without a page.</description></item>
</channel></rss>"""


def page(words: str, head: str = "") -> bytes:
    body = f"<h1>{words}</h1><p>The whole story of how {words.lower()}, told at length.</p>"
    whole = f"<title>{words}</title>{head}</head><body><article>{body}</article></body>"
    return f"<html lang='en'><head>{whole}</html>".encode()


class Site:
    """Pages by address; what is asked for is kept."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = {f"https://wire.example/{name}": data for name, data in pages.items()}
        self.asked: list[str] = []

    def ask(self, address: str) -> Fetched:
        self.asked.append(address)
        if address not in self.pages:
            raise FetchError("the server answered 404", where=address)
        return Fetched(url=address, data=self.pages[address], media_type="text/html",
                       charset=None, fetched="2031-03-06T00:00:00Z")  # fmt: skip


def read(page: Fetched) -> Iterator[Reading | ReportError]:
    yield from read_html(page.data, where=page.url, fetched=page.fetched)


def followed(site: Site, most: int) -> list[Reading | ReportError]:
    entries = read_feed(FEED, where="https://wire.example/rss")
    return list(follow_feed(entries, most=most, ask=site.ask, read=read))


def test_a_feed_s_pages_are_read_in_the_entries_stead() -> None:
    site = Site(**{"1": page("Ford falls"), "2": page("Bridge hit")})
    first, second, third = followed(site, 5)
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert isinstance(third, Reading)
    assert "The whole story" in first.report.text
    assert "The whole story" in second.report.text
    assert "A note without a page." in third.report.text
    assert site.asked == ["https://wire.example/1", "https://wire.example/2"]


def test_no_more_pages_are_asked_for_than_was_said_and_the_newest_first() -> None:
    site = Site(**{"1": page("Ford falls"), "2": page("Bridge hit")})
    found = followed(site, 1)
    assert site.asked == ["https://wire.example/2"]
    texts = [item.report.text for item in found if isinstance(item, Reading)]
    assert len(texts) == 3
    assert "Rebels took it." in texts[0]
    assert "The whole story" in texts[1]


def test_what_cannot_be_had_is_told_and_its_entry_read() -> None:
    found = followed(Site(**{"2": page("Bridge hit")}), 5)
    assert isinstance(found[0], FetchError)
    assert isinstance(found[1], Reading)
    assert "Rebels took it." in found[1].report.text
    assert len(found) == 4


def test_a_page_has_the_day_that_its_feed_says_where_it_says_none() -> None:
    first, *_ = followed(Site(**{"1": page("Ford falls"), "2": page("Bridge hit")}), 5)
    assert isinstance(first, Reading)
    report = first.report
    assert (report.published, report.key) == ("2031-03-03T10:00:00+00:00", "1")
    assert "as the feed or sitemap says" in first.warnings[-1]
    facts = {name: getattr(report, name)
             for name in ("sha256", "text", "title", "published", "outlet", "url")}  # fmt: skip
    assert report.id == report_id(**facts)


def test_a_page_that_says_its_day_keeps_it() -> None:
    stamp = '<meta property="article:published_time" content="2031-03-01T09:00:00Z">'
    first, *_ = followed(Site(**{"1": page("Ford falls", stamp), "2": page("Bridge hit")}), 5)
    assert isinstance(first, Reading)
    assert first.report.published == "2031-03-01T09:00:00+00:00"
    again = filled(first, Listed(address="https://wire.example/1", published="2031-03-09"))
    assert (again.report, again.warnings) == (
        replace(first.report, key=again.report.key),
        first.warnings,
    )


def test_a_news_sitemap_s_pages_are_read_with_what_it_says_of_them() -> None:
    site = Site(c=page("Ford falls"))
    (found,) = follow_sitemap(NEWS, where=AT, most=5, ask=site.ask, read=read)
    assert isinstance(found, Reading)
    assert (found.report.outlet, found.report.published) == (
        "The Wire", "2031-03-05T08:00:00+00:00",
    )  # fmt: skip


def test_an_aggregator_s_own_address_is_not_followed_and_the_page_behind_it_is() -> None:
    own = "https://news.google.com/rss/articles/CBMiK0FVX3lxTE1sSzVhYmNkZWZnaGlqa2xtbm9w"
    behind = "https://www.google.com/url?url=https://wire.example/2"
    data = FEED.replace(b"https://wire.example/1", own.encode())
    data = data.replace(b"<link>https://wire.example/2", f"<link>{behind}".encode())
    site = Site(**{"2": page("Bridge hit")})
    found = list(follow_feed(read_feed(data, where="x"), most=9, ask=site.ask, read=read))
    assert site.asked == ["https://wire.example/2"]
    assert len([item for item in found if isinstance(item, Reading)]) == 3


def test_when_a_page_changed_is_not_when_it_was_published() -> None:
    site = Site(a=page("Ford falls"), b=page("Bridge hit"))
    first, *_ = follow_sitemap(PLAIN, where=AT, most=5, ask=site.ask, read=read)
    assert isinstance(first, Reading)
    assert first.report.published is None


def index(*names: str) -> bytes:
    maps = "".join(f"<sitemap><loc>https://wire.example/{name}</loc></sitemap>" for name in names)
    return f"<sitemapindex xmlns='{NS}'>{maps}</sitemapindex>".encode()


def test_an_index_leads_to_its_sitemaps_until_there_are_enough_pages() -> None:
    site = Site(s1=PLAIN, s2=NEWS, a=page("Ford falls"), b=page("Bridge hit"))
    found = list(follow_sitemap(index("s1", "s2"), where=AT, most=2, ask=site.ask, read=read))
    assert [isinstance(item, Reading) for item in found] == [True, True]
    assert site.asked == [f"https://wire.example/{n}" for n in ("s1", "a", "b")]


def test_an_index_of_itself_or_of_thousands_ends() -> None:
    site = Site(loop=index("loop", "sitemap.xml"))
    assert list(follow_sitemap(index("loop"), where=AT, most=2, ask=site.ask, read=read)) == []
    assert site.asked == ["https://wire.example/loop"]
    many = Site()
    found = list(follow_sitemap(index(*map(str, range(5000))), where=AT, most=9, ask=many.ask,
                                read=read))  # fmt: skip
    assert len(many.asked) == len(found) == article_rules().maps


def test_the_newest_come_first_and_each_once() -> None:
    old, new = (
        Listed(address="a", changed="2031-03-01"),
        Listed(address="b", published="2031-03-02"),
    )
    undated = Listed(address="c")
    assert newest([old, undated, new, old], 9) == [new, old, undated]
    assert newest([old, new], 1) == [new]


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"%PDF-1.4 broken"])
def test_a_page_without_words_is_an_error_and_ends_nothing(data: bytes) -> None:
    found = read_listed(
        Listed(address="https://wire.example/1"), ask=Site(**{"1": data}).ask, read=read
    )
    assert all(isinstance(item, ReportError) for item in found)
