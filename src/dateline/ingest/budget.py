"""Connections with a budget of time and bytes, from the first byte that a server sends.

httpx bounds each step; a server that drips headers, answers 1xx without end or packs gigabytes
into kilobytes stays below any such bound. So every byte is counted where it is received.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import httpcore
import httpx

from dateline.model import FetchError

HEAD_BYTES = 1024 * 1024
"""Bytes that a server may send before its answer's headers are complete, TLS included."""


class BudgetSpent(Exception):
    """A server has sent too much, or taken too long; the message says which."""


class Budget:
    """What one page may cost: seconds on the clock, and bytes as received, still packed."""

    def __init__(self, *, seconds: float, max_bytes: int) -> None:
        self._seconds, self._max_bytes = seconds, max_bytes
        self.restart()

    def restart(self) -> None:
        """The next page begins with all its time and bytes."""
        self._deadline = time.monotonic() + self._seconds
        self._allowed, self._received = HEAD_BYTES, 0

    def add_seconds(self, waited: float) -> None:
        """Time that was spent waiting for a turn is not the server's."""
        self._deadline += waited

    def is_over(self) -> bool:
        """Whether no time is left."""
        return time.monotonic() > self._deadline

    def open_head(self) -> None:
        """A request begins: its answer's headers have a small allowance of their own."""
        self._allowed = self._received + HEAD_BYTES

    def open_body(self) -> None:
        """The headers are read: what follows may be as long as a page may be."""
        self._allowed = self._received + self._max_bytes

    def seconds_left(self, timeout: float | None) -> float:
        """How long the next step may take; BudgetSpent where no time is left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise BudgetSpent(f"the page did not end in time, after {self._received} bytes")
        return left if timeout is None else min(left, timeout)

    def count(self, received: int) -> None:
        """Adds bytes; BudgetSpent where they are too many."""
        self._received += received
        if self._received > self._allowed:
            raise BudgetSpent(f"the page did not end, after {self._received} bytes as sent")


class _Stream(httpcore.NetworkStream):
    """A connection whose every read is counted."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget) -> None:
        self._inner, self._budget = inner, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, self._budget.seconds_left(timeout))
        self._budget.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._budget.seconds_left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._budget.seconds_left(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects as httpcore does, and counts."""

    def __init__(self, budget: Budget) -> None:
        self._inner, self._budget = httpcore.SyncBackend(), budget

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        left = self._budget.seconds_left(timeout)
        made = self._inner.connect_tcp(host, port, left, local_address, socket_options)
        return _Stream(made, self._budget)


class _Body(httpx.SyncByteStream):
    """The bytes of an answer as they come, with httpx's errors."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._response.iter_stream()
        except _FAILURES as error:
            raise httpx.ReadError(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        self._response.close()


_FAILURES = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that are trusted, read once: that takes longer than most pages."""
    return httpx.create_ssl_context(trust_env=False)


class BudgetTransport(httpx.BaseTransport):
    """httpx's way to the network, with a budget; one connection a request, none kept."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(),
            max_keepalive_connections=0,
            network_backend=_Backend(budget),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        self._budget.open_head()
        try:
            answer = self._pool.handle_request(asked)
        except _FAILURES as error:
            raise httpx.ConnectError(f"{type(error).__name__}: {error}") from error
        self._budget.open_body()
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer),
            extensions=answer.extensions,
        )  # fmt: skip

    def close(self) -> None:
        self._pool.close()


def refuse_layers(response: httpx.Response, *, where: str) -> None:
    """Raises FetchError where an answer is packed more than once: that is how bombs are made."""
    layers = response.headers.get("Content-Encoding", "").replace(" ", "").split(",")
    if len([layer for layer in layers if layer and layer != "identity"]) > 1:
        raise FetchError(
            f"the server packed the page {len(layers)} times ({', '.join(layers)})"[:200],
            where=where,
            remedy="save the page and give its file",
        )
