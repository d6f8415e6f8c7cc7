"""Pages that a watched feed or sitemap names: each once, one a turn, over a kill, and when gone."""

from __future__ import annotations

import itertools

import pytest

from dateline.model import UsageError
from dateline.watch.records import state_of
from tests.watch.conftest import Desk
from tests.watch.feed_server import FeedServer, page, status

STORY = "<html><head><title>{0}</title></head><body><article><p>{1}</p></article></body></html>"
WORDS = "The whole story of page {} is that soldiers left the ford on Friday, the ministry said."


def feed(server: FeedServer, *names: str) -> bytes:
    items = "".join(
        f"<item><guid>{name}</guid><title>Entry {name}</title><description>Two lines of {name}."
        f"</description><link>{server.address(1, f'/{name}')}</link>"
        f"<pubDate>Mon, 0{number} Mar 2031 10:00:00 GMT</pubDate></item>"
        for number, name in enumerate(names, start=1)
    )
    return f"<rss version='2.0'><channel><title>W</title>{items}</channel></rss>".encode()


def serve(server: FeedServer, *names: str) -> None:
    for name in names:
        server.answers[f"/{name}"] = page(STORY.format(name, WORDS.format(name)))


def answer_feed(server: FeedServer, *names: str) -> None:
    server.answers["/rss"] = lambda *_: status(
        200, feed(server, *names), Content_Type="application/rss+xml"
    )


def stories(desk: Desk) -> list[str]:
    return sorted(text.split("story of page ")[1][0] for text in desk.texts() if "story of" in text)


def run(desk: Desk, times: int = 8) -> None:
    """Looks for a while: each queued page is due at once, and waits for its host's turn."""
    for _ in range(times):
        desk.once()
        desk.clock.sleep(6)


def test_new_pages_of_a_feed_are_read_once_each(desk: Desk, server: FeedServer) -> None:
    serve(server, "a", "b", "c")
    answer_feed(server, "a", "b")
    watch = desk.watch(server.address(1, "/rss"), every="1m", articles=5)
    run(desk)
    assert stories(desk) == ["a", "b"]
    answer_feed(server, "a", "b", "c")
    desk.clock.sleep(100)
    run(desk)
    assert stories(desk) == ["a", "b", "c"]
    asked = server.paths("127.0.0.1")
    assert [asked.count(f"/{name}") for name in "abc"] == [1, 1, 1]
    assert (desk.state(watch).total, desk.state(watch).error) == (3, None)


def test_between_two_requests_the_host_has_its_rest(desk: Desk, server: FeedServer) -> None:
    serve(server, "a", "b", "c")
    answer_feed(server, "a", "b", "c")
    desk.watch(server.address(1, "/rss"), every="1m", articles=5)
    run(desk)
    times = [at for at, _ in server.asked["127.0.0.1"]]
    assert all(later - before >= 4.99 for before, later in itertools.pairwise(times))


def test_a_run_that_is_killed_goes_on_with_the_queue(desk: Desk, server: FeedServer) -> None:
    serve(server, "a", "b")
    answer_feed(server, "a", "b")
    watch = desk.watch(server.address(1, "/rss"), every="1h", articles=5)
    desk.once()
    queued = [p.address[-1] for p in state_of(desk.state(watch)).queue]
    assert queued == ["b", "a"][-len(queued) :]
    desk.clock.sleep(6)
    run(desk, 4)
    assert stories(desk) == ["a", "b"]
    assert server.paths("127.0.0.1").count("/rss") == 1


def test_the_newest_are_asked_for_and_older_entries_are_read_as_they_stand(
    desk: Desk, server: FeedServer
) -> None:
    serve(server, "a", "b", "c")
    answer_feed(server, "a", "b", "c")
    watch = desk.watch(server.address(1, "/rss"), every="1h", articles=1)
    run(desk)
    assert stories(desk) == ["c"]
    assert sum("Two lines of" in text for text in desk.texts()) == 2
    assert "2 older pages are left alone" in (desk.state(watch).note or "")


def test_of_a_page_that_is_gone_the_entry_is_read(desk: Desk, server: FeedServer) -> None:
    serve(server, "b")
    server.answers["/a"] = lambda *_: status(404)
    answer_feed(server, "a", "b")
    desk.watch(server.address(1, "/rss"), every="1m", articles=5)
    run(desk, 4)
    desk.clock.sleep(100)
    run(desk, 4)
    assert stories(desk) == ["b"]
    assert any("Two lines of a." in text for text in desk.texts())
    assert server.paths("127.0.0.1").count("/a") == 1


def test_a_page_that_fails_is_asked_for_again(desk: Desk, server: FeedServer) -> None:
    server.answers["/a"] = lambda *_: status(500)
    answer_feed(server, "a")
    watch = desk.watch(server.address(1, "/rss"), every="1m", articles=5)
    run(desk, 2)
    assert "/a: " in (desk.state(watch).error or "")
    serve(server, "a")
    desk.clock.sleep(200)
    run(desk, 4)
    assert stories(desk) == ["a"]
    assert desk.state(watch).error is None


def sitemap(server: FeedServer, kind: str, *names: str, lastmod: str = "2031-03-01") -> bytes:
    outer = "urlset" if kind == "url" else "sitemapindex"
    rows = "".join(
        f"<{kind}><loc>{server.address(1, f'/{n}')}</loc><lastmod>{lastmod}</lastmod></{kind}>"
        for n in names
    )
    return f"<{outer}>{rows}</{outer}>".encode()


def test_a_sitemap_s_pages_are_read_and_read_again_when_they_change(
    desk: Desk, server: FeedServer
) -> None:
    serve(server, "a", "b")
    xml = {"Content_Type": "application/xml"}
    server.answers["/map"] = lambda *_: status(200, sitemap(server, "url", "a", "b"), **xml)
    watch = desk.watch(server.address(1, "/map"), every="1m", articles=5)
    run(desk)
    assert stories(desk) == ["a", "b"]
    server.answers["/a"] = page(STORY.format("a", WORDS.format("a") + " Nine were hurt."))
    server.answers["/map"] = lambda *_: status(
        200, sitemap(server, "url", "a", "b", lastmod="2031-03-02"), **xml
    )
    desk.clock.sleep(100)
    run(desk)
    assert any("Nine were hurt" in text for text in desk.texts())
    assert desk.state(watch).total == 3


def test_an_index_leads_to_its_sitemaps(desk: Desk, server: FeedServer) -> None:
    serve(server, "a")
    xml = {"Content_Type": "text/xml"}
    server.answers["/i"] = lambda *_: status(200, sitemap(server, "sitemap", "m"), **xml)
    server.answers["/m"] = lambda *_: status(200, sitemap(server, "url", "a"), **xml)
    desk.watch(server.address(1, "/i"), every="1m", articles=5)
    run(desk)
    assert stories(desk) == ["a"]


def test_without_articles_nothing_is_followed_and_a_sitemap_says_how(
    desk: Desk, server: FeedServer
) -> None:
    serve(server, "a")
    answer_feed(server, "a")
    server.answers["/map"] = lambda *_: status(
        200, sitemap(server, "url", "a"), Content_Type="application/xml"
    )
    desk.watch(server.address(1, "/rss"))
    watch = desk.watch(server.address(1, "/map"))
    run(desk, 3)
    assert "/a" not in server.paths("127.0.0.1")
    assert "--articles N" in (desk.state(watch).error or "")


def test_only_an_address_names_pages(desk: Desk) -> None:
    with pytest.raises(UsageError, match="names pages"):
        desk.watch(str(desk.path.parent), articles=3)
