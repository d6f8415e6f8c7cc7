"""An hour on a server whose feeds misbehave: nothing lost, nothing twice, no host overrun."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from dateline.watch.limits import limits
from tests.watch.conftest import Desk
from tests.watch.feed_server import (
    ENDLESS,
    Answer,
    FeedServer,
    feed_text,
    growing,
    page,
    status,
)

HOUR = 3600.0


def flaky(host: str, headers: dict[str, str], at: float) -> bytes:
    """Fails every second quarter of an hour."""
    if int(at // 900) % 2:
        return status(503)
    return growing(every=600)(host, headers, at)


def slow(*_: object) -> bytes:
    """Answers later than anybody waits."""
    import time

    time.sleep(0.5)
    return status(200, b"late")


def broken(host: str, _: dict[str, str], at: float) -> bytes:
    """Ends in the middle of an entry; what is whole in it is read."""
    body = feed_text(host, 2 + int(at // 1800), words="Shells hit the mill")
    return status(200, body[: body.rindex(b"</description>")], Content_Type="application/rss+xml")


def sends_on(code: int, path: str) -> Answer:
    return lambda *_: status(code, Location=path)


def endless(*_: object) -> bytes:
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n"
        b"<rss version='2.0'><channel><title>On</title>" + ENDLESS
    )


def busy(*_: object) -> bytes:
    return status(429, Retry_After="1500")


def ends(host: str, headers: dict[str, str], at: float) -> bytes:
    """Grows for half an hour, and is gone for good then."""
    return growing(every=600)(host, headers, at) if at < HOUR / 2 else status(410)


KINDS: dict[str, Answer] = {
    "/grows": growing(every=600),
    "/plain": growing(every=600, conditional=False),
    "/same": growing(every=1e9),
    "/flaky": flaky,
    "/slow": slow,
    "/broken": broken,
    "/moved": sends_on(301, "/grows"),
    "/aside": sends_on(302, "/grows"),
    "/round": sends_on(302, "/round"),
    "/busy": busy,
    "/gone": lambda *_: status(410),
    "/missing": lambda *_: status(404),
    "/failing": lambda *_: status(500),
    "/endless": endless,
    "/empty": lambda *_: status(200, b"", Content_Type="application/rss+xml"),
    "/nothing": lambda *_: status(200, feed_text("x", 0), Content_Type="application/rss+xml"),
    "/shut": page("<p>closed to programs</p>"),
    "/ends": ends,
}


def hour_of(desk: Desk, *, until: float = HOUR) -> None:
    """Lets the loop run until the clock says so."""
    desk.loop().run(until=lambda: desk.clock.seconds() >= until)


def add_all(desk: Desk, server: FeedServer) -> None:
    """Fifty feeds: each kind on three hosts, of which the third is one for all of them."""
    server.answers = {**KINDS, "/robots.txt": page("User-agent: *\nDisallow: /shut")}
    for n, path in enumerate(KINDS):
        desk.watch(server.address(10 + n, path))
        desk.watch(server.address(40 + n, path), every="10m")
        if path not in ("/slow", "/endless"):
            desk.watch(server.address(200, path))


def expected(server: FeedServer, host: str, path: str) -> set[str]:
    """The guids of what a feed had shown by its last good answer."""
    return {f"{host}/{n}" for n in range(1 + int(last_asked(server, host, path) // 600))}


def last_asked(server: FeedServer, host: str, path: str) -> float:
    return max(at for at, asked in server.asked[host] if asked == path)


def apart(server: FeedServer) -> None:
    """Between any two requests to one host lies what must lie between them."""
    for host, asked in server.asked.items():
        for (one, path), (other, then) in pairwise(asked):
            assert other - one >= limits().host_seconds - 1e-6, (host, path, then)


def test_an_hour_of_fifty_feeds_that_misbehave(desk: Desk, server: FeedServer) -> None:
    add_all(desk, server)
    assert len(desk.ledger.watch_book().watches()) >= 50
    hour_of(desk)
    apart(server)
    reports = [coding.report for coding in desk.ledger.codings()]
    keys = {report.key for report in reports}
    told = Counter((report.key, report.text) for report in reports)
    assert not [one for one, count in told.items() if count > 1], "twice"
    for host, path in (("127.0.0.10", "/grows"), ("127.0.0.11", "/plain"), ("127.0.0.16", "/grows"),
                       ("127.0.0.17", "/grows"), ("127.0.0.40", "/grows")):  # fmt: skip
        assert expected(server, host, path) <= keys, (host, path, "lost")
    assert len(desk.coder.coded) == len(reports), "coded twice"
    rounds = Counter(
        {host: sum(path != "/robots.txt" for _, path in asked) for host, asked in
         server.asked.items()}
    )  # fmt: skip
    assert 4 <= rounds["127.0.0.10"] <= 5
    assert 6 <= rounds["127.0.0.40"] <= 7
    assert rounds["127.0.0.20"] == 1, "gone stops"
    for host in ("127.0.0.14", "127.0.0.21", "127.0.0.22", "127.0.0.23"):
        assert 2 <= rounds[host] <= 3, (host, "backs off")
    busy_at = [at for at, path in server.asked["127.0.0.19"] if path == "/busy"]
    assert len(busy_at) >= 2
    assert all(b - a >= 1500 for a, b in pairwise(busy_at)), "asked to wait"
    ended = [at for at, path in server.asked["127.0.0.57"] if path == "/ends"]
    assert sum(at >= HOUR / 2 for at in ended) == 1, "gone stops"
    before = max(at for at in ended if at < HOUR / 2)
    assert {f"127.0.0.57/{n}" for n in range(1 + int(before // 600))} <= keys, "lost"
    assert rounds["127.0.0.26"] == 0, "robots.txt forbids it"
    assert server.paths("127.0.0.16")[:2] == ["/moved", "/grows"]
    assert set(server.paths("127.0.0.16")[2:]) == {"/grows"}, "asks where it moved to"
    robots = Counter(host for host, asked in server.asked.items() for _, p in asked if "rob" in p)
    assert set(robots.values()) == {1}


def test_health_says_how_each_does(desk: Desk, server: FeedServer) -> None:
    add_all(desk, server)
    hour_of(desk)
    found = {w.target: w for w in desk.ledger.watch_book().watches()}

    def health(n: int, path: str) -> tuple[bool, str, str]:
        watch = found[server.address(n, path)]
        return watch.next_at is not None, watch.error or "", watch.note or ""

    assert health(10, "/grows") == (True, "", "")
    assert health(20, "/gone")[0] is False
    assert "gone for good (410)" in health(20, "/gone")[2]
    assert "moved for good to" in health(16, "/moved")[2]
    assert "XML is broken" in health(15, "/broken")[2]
    assert health(15, "/broken")[1] == ""
    for n, path, said in ((14, "/slow", "cannot be fetched"), (18, "/round", "redirects"),
                          (19, "/busy", "429"), (21, "/missing", "404"), (22, "/failing", "500"),
                          (23, "/endless", "did not end"), (24, "/empty", "nothing in it"),
                          (25, "/nothing", "no entries"), (26, "/shut", "robots.txt")):  # fmt: skip
        going, error, _ = health(n, path)
        assert going
        assert said in error, path
    grows = found[server.address(10, "/grows")]
    assert (grows.total, grows.failures) == (len(expected(server, "127.0.0.10", "/grows")), 0)
    assert found[server.address(22, "/failing")].failures >= 2
    assert found[server.address(22, "/failing")].good_at is None


def test_a_host_that_asks_to_be_left_alone_is_left_alone_by_all_its_watches(
    desk: Desk, server: FeedServer
) -> None:
    server.answers = {"/busy": busy, "/grows": growing(every=600)}
    desk.watch(server.address(9, "/busy"), every="5m")
    desk.once()
    desk.watch(server.address(9, "/grows"), every="5m")
    hour_of(desk, until=1600.0)
    times = [at for at, path in server.asked["127.0.0.9"] if path != "/robots.txt"]
    assert times[1] - times[0] >= 1500.0
    busy_watch = desk.state(desk.watch(server.address(9, "/busy")))
    assert busy_watch.name == "127.0.0.9-busy"


def test_several_pages_are_asked_for_at_once_and_one_that_fails_stops_no_other(
    desk: Desk, server: FeedServer
) -> None:
    server.answers = dict(KINDS)
    for n in range(1, 9):
        desk.watch(server.address(n, "/grows" if n % 2 else "/slow"))
    desk.loop(workers=8).run_once()
    assert sorted(watch.error is None for watch in desk.told) == [False] * 4 + [True] * 4
    assert len(desk.texts()) == 4


def test_a_watch_that_is_removed_or_added_while_the_loop_runs_is_seen(
    desk: Desk, server: FeedServer
) -> None:
    server.answers = {"/grows": growing(every=60), "/other": growing(every=60)}
    first = desk.watch(server.address(1, "/grows"), every="1m")
    book = desk.ledger.watch_book()

    def until() -> bool:
        if desk.clock.seconds() > 300 and len(book.watches()) == 1 and "/other" not in seen():
            book.remove_watch(first.id)
            desk.watch(server.address(2, "/other"), every="1m")
        return desk.clock.seconds() > 600

    def seen() -> list[str]:
        return server.paths("127.0.0.2")

    desk.loop().run(until=until)
    assert len(seen()) >= 4
    assert max(at for at, _ in server.asked["127.0.0.1"]) < 370
