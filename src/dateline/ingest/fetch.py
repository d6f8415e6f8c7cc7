"""Pages from the web: politely, within limits, and never from inside one's own network."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import SplitResult, urljoin
from urllib.robotparser import RobotFileParser

import httpx
import msgspec

from dateline import __version__
from dateline.ingest.addresses import checked, resolve
from dateline.ingest.budget import Budget, BudgetSpent, BudgetTransport, refuse_layers
from dateline.ingest.options import MEBIBYTE, ReadOptions
from dateline.ingest.pacing import HostPace
from dateline.ingest.page_cache import Fetched, PageCache
from dateline.ingest.robots import RobotsRules, crawl_delay
from dateline.model import FetchError, UnreadableInput

AGENT = f"dateline/{__version__}"
_REDIRECTS = 8
_FOR_GOOD = (301, 308)
_ROBOTS_BYTES = MEBIBYTE // 2
_READABLE = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom",
             "application/rdf", "application/json", "application/x-ndjson", "application/jsonl",
             "application/octet-stream", "application/gzip", "application/x-gzip")  # fmt: skip


def fetch(
    address: str, *, options: ReadOptions, transport: httpx.BaseTransport | None = None
) -> Fetched:
    """The page at an address; FetchError where it cannot or must not be read.

    `transport` stands in for the network in tests.
    """
    with Fetcher(options=options, transport=transport) as fetcher:
        return fetcher.page(address)


def send_to(
    client: httpx.Client, method: str, parts: SplitResult, number: str, *,
    headers: Mapping[str, str], content: bytes | None = None,
) -> httpx.Response:  # fmt: skip
    """The response, its body unread, of the host of an address at the one number that was checked.

    The host keeps its name in the request and in TLS.
    """
    request = client.build_request(
        method, httpx.URL(parts.geturl()).copy_with(host=number, fragment=None), content=content,
        headers={**headers, "Host": parts.netloc.rpartition("@")[2]},
        extensions={"sni_hostname": (parts.hostname or "").encode("idna").decode("ascii")},
    )  # fmt: skip
    return client.send(request, stream=True)


class AnsweredError(FetchError):
    """A server answered that it will not give the page. `status`: its answer; `retry_after`: the
    seconds after which it wants to be asked again, where it says so."""

    status: int = 0
    retry_after: float | None = None


class Fetcher:
    """Fetches pages of one run; robots.txt of each host is asked for once.

    `robots` and `pace` may be shared by several; with `pace` every request waits for its turn.
    """

    def __init__(
        self,
        *,
        options: ReadOptions,
        transport: httpx.BaseTransport | None = None,
        robots: RobotsRules | None = None,
        pace: HostPace | None = None,
    ) -> None:
        self._options = options
        self._cache = PageCache(options.cache)
        self._robots = robots or RobotsRules()
        self._pace = pace
        self._trusted: frozenset[str] = frozenset()
        self._budget = Budget(seconds=options.patience, max_bytes=options.max_bytes)
        network = transport or BudgetTransport(self._budget)
        self._client = httpx.Client(
            transport=network, timeout=options.timeout, trust_env=False, follow_redirects=False,
            headers={"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
                     "Accept-Encoding": "gzip, deflate"},
        )  # fmt: skip

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def page(self, address: str, *, kept: Fetched | None = None) -> Fetched:
        """The page at an address, from the cache where the server says that it is unchanged.

        `kept`: what the caller has of it, which is given back where it is unchanged.
        """
        kept = kept or self._cache.get(address)
        self._budget.restart()
        self._trusted = frozenset({(checked(address).hostname or "").lower()})
        with _as_fetch_error(address):
            page = self._follow(address, kept)
        self._cache.put(address, page)
        return page

    def _follow(self, address: str, kept: Fetched | None) -> Fetched:
        at = address
        moved, for_good = None, True
        for _ in range(_REDIRECTS):
            parts = checked(at)
            if self._options.robots:
                self._heed_robots(parts)
            conditions = _conditions(kept) if kept else {}
            with closing(self._open(parts, conditions)) as response:
                if response.has_redirect_location:
                    at = _joined(at, response.headers["Location"])
                    for_good = for_good and response.status_code in _FOR_GOOD
                    moved = at if for_good else moved
                    continue
                if response.status_code == httpx.codes.NOT_MODIFIED and kept:
                    return kept
                page = self._received(response, at)
                return msgspec.structs.replace(page, moved=moved)
        raise FetchError(f"more than {_REDIRECTS} redirects", where=address[:200])

    def _open(self, parts: SplitResult, headers: dict[str, str]) -> httpx.Response:
        """The response, its body unread, from the one address that was checked."""
        host = parts.hostname or ""
        # What is named is trusted; where its server sends us on to is not.
        trusted = self._options.private and host.lower() in self._trusted
        number = resolve(parts, private=trusted)
        if self._pace is not None:
            before = time.monotonic()
            self._pace.wait_turn(host.lower())
            self._budget.add_seconds(time.monotonic() - before)
        return send_to(self._client, "GET", parts, number, headers=headers)

    def _received(self, response: httpx.Response, at: str) -> Fetched:
        where = at[:200]
        if response.is_error or not response.is_success:
            raise _refused(response, where=where)
        kind, charset = _content_type(response)
        if kind and not kind.startswith(_READABLE):
            raise UnreadableInput(
                f"a page of {kind!r} is not read", where=where, remedy="give a page of text"
            )
        refuse_layers(response, where=where)
        data = _body(response, at, limit=self._options.max_bytes, budget=self._budget)
        return Fetched(
            url=at,
            data=data,
            media_type=kind,
            charset=charset,
            fetched=datetime.now(UTC).replace(microsecond=0).isoformat(),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            answer=_answer(response),
        )

    def _heed_robots(self, parts: SplitResult) -> None:
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        rules = self._robots.of_site(site, self._read_robots)
        if self._pace is not None and (delay := crawl_delay(rules, AGENT)):
            self._pace.slow_down((parts.hostname or "").lower(), delay)
        if not rules.can_fetch(AGENT, parts.geturl()):
            raise FetchError(
                "the site's robots.txt asks programs not to read this page",
                where=parts.geturl()[:200],
                remedy="save the page and give its file",
            )

    def _read_robots(self, site: str) -> RobotFileParser:
        """The site's rules (RFC 9309): none where there is no file, all shut where it fails."""
        rules = RobotFileParser()
        address = f"{site}/robots.txt"
        for _ in range(5):
            with closing(self._open(checked(address), {})) as response:
                if response.has_redirect_location:
                    address = _joined(address, response.headers["Location"])
                    continue
                if response.is_server_error:
                    rules.disallow_all = True  # type: ignore[attr-defined]
                elif response.is_success:
                    data = _body(
                        response, address, limit=_ROBOTS_BYTES, budget=self._budget, cut=True
                    )
                    rules.parse(data.decode("utf-8", "replace").splitlines())
                    return rules
                else:
                    rules.allow_all = True  # type: ignore[attr-defined]
                return rules
        rules.allow_all = True  # type: ignore[attr-defined]
        return rules


