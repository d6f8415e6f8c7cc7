"""Addresses: caches, robots.txt, limits, and no way into a private network."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from dateline.ingest.addresses import checked, is_public, resolve
from dateline.ingest.fetch import fetch
from dateline.ingest.options import ReadOptions
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
