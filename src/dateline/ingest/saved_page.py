"""Pages as browsers save them in one file (MHTML, RFC 2557): read as the page that was saved.

The file says which address was saved and when, as an archive of the web does, and is told of so:
`a.mhtml!/20221114090000/https://weir.example/a`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parsedate_to_datetime

from msgspec.structs import replace

from dateline.ingest.inner import INSIDE, Allowance, printable, read_inner
from dateline.model import Reading, ReportError

_MAIL_ONLY = ("To", "Received", "Message-ID", "Return-Path")
_HTML = "text/html"
_BY_BROWSER = "<Saved by "


def saved_part(message: Message) -> Message | None:
    """The page in a message that is a saved page and no mail; None: it is a mail."""
    if any(name in message for name in _MAIL_ONLY):
        return None
    by_browser = _BY_BROWSER in str(message.get("From", ""))
    parts = [part for part in message.walk() if not part.is_multipart()]
    found = next((part for part in parts if part.get_content_type() == _HTML), None)
    if found is None or message.get_content_type() != "multipart/related":
        return None
    return found if by_browser or _address(message, found) else None


def read_saved(
    message: Message, page: Message, *, where: str, allowance: Allowance
) -> Iterator[Reading | ReportError]:
    """The reports on a saved page, at the address and the instant at which it was saved."""
    address, when = _address(message, page), _saved_at(message)
    digits = re.sub(r"\D", "", when or "")[:14]
    place = f"{where}{INSIDE}{digits or 'undated'}/{address}" if address else where
    payload = page.get_payload(decode=True)
    for item in read_inner(
        payload if isinstance(payload, bytes) else b"", where=address or where, allowance=allowance,
        media_type=_HTML, charset=page.get_content_charset(), fetched=when,
    ):  # fmt: skip
        if isinstance(item, ReportError):
            yield type(item)(item.what, where=place, remedy=item.remedy)
        else:
            yield replace(item, original=replace(item.original, location=place))


def _address(message: Message, page: Message) -> str:
    """What was saved; empty where it was nothing on the web."""
    said = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    address = printable("".join(str(said).split()))
    return address if address.startswith(("http://", "https://")) else ""


def _saved_at(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
