"""Finds to an address of one's own, signed, and never into a private network unless told so.

The receiver computes HMAC-SHA256 with the shared key over the time in `Dateline-Signature`, a full
stop and the body as it came, and compares. `Dateline-Delivery` is the same when a delivery is sent
again, so that one that was taken already is known.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
import msgspec

from dateline.ingest.addresses import checked, resolve
from dateline.ingest.budget import BudgetSpent
from dateline.ingest.fetch import retry_seconds
from dateline.ingest.options import MEBIBYTE
from dateline.ingest.posting import open_answer
from dateline.model import ReportError, content_id
from dateline.store import Watch
from dateline.watch.finds import Find
from dateline.watch.limits import limits
from dateline.watch.records import Options, one_line

SECRET = "DATELINE_WEBHOOK_SECRET"
SIGNATURE, DELIVERY = "Dateline-Signature", "Dateline-Delivery"
SHORTEST_KEY = 16
GONE = 410


class Refusal(Exception):
    """A delivery was not taken. `gone`: the receiver is there no longer."""

    def __init__(self, said: str, *, gone: bool = False, retry_after: float | None = None) -> None:
        super().__init__(said)
        self.gone, self.retry_after = gone, retry_after


def send_finds(
    watch: Watch,
    options: Options,
    finds: Sequence[Find],
    *,
    now: datetime,
    transport: httpx.BaseTransport | None = None,
) -> None:
    """Sends some finds in one delivery; Refusal where they are not taken."""
    key = read_key(options)
    delivery = content_id("dlv", watch.id, [find.id for find in finds])
    body = msgspec.json.encode(
        {"watch": watch.name, "query": watch.target, "delivery": delivery, "finds": finds}
    )
    headers = {
        "Content-Type": "application/json",
        DELIVERY: delivery,
        SIGNATURE: signature(body, key=key, at=int(now.timestamp())),
    }
    try:
        _post(options, body, headers, transport)
    except ReportError as error:
        raise Refusal(one_line(error)) from error
    except (BudgetSpent, httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise Refusal(f"the webhook cannot be reached: {type(error).__name__}: {error}") from error


def signature(body: bytes, *, key: bytes, at: int) -> str:
    """The header's value: `t=1700000000,sha256=9a3f...`."""
    return f"t={at},sha256={hmac.new(key, f'{at}.'.encode() + body, hashlib.sha256).hexdigest()}"


def read_key(options: Options) -> bytes:
    """The key that signs; Refusal where there is none, or one that could be guessed."""
    try:
        key = (
            Path(options.secret_file).read_bytes().strip()
            if options.secret_file
            else os.environb.get(SECRET.encode(), b"").strip()
        )
    except OSError as error:
        raise Refusal(f"the webhook's key cannot be read: {error}") from error
    if len(key) < SHORTEST_KEY:
        raise Refusal(
            f"the webhook has no key of at least {SHORTEST_KEY} bytes "
            f"(set {SECRET}, or name a file with --secret-file)"
        )
    return key


def _post(
    options: Options, body: bytes, headers: dict[str, str], transport: httpx.BaseTransport | None
) -> None:
    """One request to the one address that was checked; no redirect is followed."""
    parts = checked(options.webhook or "")
    number = resolve(parts, private=options.private)
    seconds = limits().patience
    with open_answer(
        parts, number, body, headers=headers, seconds=seconds, most=MEBIBYTE, transport=transport
    ) as response:
        if not response.is_success:
            raise Refusal(
                f"the webhook answered {response.status_code} {response.reason_phrase}",
                gone=response.status_code == GONE,
                retry_after=retry_seconds(
                    response.headers.get("Retry-After"), now=datetime.now(UTC)
                ),
            )
