"""Bytes sent to an address that a person named, and what it answers: one request, no redirects.

The host's name is resolved once and the connection made to that very address; one inside a private
network is called only where that was said.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from urllib.parse import SplitResult

import httpx
from msgspec import Struct

from dateline.ingest.addresses import checked, resolve
from dateline.ingest.budget import Budget, BudgetSpent, BudgetTransport
from dateline.ingest.fetch import AGENT, send_to
from dateline.ingest.options import MEBIBYTE
from dateline.model import FetchError


class Answer(Struct, frozen=True, kw_only=True):
    """What a server answered to what was sent."""

    status: int
    media_type: str
    data: bytes


def post_bytes(
    address: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    private: bool = False,
    loopback: bool = False,
    seconds: float = 30.0,
    most: int = MEBIBYTE,
    transport: httpx.BaseTransport | None = None,
) -> Answer:
    """Sends some bytes; FetchError where nobody answers with success, or with too much.

    `loopback`: only this machine itself may be asked. `transport` stands in for the network in
    tests.
    """
    parts = checked(address)
    number = resolve(parts, private=private)
    if loopback and not ipaddress.ip_address(number).is_loopback:
        raise FetchError(
            f"{parts.hostname!r} is {number}, another machine than this one", where=address[:200],
            remedy="allow it with --allow-remote if what is sent may leave this machine",
        )  # fmt: skip
    try:
        with open_answer(
            parts, number, body, headers=headers, seconds=seconds, most=most, transport=transport
        ) as response:
            return _answer(response, address, most=most)
    except (BudgetSpent, httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(
            f"does not answer: {type(error).__name__}: {error}", where=address[:200],
            remedy="check the address and the connection, or try later",
        ) from error  # fmt: skip


@contextmanager
def open_answer(
    parts: SplitResult,
    number: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    seconds: float,
    most: int,
    transport: httpx.BaseTransport | None = None,
) -> Iterator[httpx.Response]:
    """The answer to some bytes, unread, of a host at the number that was checked; what the network
    and the budget raise goes through."""
    network = transport or BudgetTransport(Budget(seconds=seconds, max_bytes=most))
    with (
        httpx.Client(
            transport=network, timeout=seconds, trust_env=False, follow_redirects=False
        ) as client,
        closing(
            send_to(
                client, "POST", parts, number, headers={"User-Agent": AGENT, **headers},
                content=body,
            )
        ) as response,
    ):  # fmt: skip
        yield response


def _answer(response: httpx.Response, address: str, *, most: int) -> Answer:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > most:
            raise FetchError(f"its answer is longer than {most} bytes", where=address[:200])
    if not response.is_success:
        raise FetchError(
            f"answered {response.status_code} {response.reason_phrase}".rstrip(),
            where=address[:200], remedy="check the address",
        )  # fmt: skip
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Answer(status=response.status_code, media_type=kind, data=bytes(data))
