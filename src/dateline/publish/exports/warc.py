"""What was seen on the web as a WARC file (ISO 28500), which archives of the web read.

A page whose server's answer is kept is a `response`; one of which only its own bytes are kept is a
`resource`, and no answer is made up. The same bytes met again elsewhere are a `revisit`. The same
ledger gives the same file.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, BinaryIO
from urllib.parse import quote, urldefrag, urlsplit

from msgspec import Struct

from dateline import __version__
from dateline.model import MissingExtra

_INSIDE = re.compile(r"!/\d{0,14}(?:undated)?/(?=https?://)")
_KIND = re.compile(r"[\w.+-]+/[\w.+-]+")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_OTHER = re.compile(r"[^!-~]+")
_PACKED = ("content-encoding", "transfer-encoding")
DEFAULT_PORTS = {"http": 80, "https": 443}


class Page(Struct, frozen=True, kw_only=True):
    """Bytes as they were seen at an address, unpacked; `seen`: when, ISO 8601; `answer`: the status
    line and headers that came before them."""

    address: str
    data: bytes
    media_type: str
    seen: str
    title: str | None = None
    answer: bytes | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """Where a record stands in the file, for its index."""

    address: str
    at: str
    kind: str
    digest: str
    offset: int
    length: int
    sha256: str
    title: str | None = None
    status: str | None = None


def address_of(location: str) -> str | None:
    """The address of the page on the web that a place is, or that was crawled into it; None: it is
    none, or a part of one (entry 3 of a feed).

    >>> address_of("crawl.warc!/20310304090000/https://weir.example/a")
    'https://weir.example/a'
    """
    found = _INSIDE.split(location)[-1]
    try:
        parts = urlsplit(found)
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    if parts.fragment.isdigit():
        return None
    return _CONTROL.sub(lambda match: quote(match[0]), urldefrag(found).url)


def write_warc(pages: Iterable[Page], file: BinaryIO, *, name: str) -> list[Entry]:
    """Writes the records, each packed on its own, and says where they stand."""
    try:
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise MissingExtra(
            "WARC files need warcio", remedy="pip install 'dateline[evidence]'"
        ) from error
    written = _Counted(file)
    writer = WARCWriter(written, gzip=True, warc_version="1.1")
    writer.write_record(_head(writer, name))
    entries: list[Entry] = []
    first: dict[str, Page] = {}
    for page in pages:
        start, written.hash = written.size, hashlib.sha256()
        digest, answer = _digest(page.data), _headers(page)
        before = first.setdefault(digest, page)
        if before is not page:
            record = _revisit(writer, page, before, digest, answer)
        elif answer is not None:
            record = _response(writer, page, digest, answer)
        else:
            record = _resource(writer, page, digest)
        writer.write_record(record)
        told = answer.get_header("Content-Type") if answer is not None else None
        entries.append(
            Entry(
                address=page.address,
                at=_instant(page.seen),
                offset=start,
                digest=digest,
                kind=_kind(told or page.media_type) if before is page else "warc/revisit",
                length=written.size - start,
                sha256=written.hash.hexdigest(),
                title=page.title,
                status=answer.get_statuscode() if answer is not None else None,
            )
        )
    return entries


def surt(address: str) -> str:
    """An address in the order in which indexes of archives sort it.

    >>> surt("https://www.Weir.example:443/A?b=2&a=1")
    'example,weir)/a?a=1&b=2'
    """
    parts = urlsplit(address)
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").lower())
    port = parts.port if parts.port and parts.port != DEFAULT_PORTS.get(parts.scheme) else None
    path = _escaped(parts.path.rstrip("/") or "/")
    pairs = sorted(_escaped(pair) for pair in parts.query.split("&")) if parts.query else []
    tail = "?" + "&".join(pairs)
    shown = f":{port}" if port else ""
    return f"{','.join(reversed(host.split('.')))}{shown}){path}{tail if pairs else ''}"


def _escaped(part: str) -> str:
    """A part of an address in small letters, what is no ASCII in it escaped."""
    return _OTHER.sub(lambda match: quote(match[0]), part.lower()).lower()


def _head(writer: Any, name: str) -> Any:
    record = writer.create_warcinfo_record(
        name,
        {
            "software": f"dateline/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/"
            "warc-1.1/",
        },
    )
    record.rec_headers.replace_header("WARC-Record-ID", _record_id("warcinfo", name))
    record.rec_headers.replace_header("WARC-Date", "1970-01-01T00:00:00Z")
    return record


def _resource(writer: Any, page: Page, digest: str) -> Any:
    headers = {
        "WARC-Record-ID": _record_id("resource", page.address, digest, page.seen),
        "WARC-Date": _instant(page.seen), "WARC-Payload-Digest": digest,
        "WARC-Block-Digest": digest,
    }  # fmt: skip
    return writer.create_warc_record(
        page.address, "resource", payload=io.BytesIO(page.data), length=len(page.data),
        warc_content_type=_kind(page.media_type), warc_headers_dict=headers,
    )  # fmt: skip


def _response(writer: Any, page: Page, digest: str, answer: Any) -> Any:
    headers = {
        "WARC-Record-ID": _record_id("response", page.address, digest, page.seen),
        "WARC-Date": _instant(page.seen), "WARC-Payload-Digest": digest,
    }  # fmt: skip
    return writer.create_warc_record(
        page.address, "response", payload=io.BytesIO(page.data), length=len(page.data),
        http_headers=answer, warc_headers_dict=headers,
    )  # fmt: skip


def _headers(page: Page) -> Any:
    """The server's answer, as warcio has it; None where none is kept.

    The page is kept unpacked: what the answer says of how it was packed is told as `X-Orig-...`, as
    crawlers do that keep pages so.
    """
    from warcio.statusandheaders import StatusAndHeadersParser

    if page.answer is None:
        return None
    try:
        told = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"]).parse(io.BytesIO(page.answer))
    except Exception:  # whatever an odd answer does to it: the page's bytes are kept all the same
        return None
    if not told.statusline:
        return None
    sizes = {value for name, value in told.headers if name.lower() == "content-length"}
    if sizes <= {str(len(page.data))} and not any(map(told.get_header, _PACKED)):
        return told
    moved = (*_PACKED, "content-length")
    told.headers = [
        (f"X-Orig-{name}" if name.lower() in moved else name, value) for name, value in told.headers
    ]
    told.add_header("Content-Length", str(len(page.data)))
    return told


def _revisit(writer: Any, page: Page, first: Page, digest: str, answer: Any) -> Any:
    headers = {
        "WARC-Record-ID": _record_id("revisit", page.address, digest, page.seen),
        "WARC-Date": _instant(page.seen),
    }
    return writer.create_revisit_record(
        page.address, digest, first.address, _instant(first.seen), http_headers=answer,
        warc_headers_dict=headers,
    )  # fmt: skip


class _Counted:
    """A file that knows how much was written into it, and the hash of it since it was set."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0
        self.hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Writes on."""
        self.size += len(data)
        self.hash.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Hands on what was written."""
        self._file.flush()


def _digest(data: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(data).digest()).decode()}"


def _record_id(*facts: str) -> str:
    name = hashlib.sha256("\0".join(facts).encode("utf-8", "replace")).hexdigest()
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"


def _kind(said: str) -> str:
    """A media type as it may stand in a header, whatever a server called it."""
    found = _KIND.match(said.strip())
    return found[0].lower() if found else "application/octet-stream"


def _instant(said: str) -> str:
    """A time in UTC to the second, as WARC has it."""
    moment = datetime.fromisoformat(said)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
