"""Single pages: asked for on condition, a revision where their words changed, and only then."""

from __future__ import annotations

from dateline.fusion.versions import revisions
from tests.watch.conftest import Desk
from tests.watch.feed_server import FeedServer, feed_text, page, status

PAGE = "<html><head><title>Ford</title></head><body><p>{}</p><p>{}</p></body></html>"
ONE = "Soldiers left the town of Ford on Friday, the ministry said in the capital."
TWO = "Nobody was hurt when they crossed the river, according to the governor of Ford."


def test_a_page_whose_words_change_is_a_revision_and_other_bytes_are_none(
    desk: Desk, server: FeedServer
) -> None:
    watch = desk.watch(server.address(1, "/x"), every="1m")
    for body in (PAGE.format(ONE, TWO), PAGE.format(ONE, TWO).replace("<body>", "<body id=t1>"),
                 PAGE.format(ONE, TWO.replace("Nobody", "Nine people"))):  # fmt: skip
        server.answers["/x"] = page(body)
        desk.once()
        desk.clock.sleep(100)
    assert desk.state(watch).total == 2
    (revision,) = revisions(desk.ledger.codings())
    assert revision.earlier != revision.later


def test_an_unchanged_page_is_not_sent_again(desk: Desk, server: FeedServer) -> None:
    sent: list[str | None] = []

    def answer(host: str, headers: dict[str, str], at: float) -> bytes:
        sent.append(headers.get("if-none-match") or headers.get("if-modified-since"))
        if sent[-1]:
            return status(304)
        return page(PAGE.format(ONE, TWO), ETag='W/"7"')(host, headers, at)

    server.answers["/x"] = answer
    watch = desk.watch(server.address(1, "/x"), every="1m")
    for _ in range(3):
        desk.once()
        desk.clock.sleep(100)
    assert sent == [None, 'W/"7"', 'W/"7"']
    assert (desk.state(watch).total, desk.state(watch).error) == (1, None)


def test_what_was_lost_is_asked_for_again_whole(desk: Desk, server: FeedServer) -> None:
    conditions: list[str | None] = []

    def answer(host: str, headers: dict[str, str], _: float) -> bytes:
        conditions.append(headers.get("if-none-match"))
        return status(200, feed_text(host, 3), Content_Type="application/rss+xml", ETag='"1"')

    server.answers["/x"] = answer
    watch = desk.watch(server.address(1, "/x"), every="1m")
    desk.coder.fails = "entry 1"
    desk.once()
    assert "1 could not be coded" in (desk.state(watch).error or "")
    desk.coder.fails = ""
    desk.clock.sleep(100)
    desk.once()
    desk.clock.sleep(100)
    desk.once()
    assert conditions == [None, None, '"1"']
    assert (len(desk.texts()), len(desk.coder.coded), desk.state(watch).total) == (3, 3, 3)


def test_two_watches_of_one_feed_code_its_entries_once(desk: Desk, server: FeedServer) -> None:
    server.answers = {path: lambda *_: status(200, feed_text("one", 4),
                      Content_Type="application/rss+xml") for path in ("/a", "/b")}  # fmt: skip
    for path in ("/a", "/b"):
        desk.watch(server.address(1, path))
    desk.once()
    assert len(desk.coder.coded) == len(desk.texts()) == 4


def test_where_a_new_address_fails_the_named_one_is_asked_again(
    desk: Desk, server: FeedServer
) -> None:
    moved = {"/old": lambda *_: status(301, Location="/new"), "/new": page(PAGE.format(ONE, TWO))}
    server.answers = dict(moved)
    watch = desk.watch(server.address(1, "/old"), every="1m")
    desk.once()
    desk.clock.sleep(100)
    server.answers = {"/old": page(PAGE.format(TWO, ONE))}
    desk.once()
    assert "404" in (desk.state(watch).error or "")
    desk.clock.sleep(100)
    desk.once()
    assert server.paths("127.0.0.1") == ["/old", "/new", "/new", "/old"]
    assert (desk.state(watch).error, desk.state(watch).total) == (None, 2)


def test_a_private_address_is_refused_unless_it_was_allowed(desk: Desk, server: FeedServer) -> None:
    watch = desk.watch(server.address(1, "/x"), private=False)
    desk.once()
    assert "private network" in (desk.state(watch).error or "")
    assert not server.asked
