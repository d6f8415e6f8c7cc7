"""Web archives: WARC (ISO 28500) and WACZ. Every page that was fetched is read as a page is.

WARC-Date is when a page was seen. A revisit says that the same bytes were met again: it is one more
sighting of them and no report of its own. Where each page stands is told as archives of the web
do: `crawl.warc!/20310304090000/https://weir.example/a`.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.inner import INSIDE, MEBIBYTE, Allowance, limits, printable, read_inner
from dateline.ingest.tellings import with_note
from dateline.model import Reading, ReportError, UnreadableInput, sha256

_PAGES = ("text/html", "application/xhtml+xml")
_READ = (*_PAGES, "application/rss+xml", "application/atom+xml", "application/pdf",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip
_AGAIN = "make the archive again; what comes after the fault is lost"
_FOUND = 200
_SENT_ON = frozenset({301, 302, 303, 307, 308})
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
"""Where a WACZ lists its pages: those that were asked for, and those that a crawler met."""


class _Seen(Struct, frozen=True):
    """A record that may hold a page: its address, when it was fetched, and its words' kind."""

    address: str
    when: str
    kind: str
    charset: str | None
    digest: str


class _Tally(Struct):
    """What was met in an archive and is no report."""

    others: Counter[str]
    elsewhere: int = 0

    def note(self) -> str | None:
        """What is left out, in one line; None where nothing is."""
        said = []
        if count := sum(self.others.values()):
            kinds = ", ".join(kind for kind, _ in self.others.most_common(4))
            said.append(f"{count} of its records are no pages ({kinds[:90]})")
        if self.elsewhere:
            said.append(f"{self.elsewhere} revisits are of pages that stand elsewhere")
        return "; ".join(said) or None


def read_warc(
    data: bytes,
    *,
    where: str,
    charset: str | None = None,
    fetched: str | None = None,
    allowance: Allowance | None = None,
    pages: frozenset[str] = frozenset(),
) -> Iterator[Reading | ReportError]:
    """The pages of a WARC file in its order; `pages`: the only addresses that are pages, and where
    their servers sent on."""
    del charset, fetched  # each record says its own
    tally = _Tally(Counter())
    listed = {page_key(address) for address in pages}
    found = _records(data, where, allowance or Allowance(), listed, tally)
    yield from _told(found, tally, where)


def _told(
    found: Iterator[Reading | ReportError], tally: _Tally, where: str
) -> Iterator[Reading | ReportError]:
    """The same, with the note on what was left out; UnreadableInput where nothing was found."""
    last: Reading | ReportError | None = None
    for item in found:
        if last is not None:
            yield last
        last = item
    if last is None:
        raise UnreadableInput(
            f"the archive holds no page{f': {tally.note()}' if tally.note() else ''}",
            where=where,
            remedy="leave this input out",
        )
    yield from with_note(iter([last]), tally.note())


def _records(
    data: bytes, where: str, allowance: Allowance, pages: set[str], tally: _Tally
) -> Iterator[Reading | ReportError]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    known: dict[str, list[Reading]] = {}
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
    count = 0
    try:
        for record in ArchiveIterator(
            io.BytesIO(data), record_types=wanted, auto_decode="all",
            max_header_len=limits().header,
        ):  # fmt: skip
            count += 1
            if count > limits().files:
                raise UnreadableInput(
                    f"it holds more than {limits().files} records", where=where, remedy="split it"
                )
            if record.record_type == WarcRecordType.revisit:
                yield from _revisited(record, known, where, tally)
                continue
            seen = _seen(record, pages, tally)
            if seen is not None:
                yield from _page(record, seen, known, where, allowance)
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        yield UnreadableInput(
            f"the archive is damaged after {count} records: {' '.join(str(error).split())[:120]}",
            where=where,
            remedy=_AGAIN,
        )


def page_key(address: str) -> str:
    """An address as those of a list of pages are compared, however it is written.

    "https://weir.example/%D0%B1/#top" -> "https://weir.example/б"
    """
    with suppress(ValueError):  # of an address that is none
        address = urldefrag(address).url
    return unquote(address).rstrip("/")


def _seen(record: Any, pages: set[str], tally: _Tally) -> _Seen | None:
    """What a record says of itself; None where it holds no page, which is counted."""
    address = printable(str(record.headers.get("WARC-Target-URI", "")).strip("<> "))
    status = record.http_headers.status_code if record.http_headers is not None else _FOUND
    kind = str(record.http_content_type or record.headers.get("Content-Type", "")).lower()
    kind = kind.partition(";")[0].strip()
    if status in _SENT_ON and page_key(address) in pages:
        with suppress(ValueError):
            pages.add(page_key(urljoin(address, str(record.http_headers.get("Location", "")))))
    if status != _FOUND:
        tally.others[f"status {status}"] += 1
    elif kind not in _READ:
        tally.others[printable(kind) or "no stated kind"] += 1
    elif pages and kind in _PAGES and page_key(address) not in pages:
        tally.others["parts of pages"] += 1
    else:
        return _Seen(address, _when(record), kind, record.http_charset, _digest(record))
    return None


