"""Addresses: caches, robots.txt, limits, and no way into a private network."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from dateline.ingest.addresses import checked, is_public, resolve
from dateline.ingest.fetch import AnsweredError, Fetcher, fetch, retry_seconds
from dateline.ingest.options import ReadOptions
from dateline.ingest.pacing import HostPace
from dateline.model import FetchError, UnreadableInput

PUBLIC = "93.184.215.14"
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are public, but for those that begin with 'inside'."""

    def known(host: str, port: int, **_: object) -> list[object]:
        number = "10.0.0.7" if host.startswith("inside") else PUBLIC
        number = host if host.replace(".", "").isdigit() else number
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", known)


def network(pages: dict[str, Answer], seen: list[str] | None = None) -> httpx.MockTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.host in (PUBLIC, "10.0.0.7"), "the checked address is the one asked"
        address = f"{request.headers['Host']}{request.url.path}"
        if seen is not None:
            seen.append(address)
        page = pages.get(address)
        return page(request) if page else httpx.Response(404)

    return httpx.MockTransport(answer)


def text(body: str, **headers: str) -> Answer:
    return lambda _: httpx.Response(200, text=body, headers=headers)


def test_a_page_is_fetched() -> None:
    pages = {"a.example/x": text("It fell.")}
    page = fetch("https://a.example/x", options=ReadOptions(), transport=network(pages))
    assert page.data == b"It fell."
    assert (page.media_type, page.charset) == ("text/plain", "utf-8")
    assert page.fetched.endswith("+00:00")


def test_a_kept_page_is_revalidated(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("If-None-Match") == '"v1"':
            return httpx.Response(304)
        return httpx.Response(200, text="It fell.", headers={"ETag": '"v1"'})

    options = ReadOptions(cache=tmp_path, robots=False)
    transport = network({"a.example/x": answer})
    first = fetch("https://a.example/x", options=options, transport=transport)
    assert fetch("https://a.example/x", options=options, transport=transport) == first


def test_robots_are_heeded() -> None:
    pages = {
        "a.example/robots.txt": text("User-agent: *\nDisallow: /closed"),
        "a.example/closed": text("It fell."),
    }
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch("https://a.example/closed", options=ReadOptions(), transport=network(pages))
    pages["a.example/robots.txt"] = lambda _: httpx.Response(503)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch("https://a.example/closed", options=ReadOptions(), transport=network(pages))


@pytest.mark.parametrize("address", ["http://inside.example/", "http://127.0.0.1/",
                                     "http://169.254.169.254/latest"])  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="private"):
        fetch(address, options=ReadOptions(), transport=network({}))


def test_a_redirect_into_a_private_network_is_refused() -> None:
    seen: list[str] = []
    pages = {
        "a.example/x": lambda _: httpx.Response(302, headers={"Location": "http://inside.example/"})
    }
    with pytest.raises(FetchError, match="private"):
        fetch(
            "http://a.example/x", options=ReadOptions(robots=False), transport=network(pages, seen)
        )
    assert seen == ["a.example/x"]


def test_a_redirect_to_another_scheme_is_refused() -> None:
    pages = {
        "a.example/x": lambda _: httpx.Response(302, headers={"Location": "file:///etc/passwd"})
    }
    with pytest.raises(FetchError, match="not read"):
        fetch("http://a.example/x", options=ReadOptions(robots=False), transport=network(pages))


def test_redirects_end() -> None:
    pages = {"a.example/x": lambda _: httpx.Response(302, headers={"Location": "/x"})}
    with pytest.raises(FetchError, match="redirects"):
        fetch("http://a.example/x", options=ReadOptions(robots=False), transport=network(pages))


def test_a_page_that_never_ends_is_cut_off() -> None:
    def forever() -> Iterator[bytes]:
        while True:
            yield b"and on " * 10_000

    kind = {"Content-Type": "text/html"}
    pages = {"a.example/x": lambda _: httpx.Response(200, content=forever(), headers=kind)}
    options = ReadOptions(robots=False, max_bytes=1_000_000)
    with pytest.raises(FetchError, match="did not end"):
        fetch("http://a.example/x", options=options, transport=network(pages))


def test_a_page_that_trickles_is_cut_off_in_time() -> None:
    def drops() -> Iterator[bytes]:
        for _ in range(200):
            yield b"a word, "
            time.sleep(0.02)

    kind = {"Content-Type": "text/html"}
    pages = {"a.example/x": lambda _: httpx.Response(200, content=drops(), headers=kind)}
    began = time.monotonic()
    with pytest.raises(FetchError, match="did not end in time"):
        fetch("http://a.example/x", options=ReadOptions(robots=False, patience=0.2),
              transport=network(pages))  # fmt: skip
    assert time.monotonic() - began < 2


