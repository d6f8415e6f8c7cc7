"""Archives of the web that this program writes are read again by it, and by their index."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from hashlib import sha256

import pytest

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