def _when(record: Any) -> str:
    return str(record.headers.get("WARC-Date", "")).strip()[:40]


def _digest(record: Any) -> str:
    return str(record.headers.get("WARC-Payload-Digest", "")).strip()[:100]


def _page(
    record: Any, seen: _Seen, known: dict[str, list[Reading]], where: str, allowance: Allowance
) -> Iterator[Reading | ReportError]:
    place = _place(where, seen.when, seen.address)
    most = min(limits().member * MEBIBYTE, allowance.bytes_left())
    data = record.reader.read(most + 1)
    if len(data) > most:
        yield UnreadableInput(
            f"unpacked the page is larger than {most // MEBIBYTE} MiB",
            where=place,
            remedy="leave it out",
        )
        return
    for item in read_inner(
        data, where=seen.address or place, allowance=allowance, media_type=seen.kind,
        charset=seen.charset, fetched=seen.when or None,
    ):  # fmt: skip
        if isinstance(item, ReportError):
            yield type(item)(item.what, where=place, remedy=item.remedy)
            continue
        answer = _answer(record) if item.original.data == data else None
        found = replace(item, original=replace(item.original, location=place, answer=answer))
        for key in (seen.digest, seen.address):
            if key:
                known.setdefault(key, []).append(found)
        yield found


def _answer(record: Any) -> bytes | None:
    """The status line and headers in a record; None where it holds none."""
    told = record.http_headers
    if told is None or not told.status_line:
        return None
    lines = [told.status_line_bytes, *(a + b": " + b for a, b in told.items_bytes())]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _place(where: str, when: str, address: str) -> str:
    digits = re.sub(r"\D", "", when)[:14]
    return f"{where}{INSIDE}{digits or 'undated'}/{address}"


def _revisited(
    record: Any, known: dict[str, list[Reading]], where: str, tally: _Tally
) -> Iterator[Reading]:
    """The pages whose bytes were met again, as seen then."""
    address = printable(str(record.headers.get("WARC-Target-URI", "")).strip("<> "))
    first = str(record.headers.get("WARC-Refers-To-Target-URI", "")).strip("<> ")
    readings = known.get(_digest(record)) or known.get(first) or []
    when = _when(record)
    if not readings:
        tally.elsewhere += 1
    for reading in readings:
        place = _place(where, when, address)
        original = replace(
            reading.original, location=place, fetched=when or None, answer=_answer(record)
        )
        yield replace(reading, original=original, warnings=())


def read_wacz(
    data: bytes,
    *,
    where: str,
    charset: str | None = None,
    fetched: str | None = None,
    allowance: Allowance | None = None,
) -> Iterator[Reading | ReportError]:
    """The pages of a WACZ file; a WARC whose bytes are not those that it vouches for is refused."""
    del charset, fetched
    allowance = allowance or Allowance()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            hashes, pages = _hashes(archive), _page_list(archive)
            names = sorted(n for n in archive.namelist() if re.search(r"\.warc(?:\.gz)?$", n))
            for name in names:
                yield from _warc_in(archive, name, hashes, pages, where, allowance)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError,
            RuntimeError) as error:  # fmt: skip
        raise UnreadableInput(
            f"the WACZ archive is damaged: {error}", where=where, remedy=_AGAIN
        ) from error
    if not names:
        raise UnreadableInput(
            "the WACZ archive holds no WARC", where=where, remedy="make the archive again"
        )


def _warc_in(
    archive: zipfile.ZipFile,
    name: str,
    hashes: dict[str, str],
    pages: frozenset[str],
    where: str,
    allowance: Allowance,
) -> Iterator[Reading | ReportError]:
    place = f"{where}{INSIDE}{printable(name)}"
    try:
        size = archive.getinfo(name).file_size
        allowance.take(size, where=place)
        packed = archive.read(name)
        due = hashes.get(name, "")
        if due.startswith("sha256:") and due != f"sha256:{sha256(packed)}":
            raise UnreadableInput(
                "its bytes are not those that its datapackage.json vouches for",
                where=place,
                remedy="fetch the archive again",
            )
        yield from read_warc(packed, where=place, allowance=allowance, pages=pages)
    except ReportError as error:
        yield error


def _hashes(archive: zipfile.ZipFile) -> dict[str, str]:
    """The SHA-256 of each file, as the archive itself says."""
    raw = _small(archive, "datapackage.json")
    try:
        resources = json.loads(raw or b"{}").get("resources", [])
        return {str(each["path"]): str(each.get("hash", "")) for each in resources}
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return {}


def _page_list(archive: zipfile.ZipFile) -> frozenset[str]:
    """The addresses that the archive lists as its pages; empty where it lists none."""
    found = set()
    listed = (_small(archive, name) or b"" for name in _LISTS)
    for line in (line for each in listed for line in each.splitlines()):
        try:
            page = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(page, dict) and isinstance(page.get("url"), str):
            found.add(printable(page["url"]))
    return frozenset(found)


def _small(archive: zipfile.ZipFile, name: str) -> bytes | None:
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > limits().member * MEBIBYTE:
        return None
    return archive.read(name)
