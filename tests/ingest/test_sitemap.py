"""Sitemaps: what they name, of which site, and that none is read as a report."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.formats import format_of
from dateline.ingest.sitemap import MOST, list_pages
from dateline.model import UnreadableInput

NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
AT = "https://wire.example/sitemap.xml"
PLAIN = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<urlset xmlns="{NS}">
  <url><loc>https://wire.example/a</loc><lastmod>2031-03-04T10:00:00+00:00</lastmod></url>
  <url><loc> https://wire.example/b </loc><changefreq>daily</changefreq></url>
</urlset>""".encode()
NEWS = f"""<urlset xmlns="{NS}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><image:image><image:loc>https://wire.example/p.jpg</image:loc></image:image>
    <loc>https://wire.example/c</loc>
    <news:news><news:publication><news:name>The Wire</news:name><news:language>en</news:language>
      </news:publication><news:publication_date>2031-03-05T08:00:00Z</news:publication_date>
      <news:title>Ford falls</news:title></news:news></url>
</urlset>""".encode()
INDEX = f"""<sitemapindex xmlns="{NS}">
  <sitemap><loc>https://wire.example/s1.xml.gz</loc><lastmod>2031-03-01</lastmod></sitemap>
  <sitemap><loc>https://wire.example/s2.xml</loc></sitemap>
</sitemapindex>""".encode()


def test_a_sitemap_names_pages_and_when_they_changed() -> None:
    first, second = list_pages(PLAIN, where=AT).pages
    assert (first.address, first.changed) == ("https://wire.example/a", "2031-03-04T10:00:00+00:00")
    assert (second.address, second.changed, second.is_map) == (
        "https://wire.example/b",
        None,
        False,
    )


def test_a_news_sitemap_says_when_a_page_was_published_and_by_whom() -> None:
    (page,) = list_pages(NEWS, where=AT).pages
    assert (page.address, page.outlet) == ("https://wire.example/c", "The Wire")
    assert (page.published, page.changed) == ("2031-03-05T08:00:00+00:00", None)


def test_an_index_names_sitemaps() -> None:
    assert [(p.is_map, p.newest) for p in list_pages(INDEX, where=AT).pages] == [
        (True, "2031-03-01"), (True, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [PLAIN, NEWS, INDEX], ids=["plain", "news", "index"])
@pytest.mark.parametrize("media", [None, "application/xml", "text/xml"])
def test_it_is_known_whatever_the_server_calls_it_and_holds_no_report(
    data: bytes, media: str | None
) -> None:
    form = format_of(data, where="map.xml", media_type=media)
    assert form.name == "sitemap"
    with pytest.raises(UnreadableInput, match="--articles N"):
        list(form.read(data, where="map.xml"))


def test_a_feed_is_one_still_whatever_the_server_calls_it() -> None:
    feed = b"<rss version='2.0'><channel><title>x</title></channel></rss>"
    assert format_of(feed, where="x", media_type="application/xml").name == "feed"


def test_pages_of_another_site_and_no_pages_are_passed_over() -> None:
    data = PLAIN.replace(b"wire.example/b", b"elsewhere.example/b")
    found = list_pages(data, where=AT)
    assert ([p.address for p in found.pages], found.passed) == (["https://wire.example/a"], 1)
    assert len(list_pages(data, where="saved.xml").pages) == 2
    for address in (
        b"file:///etc/passwd",
        b"javascript:alert(1)",
        b"http://[bad",
        b"",
        b"a" * 3000,
    ):
        broken = PLAIN.replace(b" https://wire.example/b ", address)
        assert [p.address for p in list_pages(broken, where=AT).pages] == ["https://wire.example/a"]


def test_what_a_damaged_sitemap_still_names_is_read_and_the_damage_told() -> None:
    found = list_pages(PLAIN.replace(b"<changefreq>", b"<oops"), where=AT)
    assert [p.address for p in found.pages] == ["https://wire.example/a"]
    assert "broken" in (found.damage or "")
    with pytest.raises(UnreadableInput, match="broken"):
        list_pages(b"<urlset><url>", where=AT)


BOMB = b"""<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>https://wire.example/&c;&x;</loc></url></urlset>"""
HOSTILE = {
    "entities": BOMB,
    "deep": b"<urlset>" + b"<url>" * 50_000,
    "one long address": PLAIN.replace(b"wire.example/b", b"a" * 1_000_000),
    "many addresses": b"<urlset>" + b"<url><loc>https://a.example/1</loc></url>" * 60_000,
    "no addresses": b"<urlset></urlset>",
    "nulls": b"<urlset>\0\0<url></url></urlset>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sitemap_ends_soon_and_reads_no_file(name: str) -> None:
    begun = time.process_time()
    try:
        found = list_pages(HOSTILE[name], where="saved.xml")
    except UnreadableInput:
        return
    assert time.process_time() - begun < 10
    assert len(found.pages) <= MOST
    assert all("root:" not in page.address for page in found.pages)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_sitemap_or_refused(data: bytes) -> None:
    try:
        found = list_pages(b"<urlset>" + data, where="x")
    except UnreadableInput:
        return
    assert found.pages or not found.damage
