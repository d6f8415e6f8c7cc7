"""Pages from the web: politely, within limits, and never from inside one's own network."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import SplitResult, urljoin
from urllib.robotparser import RobotFileParser

import httpx

from dateline import __version__
from dateline.ingest.addresses import checked, resolve
from dateline.ingest.budget import Budget, BudgetSpent, BudgetTransport, refuse_layers
from dateline.ingest.options import MEBIBYTE, ReadOptions
from dateline.ingest.page_cache import Fetched, PageCache
from dateline.model import FetchError, UnreadableInput

AGENT = f"dateline/{__version__}"
_REDIRECTS = 8
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


class Fetcher:
    """Fetches pages of one run; robots.txt of each host is asked for once."""

    def __init__(
        self, *, options: ReadOptions, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._options = options
        self._cache = PageCache(options.cache)
        self._robots: dict[str, RobotFileParser] = {}
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

    def page(self, address: str) -> Fetched:
        """The page at an address, from the cache where the server says that it is unchanged."""
        kept = self._cache.get(address)
        self._budget.restart()
        self._trusted = frozenset({(checked(address).hostname or "").lower()})
        try:
            page = self._follow(address, kept)
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
        self._cache.put(address, page)
        return page

    def _follow(self, address: str, kept: Fetched | None) -> Fetched:
        at = address
        deadline = time.monotonic() + self._options.patience
        for _ in range(_REDIRECTS):
            parts = checked(at)
            if self._options.robots:
                self._heed_robots(parts)
            conditions = _conditions(kept) if kept else {}
            with closing(self._open(parts, conditions)) as response:
                if response.has_redirect_location:
                    at = _joined(at, response.headers["Location"])
                    continue
                if response.status_code == httpx.codes.NOT_MODIFIED and kept:
                    return kept
                return self._received(response, at, deadline)
        raise FetchError(f"more than {_REDIRECTS} redirects", where=address[:200])

    def _open(self, parts: SplitResult, headers: dict[str, str]) -> httpx.Response:
        """The response, its body unread, from the one address that was checked."""
        host = parts.hostname or ""
        # What is named is trusted; where its server sends us on to is not.
        trusted = self._options.private and host.lower() in self._trusted
        number = resolve(parts, private=trusted)
        url = httpx.URL(parts.geturl()).copy_with(host=number, fragment=None)
        request = self._client.build_request(
            "GET",
            url,
            headers={**headers, "Host": parts.netloc.rpartition("@")[2]},
            extensions={"sni_hostname": host.encode("idna").decode("ascii")},
        )
        return self._client.send(request, stream=True)

    def _received(self, response: httpx.Response, at: str, deadline: float) -> Fetched:
        where = at[:200]
        if response.is_error or not response.is_success:
            raise FetchError(
                f"the server answered {response.status_code} {response.reason_phrase}",
                where=where,
                remedy="check the address",
            )
        kind, charset = _content_type(response)
        if kind and not kind.startswith(_READABLE):
            raise UnreadableInput(
                f"a page of {kind!r} is not read", where=where, remedy="give a page of text"
            )
        refuse_layers(response, where=where)
        data = _body(response, at, limit=self._options.max_bytes, deadline=deadline)
        return Fetched(
            url=at,
            data=data,
            media_type=kind,
            charset=charset,
            fetched=datetime.now(UTC).replace(microsecond=0).isoformat(),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
        )

    def _heed_robots(self, parts: SplitResult) -> None:
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        if not self._robots[site].can_fetch(AGENT, parts.geturl()):
            raise FetchError(
                "the site's robots.txt asks programs not to read this page",
                where=parts.geturl()[:200],
                remedy="save the page and give its file",
            )

    def _read_robots(self, site: str) -> RobotFileParser:
        """The site's rules (RFC 9309): none where there is no file, all shut where it fails."""
        rules = RobotFileParser()
        address = f"{site}/robots.txt"
        deadline = time.monotonic() + self._options.patience
        for _ in range(5):
            with closing(self._open(checked(address), {})) as response:
                if response.has_redirect_location:
                    address = _joined(address, response.headers["Location"])
                    continue
                if response.is_server_error:
                    rules.disallow_all = True  # type: ignore[attr-defined]
                elif response.is_success:
                    data = _body(
                        response, address, limit=_ROBOTS_BYTES, deadline=deadline, cut=True
                    )
                    rules.parse(data.decode("utf-8", "replace").splitlines())
                    return rules
                else:
                    rules.allow_all = True  # type: ignore[attr-defined]
                return rules
        rules.allow_all = True  # type: ignore[attr-defined]
        return rules


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


def _content_type(response: httpx.Response) -> tuple[str | None, str | None]:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None
    return kind, response.charset_encoding


def _body(
    response: httpx.Response, at: str, *, limit: int, deadline: float, cut: bool = False
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
        if time.monotonic() > deadline:
            raise FetchError(
                f"the page did not end in time, after {len(received)} bytes", where=at[:200],
                remedy="try later, or save the page and give its file",
            )  # fmt: skip
    return bytes(received)