@contextmanager
def _as_fetch_error(address: str) -> Iterator[None]:
    """Turns what the network and its budget raise into FetchError with a remedy."""
    try:
        yield
    except BudgetSpent as error:
        raise FetchError(
            str(error),
            where=address[:200],
            remedy="try later, or save the page and give its file",
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(
            f"the page cannot be fetched: {type(error).__name__}: {error}",
            where=address[:200],
            remedy="check the address and the connection, or try later",
        ) from error


def _refused(response: httpx.Response, *, where: str) -> AnsweredError:
    error = AnsweredError(
        f"the server answered {response.status_code} {response.reason_phrase}".rstrip(),
        where=where,
        remedy="check the address",
    )
    error.status = response.status_code
    error.retry_after = retry_seconds(response.headers.get("Retry-After"), now=datetime.now(UTC))
    return error


def retry_seconds(said: str | None, *, now: datetime) -> float | None:
    """The seconds that a Retry-After asks for, written as a number or a date; None: neither."""
    text = (said or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())


def _joined(at: str, location: str) -> str:
    """Where a redirect leads; FetchError of that address where it is none."""
    try:
        return urljoin(at, location)
    except ValueError as error:
        raise FetchError(
            f"the server sent us on to {location[:100]!r}, which is no address: {error}",
            where=at[:200],
            remedy="check the address",
        ) from error


def _conditions(kept: Fetched) -> dict[str, str]:
    conditions = {}
    if kept.etag:
        conditions["If-None-Match"] = kept.etag
    if kept.last_modified:
        conditions["If-Modified-Since"] = kept.last_modified
    return conditions


def _answer(response: httpx.Response) -> bytes:
    """The status line and headers, in their order and letters."""
    status = f"{response.http_version} {response.status_code} {response.reason_phrase}".rstrip()
    lines = [status.encode(), *(name + b": " + value for name, value in response.headers.raw)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _content_type(response: httpx.Response) -> tuple[str | None, str | None]:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None
    return kind, response.charset_encoding


def _body(
    response: httpx.Response, at: str, *, limit: int, budget: Budget, cut: bool = False
) -> bytes:
    """The unpacked body; FetchError where it goes on past the limit or the deadline."""
    received = bytearray()
    for chunk in response.iter_bytes():  # as they come: a page that trickles must not wait
        received += chunk
        if len(received) > limit and cut:
            return bytes(received[:limit])
        if len(received) > limit:
            raise FetchError(
                f"the page did not end within {limit / MEBIBYTE:g} MiB",
                where=at[:200],
                remedy="raise the limit with --max-mb if it is meant to be that long",
            )
        if budget.is_over():
            raise FetchError(
                f"the page did not end in time, after {len(received)} bytes", where=at[:200],
                remedy="try later, or save the page and give its file",
            )  # fmt: skip
    return bytes(received)
