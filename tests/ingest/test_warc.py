"""Web archives: pages with their addresses and when they were seen, revisits, what is refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.formats import format_of
from dateline.ingest.inner import Allowance, read_inner
from dateline.ingest.sources import read_inputs
from dateline.ingest.warc import read_warc
from dateline.model import Reading, ReportError

WORDS = "Rebels captured Lower Ford on Monday, the army said. Soldiers left it in the evening."
PAGE = (f"<html lang=en><head><title>Lower Ford</title></head><body><article><h1>Lower Ford</h1>"
        f"<p>{WORDS}</p><p>{WORDS}</p></article></body></html>").encode()  # fmt: skip
ADDRESS = "https://weir.example/a"
WHEN = "2031-03-04T09:00:00Z"


def record(
    payload: bytes = PAGE, *, address: str = ADDRESS, when: str = WHEN, kind: str = "response",
    status: int = 200, media: str = "text/html; charset=utf-8", http: str = "", more: str = "",
) -> bytes:  # fmt: skip
    block = payload
    if kind in ("response", "revisit"):
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: {media}\r\n{http}\r\n"
        block = head.encode() + payload
    content = "application/http; msgtype=response" if block is not payload else media
    warc = (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {when}\r\n"
            f"WARC-Record-ID: <urn:uuid:{hashlib.md5(block).hexdigest()}>\r\n{more}"
            f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n")  # fmt: skip
    return warc.encode() + block + b"\r\n\r\n"


def read(data: bytes, where: str = "c.warc") -> list[Reading | ReportError]:
    return list(read_inner(data, where=where, allowance=Allowance()))


def readings(data: bytes) -> list[Reading]:
    found = read(data)
    assert all(isinstance(item, Reading) for item in found), found
    return [item for item in found if isinstance(item, Reading)]


def digest(payload: bytes = PAGE) -> str:
    return f"WARC-Payload-Digest: sha1:{hashlib.sha1(payload).hexdigest()}\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_is_read_with_its_address_and_when_it_was_seen(packed: bool) -> None:  # noqa: FBT001
    data = record()
    (one,) = readings(gzip.compress(data) if packed else data)
    assert (one.report.title, one.report.url) == ("Lower Ford", ADDRESS)
    assert (one.original.fetched, one.original.data) == (WHEN, PAGE)
    assert one.original.location == f"c.warc!/20310304090000/{ADDRESS}"
    assert one.report.published is None


def test_it_is_known_by_its_bytes_packed_or_not() -> None:
    assert format_of(record(), where="x").name == "warc"
    assert format_of(gzip.compress(record()), where="x").name == "warc"


def test_a_packed_archive_on_a_disk_is_read_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "c.warc.gz"
    other = record(address="https://weir.example/b")
    path.write_bytes(gzip.compress(record()) + gzip.compress(other))
    found = list(read_inputs([path]))
    assert [isinstance(item, Reading) for item in found] == [True, True]


@pytest.mark.parametrize("encoding", ["gzip", "chunked"])
def test_what_the_server_packed_is_unpacked(encoding: str) -> None:
    if encoding == "gzip":
        data = record(gzip.compress(PAGE), http="Content-Encoding: gzip\r\n")
    else:
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
        data = record(body, http="Transfer-Encoding: chunked\r\n")
    (one,) = readings(data)
    assert one.original.data == PAGE


def test_a_revisit_is_one_more_sighting_of_the_same_bytes() -> None:
    again = record(b"", kind="revisit", when="2031-03-06T09:00:00Z", more=digest())
    first, second = readings(record(more=digest()) + again)
    assert first.report.id == second.report.id
    assert first.original.sha256 == second.original.sha256
    assert second.original.fetched == "2031-03-06T09:00:00Z"
    assert first.original.location != second.original.location


def test_a_page_that_changed_is_a_later_version() -> None:
    later = PAGE.replace(b"Soldiers left it", b"Soldiers hold it")
    first, second = readings(record() + record(later, when="2031-03-06T09:00:00Z"))
    assert first.report.url == second.report.url
    assert first.report.id != second.report.id


def test_what_is_no_page_is_counted() -> None:
    data = (record() + record(b"x", media="image/png") + record(b"x", media="text/css")
            + record(b"gone", status=404) + record(b"", kind="revisit", more=digest(b"other"))
            + record(b"GET /", kind="request"))  # fmt: skip
    (one,) = readings(data)
    assert "3 of its records are no pages" in one.warnings[-1]
    assert "1 revisits are of pages that stand elsewhere" in one.warnings[-1]


def test_a_resource_and_a_feed_are_read_too() -> None:
    feed = (b"<rss version='2.0'><channel><title>Weir</title><item><title>Rebels left Upper Ford"
            b"</title></item></channel></rss>")  # fmt: skip
    found = readings(record(kind="resource", media="text/html")
                     + record(feed, media="application/rss+xml"))  # fmt: skip
    assert [item.report.title for item in found] == ["Lower Ford", "Rebels left Upper Ford"]


def wacz(warc: bytes, *, due: str | None = None, pages: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    listed = {"path": "archive/c.warc", "hash": f"sha256:{due or hashlib.sha256(warc).hexdigest()}"}
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/c.warc", warc)
        archive.writestr("datapackage.json", json.dumps({"resources": [listed]}))
        lines = [json.dumps({"format": "json-pages-1.0"}), *(json.dumps({"url": p}) for p in pages)]
        archive.writestr("pages/pages.jsonl", "\n".join(lines))
    return out.getvalue()


def test_of_a_wacz_the_pages_that_it_lists_are_read() -> None:
    frame = record(address="https://ads.example/frame")
    (one,) = read(wacz(record() + frame, pages=(ADDRESS,)), "c.wacz")
    assert isinstance(one, Reading)
    assert one.original.location == f"c.wacz!/archive/c.warc!/20310304090000/{ADDRESS}"
    assert "parts of pages" in one.warnings[-1]
    assert len(read(wacz(record() + frame), "c.wacz")) == 2


def test_a_wacz_whose_bytes_are_others_is_refused() -> None:
    (error,) = read(wacz(record(), due="0" * 64), "c.wacz")
    assert "not those that its datapackage.json vouches for" in str(error)


HOSTILE = {
    "nothing behind the mark": b"WARC/1.1\r\n",
    "no pages": record(b"x", media="image/png"),
    "cut": record()[:-300],
    "a length that is a lie": record().replace(b"Content-Length: ", b"Content-Length: 99"),
    "a negative length": record().replace(b"Content-Length: ", b"Content-Length: -"),
    "a length of letters": record().replace(b"Content-Length: ", b"Content-Length: x"),
    "a long header": record(more=f"X: {'a' * 500_000}\r\n"),
    "many headers": record(more="X: a\r\n" * 100_000),
    "noise after a page": record() + bytes(range(256)) * 50,
    "an address of control characters": record(address="https://a.example/\x1b[31m\u202e"),
    "an address of a file": record(address="file:///etc/passwd"),
    "a packed bomb": record(gzip.compress(b"a" * 80_000_000), http="Content-Encoding: gzip\r\n"),
    "packed and torn": record(b"\x1f\x8b\x08\0abc", http="Content-Encoding: gzip\r\n"),
    "chunks without end": record(b"ffffffff\r\nabc", http="Transfer-Encoding: chunked\r\n"),
    "a date that cannot be": record(when="yesterday"),
    "gzip torn": gzip.compress(record())[:-40],
    "a WACZ of nothing": wacz(b""),
    "a page that is sent on to no address": wacz(
        record(status=302, http="Location: https://[\r\n") + record(address="https://[/"),
        pages=(ADDRESS, "https://["),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_ends_soon_and_a_good_page_before_it_is_read(name: str) -> None:
    begun = time.process_time()
    found = read(HOSTILE[name])
    assert time.process_time() - begun < 10
    assert found
    for item in found:
        if isinstance(item, ReportError):
            assert item.remedy
            assert "its reader failed" not in str(item)
        else:
            assert item.original.location.isprintable()
    if not HOSTILE[name].startswith((b"\x1f", b"PK")):
        assert isinstance(read(record() + HOSTILE[name])[0], Reading)


GOOD = record() + record(address="https://weir.example/b")


@settings(max_examples=40)
@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_any_bytes_are_read_or_refused(data: bytes, at: int) -> None:
    try:
        found = list(read_warc(GOOD[:at] + data + GOOD[at:], where="c.warc"))
    except ReportError:
        return
    assert all(isinstance(item, Reading | ReportError) for item in found)


def test_what_the_server_said_is_kept_with_the_page() -> None:
    first, second = readings(
        record(http="X-A: b\r\nX-A: c\r\n", more=digest())
        + record(b"", kind="revisit", when="2031-03-06T09:00:00Z", more=digest())
    )
    assert first.original.answer == (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nX-A: b\r\nX-A: c\r\n\r\n"
    )
    assert second.original.answer == (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    )
    (bare,) = readings(record(kind="resource", media="text/html"))
    assert bare.original.answer is None
