"""Other forms of one page: AMP, a page for printing, AMP's live lists."""

from __future__ import annotations

from dateline.ingest.html import read_html
from dateline.ingest.markup import PageParser
from dateline.ingest.page_meta import page_meta
from dateline.model import Reading

FIRST = "Rebels captured Lower Ford on Monday, the army said in a statement."
SECOND = "Soldiers left Upper Ford on Sunday, residents told reporters there."
MORE = "Roads out of the town were crowded until the evening, people who live there said."


def one(page: str) -> Reading:
    (found,) = read_html(page.encode(), where="a.html")
    return found


def told(reading: Reading) -> list[str]:
    text = reading.report.text
    return [text[b.start : b.end] for b in reading.report.blocks if b.kind.value != "boilerplate"]


def test_of_an_amp_page_the_article_alone_is_read() -> None:
    found = one(
        "<!doctype html><html amp lang=en><head><title>Ford</title>"
        "<link rel=canonical href='https://gazette.example/a'></head><body>"
        "<amp-sidebar layout=nodisplay><ul><li>Troops took Paris in another war.</li></ul>"
        "</amp-sidebar><div layout=nodisplay><p>Soldiers hold the menu, it said here.</p></div>"
        f"<main><article><h1>Rebels take Lower Ford</h1><p>{FIRST}</p>"
        "<amp-ad type=x><p>Buy the army's knives, now half price, the army said.</p></amp-ad>"
        f"<p>{SECOND}</p><amp-list src=x><p>Rebels left Rome on Monday.</p></amp-list></article>"
        "</main><amp-consent><p>The army said that cookies are in use here.</p></amp-consent>"
        "</body></html>"
    )
    assert told(found) == ["Rebels take Lower Ford", FIRST, SECOND]
    assert found.report.url == "https://gazette.example/a"


def test_what_a_page_for_printing_adds_is_boilerplate() -> None:
    found = one(
        "<html lang=en><head><title>Ford</title></head><body onload='print()'>"
        "<div>URL: https://gazette.example/a</div><div>Printed on 10 May 2031</div>"
        f"<h1>Rebels take Lower Ford</h1><p>4 March 2031, 09:00</p><p>{FIRST}</p><p>{SECOND}</p>"
        f"<p>{MORE}</p><p>[1] https://gazette.example/b</p>"
        "<p>Source URL: https://gazette.example/a</p></body></html>"
    )
    assert told(found) == [
        "Rebels take Lower Ford", "4 March 2031, 09:00", FIRST, SECOND, MORE,
    ]  # fmt: skip
    assert found.report.published == "2031-03-04T09:00:00"


def test_posts_of_an_amp_live_list_have_the_times_that_they_state() -> None:
    posts = "".join(
        f"<div id=p{n} data-sort-time={stamp}000><h2>Post {n} of the day</h2><p>{words}</p>"
        f"<p>{MORE}</p></div>"
        for n, (stamp, words) in enumerate([(1930381200, FIRST), (1930384800, SECOND)])
    )
    report = one(
        "<html amp lang=en><head><title>War: live</title></head><body><main><article><h1>War: live"
        f"</h1><amp-live-list id=l><div items>{posts}</div></amp-live-list></article></main>"
        "</body></html>"
    ).report
    assert report.as_of(report.text.index(FIRST)).published == "2031-03-04T09:00:00+00:00"
    assert report.as_of(report.text.index(SECOND)).published == "2031-03-04T10:00:00+00:00"
    assert report.as_of(0).published is None


def test_markup_in_the_data_of_a_post_is_no_word_of_it() -> None:
    page = PageParser().read(
        '<html><head><script type=\'application/ld+json\'>{"@type": "LiveBlogPosting", '
        '"liveBlogUpdate": [{"datePublished": "2031-03-04T09:00:00Z", "articleBody": '
        '"<p class=x>Rebels <b>took</b> it.</p>"}]}</script></head></html>'
    )
    (update,) = page_meta(page, lang="en").updates
    assert update.text.split() == ["Rebels", "took", "it."]