def test_what_is_no_text_is_refused() -> None:
    pages = {
        "a.example/x": lambda _: httpx.Response(
            200, content=b"x", headers={"Content-Type": "image/png"}
        )
    }
    with pytest.raises(UnreadableInput, match="image/png"):
        fetch("http://a.example/x", options=ReadOptions(robots=False), transport=network(pages))


def test_an_answer_that_is_an_error_is_said() -> None:
    with pytest.raises(FetchError, match="404"):
        fetch("http://a.example/x", options=ReadOptions(robots=False), transport=network({}))


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "javascript://x", "http://", "http://[::1"]
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(FetchError):
        checked(address)


@pytest.mark.parametrize(
    ("number", "public"),
    [(PUBLIC, True), ("10.1.2.3", False), ("127.0.0.1", False), ("169.254.169.254", False),
     ("0.0.0.0", False), ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False),
     ("fe80::1", False), ("fd00::1", False), ("::ffff:10.0.0.1", False),
     ("64:ff9b::a00:1", False), ("2606:4700::1111", True)],
)  # fmt: skip
def test_public_numbers(number: str, public: bool) -> None:  # noqa: FBT001
    assert is_public(number) is public


def test_private_ones_may_be_allowed() -> None:
    assert resolve(checked("http://inside.example/"), private=True) == "10.0.0.7"


@pytest.mark.parametrize(
    "number",
    ["fec0::1", "192.0.0.8", "192.88.99.1", "64:ff9b:1::a00:7", "3fff::1", "::ffff:10.0.0.7"],
)
def test_special_purpose_networks_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Thu, 01 Jan 2026 00:01:30 GMT", 90.0),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
        ("9" * 40, 999999999999.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_a_server_says_when_to_come_again(said: str | None, seconds: float | None) -> None:
    assert retry_seconds(said, now=datetime(2026, 1, 1, tzinfo=UTC)) == seconds


def test_a_refusal_carries_its_status_and_when_to_come_again() -> None:
    pages = {
        "a.example/x": lambda _: httpx.Response(429, headers={"Retry-After": "7"}),
        "a.example/y": lambda _: httpx.Response(410),
    }
    options = ReadOptions(robots=False)
    found = []
    for path in ("x", "y"):
        with pytest.raises(AnsweredError) as caught:
            fetch(f"http://a.example/{path}", options=options, transport=network(pages))
        found.append((caught.value.status, caught.value.retry_after))
    assert found == [(429, 7.0), (410, None)]


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), "/1"), ((308, 301), "/2"), ((301, 302), "/1"), ((302, 301), None), ((307,), None)],
)
def test_a_page_that_moved_for_good_says_where_to(
    statuses: tuple[int, ...], moved: str | None
) -> None:
    pages: dict[str, Answer] = {f"a.example/{len(statuses)}": text("It fell.")}
    for n, status in enumerate(statuses):
        pages[f"a.example/{n}"] = lambda _, status=status, n=n: httpx.Response(  # type: ignore[misc]
            status, headers={"Location": f"/{n + 1}"}
        )
    options = ReadOptions(robots=False)
    page = fetch("http://a.example/0", options=options, transport=network(pages))
    assert page.moved == (f"http://a.example{moved}" if moved else None)


def test_every_request_waits_for_its_turn_and_the_wait_is_not_the_servers() -> None:
    waits: list[float] = []
    at = [0.0]

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        at[0] += seconds

    pages = {
        "a.example/robots.txt": text("User-agent: *\nCrawl-delay: 9"),
        "a.example/x": lambda _: httpx.Response(302, headers={"Location": "/y"}),
        "a.example/y": text("It fell."),
    }
    pace = HostPace(seconds=5.0, clock=lambda: at[0], sleep=sleep)
    options, transport = ReadOptions(), network(pages)
    with Fetcher(options=options, transport=transport, pace=pace) as fetcher:
        assert fetcher.page("http://a.example/x").data == b"It fell."
    assert waits == [9.0, 9.0]


def test_what_the_server_said_is_kept_as_it_came() -> None:
    said = [("Date", "Tue, 04 Mar 2031 09:00:00 GMT"), ("set-cookie", "a=1"), ("Set-Cookie", "b=2"),
            ("Content-Type", "text/html")]  # fmt: skip
    pages = {"a.example/x": lambda _: httpx.Response(200, content=b"<p>It fell.", headers=said)}
    page = fetch("https://a.example/x", options=ReadOptions(), transport=network(pages))
    assert page.answer == (
        b"HTTP/1.1 200 OK\r\nDate: Tue, 04 Mar 2031 09:00:00 GMT\r\nset-cookie: a=1\r\n"
        b"Set-Cookie: b=2\r\nContent-Type: text/html\r\nContent-Length: 11\r\n\r\n"
    )
