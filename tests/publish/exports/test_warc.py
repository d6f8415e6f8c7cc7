"""Archives of the web that this program writes are read again by it, and by their index."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec import structs

from dateline.ingest.warc import read_wacz, read_warc
from dateline.model import Reading
from dateline.publish.exports.wacz import write_wacz
from dateline.publish.exports.warc import Page, address_of, surt, write_warc

pytest.importorskip("warcio")

HTML = (
    "<html><head><title>{n}</title></head><body><article><h1>Convoy {n}</h1><p>The ministry said"
    " {n} soldiers had left Kherson on 11 November. The governor denied it.</p></article></body>"
)
WHEN = "2022-11-12T09:00:0{n}+01:00"


def page(n: int, *, address: str | None = None, kind: str = "text/html") -> Page:
    return Page(
        address=address or f"https://weir.example/{n}?b={n}&a=1", data=HTML.format(n=n).encode(),
        media_type=kind, seen=WHEN.format(n=n), title=f"Convoy {n}",
    )  # fmt: skip


def made(*pages: Page) -> bytes:
    file = io.BytesIO()
    write_wacz(pages, file, title="Some", created="2022-11-12T09:00:00Z")
    return file.getvalue()


def test_a_warc_is_read_again_as_it_was_seen() -> None:
    file = io.BytesIO()
    write_warc([page(1), page(2)], file, name="x.warc.gz")
    found = list(read_warc(file.getvalue(), where="x.warc.gz"))
    readings = [one for one in found if isinstance(one, Reading)]
    assert [one.report.url for one in readings] == [
        "https://weir.example/1?b=1&a=1", "https://weir.example/2?b=2&a=1",
    ]  # fmt: skip
    assert [one.original.data for one in readings] == [page(1).data, page(2).data]
    assert readings[0].original.fetched == "2022-11-12T08:00:01Z"
    assert address_of(readings[0].original.location) == page(1).address


def test_the_same_bytes_elsewhere_are_a_revisit() -> None:
    file = io.BytesIO()
    twin = Page(address="https://mirror.example/1", data=page(1).data, media_type="text/html",
                seen=WHEN.format(n=5))  # fmt: skip
    entries = write_warc([page(1), twin], file, name="x.warc.gz")
    assert [entry.kind for entry in entries] == ["text/html", "warc/revisit"]
    found = list(read_warc(file.getvalue(), where="x"))
    places = [one.original.location for one in found if isinstance(one, Reading)]
    assert places == ["x!/20221112080001/https://weir.example/1?b=1&a=1",
                      "x!/20221112080005/https://mirror.example/1"]  # fmt: skip


def test_each_record_stands_where_the_index_says() -> None:
    data = made(page(3), page(1), page(2))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        warc = archive.read("archive/data.warc.gz")
        lines = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        assert lines == sorted(lines)
        assert len(lines) == 3
        for line in lines:
            key, when, told = line.split(" ", 2)
            entry = json.loads(told)
            start, length = int(entry["offset"]), int(entry["length"])
            part = warc[start : start + length]
            assert entry["recordDigest"] == f"sha256:{sha256(part).hexdigest()}"
            record = gzip.decompress(part).decode()
            assert f"WARC-Target-URI: {entry['url']}\r\n" in record
            assert key == surt(entry["url"])
            assert when.startswith("20221112")
        blocks = archive.read("indexes/index.idx").decode().splitlines()
        assert json.loads(blocks[0].split(" ", 2)[2])["format"] == "cdxj-gzip-1.0"
        assert json.loads(blocks[1].split(" ", 2)[2])["length"] == len(
            archive.read("indexes/index.cdx.gz")
        )
        listed = [json.loads(x) for x in archive.read("pages/pages.jsonl").splitlines()]
        assert listed[0]["format"] == "json-pages-1.0"
        assert [x["title"] for x in listed[1:]] == ["Convoy 3", "Convoy 1", "Convoy 2"]


def test_every_file_is_vouched_for_and_a_changed_byte_is_refused_by_the_reader() -> None:
    data = made(page(1))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for part in package["resources"]:
            kept = archive.read(part["path"])
            assert part["hash"] == f"sha256:{sha256(kept).hexdigest()}"
            assert part["bytes"] == len(kept)
        names = {part["path"] for part in package["resources"]}
        assert names == set(archive.namelist()) - {"datapackage.json", "datapackage-digest.json"}
        stored = {"archive/data.warc.gz", "indexes/index.cdx.gz", "indexes/index.idx"}
        for name in stored:
            assert archive.getinfo(name).compress_type == zipfile.ZIP_STORED
        forged = io.BytesIO()
        with zipfile.ZipFile(forged, "w") as other:
            for name in archive.namelist():
                kept = archive.read(name)
                other.writestr(name, kept[:-9] + b"?" + kept[-8:] if name in stored else kept)
    (good,) = read_wacz(data, where="a.wacz")
    assert isinstance(good, Reading)
    (refused,) = read_wacz(forged.getvalue(), where="a.wacz")
    assert "are not those that its datapackage.json vouches for" in str(refused)


def test_the_same_pages_give_the_same_file() -> None:
    assert made(page(1), page(2)) == made(page(1), page(2))


def test_digests_are_those_that_warcio_checks() -> None:
    from warcio.archiveiterator import ArchiveIterator

    file = io.BytesIO()
    write_warc([page(1), page(2)], file, name="x")
    file.seek(0)
    with_digests = ArchiveIterator(file, check_digests="raise")
    kinds = [record.rec_type for record in with_digests if record.content_stream().read() or True]
    assert kinds == ["warcinfo", "resource", "resource"]


def test_what_servers_call_things_cannot_break_a_record() -> None:
    hostile = page(1, address="https://weir.example/a\r\nWARC-Type: response b", kind="x\r\ny: z")
    at = address_of(hostile.address)
    assert at == "https://weir.example/a%0D%0AWARC-Type:%20response%20b"
    file = io.BytesIO()
    (entry,) = write_warc([page(1, address=at, kind="x\r\ny: z")], file, name="x")
    record = gzip.decompress(file.getvalue()[entry.offset :]).decode()
    head = record.partition("\r\n\r\n")[0]
    assert "WARC-Type: response" not in head.replace("%20", " ").splitlines()
    assert "y: z" not in head
    assert "Content-Type: application/octet-stream" in head


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("https://weir.example/a", "https://weir.example/a"),
        ("c.wacz!/archive/x.warc.gz!/20310304090000/http://weir.example/", "http://weir.example/"),
        ("c.warc!/undated/https://weir.example/a", "https://weir.example/a"),
        ("/home/x/a.html", None),
        ("mail.mbox!/3", None),
        ("https://weir.example/rss#3", None),
        ("https://weir.example/live#latest", "https://weir.example/live"),
        ("a.zip!/b.html", None),
        ("https://[weir", None),
        ("file:///etc/passwd", None),
    ],
)
def test_only_what_was_seen_on_the_web_has_an_address(location: str, address: str | None) -> None:
    assert address_of(location) == address


ANSWER = (
    b"HTTP/1.1 200 OK\r\nDate: Sat, 12 Nov 2022 08:00:00 GMT\r\n"
    b"Content-Type: text/html; charset=utf-8\r\nX-Odd: \xd0\xb1\r\n%s\r\n"
)
PACKED = b"content-encoding: gzip\r\nContent-Length: 17\r\n"


def answered(n: int, more: bytes = b"", *, at: int | None = None) -> Page:
    address = None if at is None else f"https://mirror.example/{at}"
    seen = WHEN.format(n=n if at is None else at)
    return structs.replace(page(n, address=address), answer=ANSWER % more, seen=seen)


def records(*pages: Page) -> list[tuple[str, str]]:
    """Kinds and heads of the records, as they stand in the file."""
    file = io.BytesIO()
    entries = write_warc(pages, file, name="x")
    found = []
    for entry in entries:
        part = file.getvalue()[entry.offset : entry.offset + entry.length]
        head = gzip.decompress(part).decode("latin-1")
        found.append((head.partition("WARC-Type: ")[2].partition("\r\n")[0], head))
    return found


def test_a_page_with_its_server_s_answer_is_a_response() -> None:
    exact = b"Content-Length: %d\r\n" % len(page(1).data)
    (kind, told), (bare, _) = records(answered(1, exact), page(2))
    assert (kind, bare) == ("response", "resource")
    assert "HTTP/1.1 200 OK\r\nDate: Sat, 12 Nov 2022 08:00:00 GMT\r\n" in told
    assert "X-Orig" not in told


def test_how_an_unpacked_page_was_packed_is_told_and_not_claimed() -> None:
    ((_, told),) = records(answered(1, PACKED))
    head = told.partition("<html>")[0]
    assert "X-Orig-content-encoding: gzip\r\nX-Orig-Content-Length: 17\r\n" in head
    assert f"\r\nContent-Length: {len(page(1).data)}\r\n" in head
    assert "\r\ncontent-encoding" not in head


def test_a_revisit_has_the_answer_that_was_given_then() -> None:
    _, (kind, told) = records(answered(1), answered(1, b"X-Then: 2\r\n", at=5))
    assert kind == "revisit"
    assert "X-Then: 2" in told
    assert "<html>" not in told


@pytest.mark.parametrize("answer", [b"", b"\r\n\r\n", b"nonsense", b"HTTP/9 200\r\n\r\n"])
def test_an_answer_that_is_none_costs_no_page(answer: bytes) -> None:
    ((kind, told),) = records(structs.replace(page(1), answer=answer))
    assert kind == "resource"
    assert "<html>" in told


def test_responses_pass_what_warcio_and_wacz_check_and_fastwarc_reads_them(tmp_path: Path) -> None:
    from fastwarc.warc import ArchiveIterator as FastIterator
    from warcio.archiveiterator import ArchiveIterator

    file = io.BytesIO()
    pages = (answered(1, PACKED), page(2), answered(1, at=5), answered(3))
    write_warc(pages, file, name="x")
    file.seek(0)
    for record in ArchiveIterator(file, check_digests="raise"):
        record.content_stream().read()
    file.seek(0)
    read = {r.headers["WARC-Target-URI"]: (r.http_headers.status_code, r.reader.read())
            for r in FastIterator(file) if r.headers["WARC-Type"] == "response"}  # fmt: skip
    assert read == {pages[n].address: (200, pages[n].data) for n in (0, 3)}
    wacz = pytest.importorskip("wacz.main")
    path = tmp_path / "x.wacz"
    path.write_bytes(made(*pages))
    assert wacz.main(["validate", "-f", str(path)]) == 0


def test_the_index_is_that_which_cdxj_indexer_makes(tmp_path: Path) -> None:
    indexer = pytest.importorskip("cdxj_indexer.main")
    data = made(answered(1, PACKED), page(2), answered(1, at=5))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        own = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        (tmp_path / "data.warc.gz").write_bytes(archive.read("archive/data.warc.gz"))
    out = tmp_path / "index.cdxj"
    kinds = ["--records", "response,revisit,resource"]
    indexer.main(["-s", *kinds, "-o", str(out), str(tmp_path / "data.warc.gz")])
    theirs = out.read_text("utf-8").splitlines()
    shared = [
        {key: told[key] for key in told if key != "recordDigest"}
        for told in (json.loads(line.split(" ", 2)[2]) for line in own)
    ]
    assert shared == [json.loads(line.split(" ", 2)[2]) for line in theirs]
    assert [line.split(" ", 2)[:2] for line in own] == [line.split(" ", 2)[:2] for line in theirs]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www2.Weir.example:443/A/?x=&y", "example,weir)/a?x=&y"),
        ("http://weir.example:8080/новини?q=б+в", "example,weir:8080)/%d0%bd%d0%be%d0%b2%d0%b8%d0"
         "%bd%d0%b8?q=%d0%b1+%d0%b2"),
        ("https://weir.example/a b?b=1&b=0&a[]=2", "example,weir)/a%20b?a[]=2&b=0&b=1"),
    ],
)  # fmt: skip
def test_keys_are_those_of_the_surt_library(address: str, key: str) -> None:
    assert surt(address) == key
