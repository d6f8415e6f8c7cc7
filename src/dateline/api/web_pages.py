"""Which of a ledger's originals were seen on the web, as pages of an archive of the web."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.publish.exports.warc import Page
    from dateline.store import Ledger

PIECE = 1 << 20


def pages_seen(ledger: Ledger, codings: Iterable[Coding]) -> Iterator[Page | None]:
    """Each place on the web where the bytes of some reports were seen; None for bytes that were
    seen nowhere on the web."""
    from dateline.publish.exports.warc import Page, address_of

    titles: dict[str, str | None] = {}
    for coding in codings:
        titles.setdefault(coding.report.sha256, coding.report.title)
    book = ledger.archive_book()
    answers = book.answers()
    for name, title in titles.items():
        seen = [(address_of(one.location), one) for one in book.sightings(name)]
        kept = ledger.original(name) if any(address for address, _ in seen) else None
        if kept is None:
            yield None
            continue
        for address, one in seen:
            if address is not None:
                answer = ledger.original(answers.get((one.location, one.fetched), ""))
                yield Page(
                    address=address, data=kept.data, media_type=one.media_type, title=title,
                    seen=_when(one.fetched, one.recorded_at),
                    answer=answer.data if answer else None,
                )  # fmt: skip


def web_archive(
    ledger: Ledger, codings: Iterable[Coding], form: str, *, apart: Callable[[int], None]
) -> Iterator[bytes]:
    """A WARC or WACZ file of what some reports were read from, piece by piece; `apart` is told how
    many of their originals were seen nowhere on the web."""
    from dateline.publish.exports.wacz import write_wacz
    from dateline.publish.exports.warc import write_warc

    found = list(pages_seen(ledger, codings))
    apart(found.count(None))
    pages = [page for page in found if page is not None]
    with tempfile.TemporaryFile() as file:
        if form == "warc":
            write_warc(pages, file, name="dateline.warc.gz")
        else:
            title = "What was read on the web"
            write_wacz(pages, file, title=title, created=ledger.changed_at() or "")
        yield from _pieces(file)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _when(fetched: str | None, recorded: str) -> str:
    """When bytes were seen, as who fetched them said; else when they came into the ledger."""
    from datetime import datetime

    try:
        datetime.fromisoformat(fetched or "")
    except ValueError:
        return recorded
    return fetched or recorded
