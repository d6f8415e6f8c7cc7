"""Web archives as crawlers write them, and archives of files as people pack them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import stat
import tarfile
import zipfile
import zlib

from tests.ingest.pdf_maker import column, made_pdf
from tests.ingest.test_docx import document, paragraph
from tests.ingest.wild.due import Due, Made, Refused
from tests.ingest.wild.mail import GMAIL, PAIR, box
from tests.ingest.wild.telegram import export, post

WORDS = "Rebels captured Lower Ford on Monday, the army said. Soldiers left it in the evening."
OTHER = "Soldiers left Upper Ford on Sunday, residents said. The bridge was closed to vehicles."
UKRAINIAN = "Війська залишили Нижній Брід у вівторок, заявило міністерство оборони."
FIRST, SECOND = "https://weir.example/a", "https://weir.example/b"
WHEN, LATER = "2031-03-04T09:00:00Z", "2031-03-06T10:30:00Z"


def html(words: str, *, charset: str = "utf-8", head: str = "") -> bytes:
    page = (
        f"<!doctype html><html lang=en><head><meta charset={charset}><title>Ford</title>{head}"
        f"</head><body><article><h1>Ford</h1><p>{words}</p></article></body></html>"
    )
    return page.encode(charset)


def b32(data: bytes) -> str:
    return f"sha1:{base64.b32encode(hashlib.sha1(data).digest()).decode()}"


def record(
    kind: str, block: bytes, *, address: str = FIRST, when: str = WHEN, content: str = "",
    more: str = "",
) -> bytes:  # fmt: skip
    """A record of WARC/1.0, with the headers that crawlers write."""
    content = content or f"application/http; msgtype={kind if kind == 'request' else 'response'}"
    named = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\n{named}WARC-Date: {when}\r\nWARC-Record-ID: "
            f"<urn:uuid:{hashlib.md5(block + when.encode()).hexdigest()}>\r\n{more}"
            f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n")  # fmt: skip
    return head.encode() + block + b"\r\n\r\n"


def answer(
    body: bytes, *, status: str = "200 OK", kind: str = "text/html", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def response(
    body: bytes, *, address: str = FIRST, when: str = WHEN, kind: str = "text/html; charset=utf-8",
    status: str = "200 OK", http: str = "", packed: bytes | None = None,
) -> bytes:  # fmt: skip
    """A page as it was sent; `packed`: its bytes as they went over the wire."""
    block = answer(body if packed is None else packed, status=status, kind=kind, more=http)
    return record("response", block, address=address, when=when,
                  more=f"WARC-Payload-Digest: {b32(body)}\r\n")  # fmt: skip


def info(software: str) -> bytes:
    return record("warcinfo", f"software: {software}\r\nformat: WARC File Format 1.0\r\n".encode(),
                  address="", content="application/warc-fields")  # fmt: skip


def asked(address: str = FIRST) -> bytes:
    return record("request", b"GET /a HTTP/1.1\r\nHost: weir.example\r\n\r\n", address=address)


def each_packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def brotli(body: bytes) -> bytes:
    """A Brotli stream that holds the bytes as they are (RFC 7932, one meta-block, not packed)."""
    assert 0 < len(body) <= 1 << 16
    bits, size = 0, 0

    def put(value: int, count: int) -> None:
        nonlocal bits, size
        bits |= value << size
        size += count

    put(0, 1)  # a window of 16 bits
    put(0, 1)  # not the last block
    put(0, 2)  # its length in four nibbles
    put(len(body) - 1, 16)
    put(1, 1)  # not packed
    head = bits.to_bytes((size + 7) // 8, "little")
    return head + body + b"\x03"  # the last block, empty


PAGE, PAGE_2 = html(WORDS), html(OTHER)
SEEN = Due(title="Ford", url=FIRST, fetched=WHEN, published=None, own=(WORDS[:30],),
           location=f"c.warc!/20310304090000/{FIRST}")  # fmt: skip
NEXT = Due(url=SECOND, own=(OTHER[:30],))
REVISIT = record(
    "revisit", answer(b""), when=LATER,
    more=f"WARC-Payload-Digest: {b32(PAGE)}\r\nWARC-Profile: http://netpreserve.org/warc/1.0/revisit/"
    f"identical-payload-digest\r\nWARC-Refers-To-Target-URI: {FIRST}\r\n"
    f"WARC-Refers-To-Date: {WHEN}\r\n")  # fmt: skip
DIGGED = record("metadata", b"outlink: https://weir.example/x L a/@href\r\n",
                content="application/warc-fields")  # fmt: skip

WARC: dict[str, Made] = {
    "wget: request, page, its log": Made("c.warc", info("Wget/1.21.3 (linux-gnu)") + asked()
        + response(PAGE) + record("resource", b"GET /a ... saved", address=
        "metadata://gnu.org/software/wget/warc/wget.log", content="text/plain"), [
        Due(title="Ford", url=FIRST, fetched=WHEN, own=(WORDS[:30],), notes=("1 of its records",)),
    ]),
    "wget, packed": Made("c.warc.gz", each_packed(
        info("Wget/1.21.3"), asked(), response(PAGE), response(PAGE_2, address=SECOND)), [
        Due(url=FIRST, own=(WORDS[:30],)), NEXT,
    ]),
    "Heritrix: metadata, a name that was looked up": Made("c.warc", info("Heritrix/3.4") + record(
        "response", b"20310304090000\n93.184.215.14\n", address="dns:weir.example",
        content="text/dns") + response(PAGE) + asked() + DIGGED, [Due(url=FIRST)]),
    "a revisit": Made("c.warc", response(PAGE) + REVISIT, [
        SEEN, Due(url=FIRST, fetched=LATER, location=f"c.warc!/20310306103000/{FIRST}"),
    ]),
    "chunks": Made("c.warc", response(
        PAGE, packed=chunked(PAGE), http="Transfer-Encoding: chunked\r\n"), [SEEN]),
    "chunks of gzip": Made("c.warc", response(
        PAGE, packed=chunked(gzip.compress(PAGE)),
        http="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"), [SEEN]),
    "deflate": Made("c.warc", response(
        PAGE, packed=zlib.compress(PAGE), http="Content-Encoding: deflate\r\n"), [SEEN]),
    "Brotli": Made("c.warc", response(
        PAGE, packed=brotli(PAGE), http="Content-Encoding: br\r\n"), [SEEN]),
    "Browsertrix: unpacked pages, their pictures and screenshots": Made(
        "c.warc.gz", each_packed(
            info("Browsertrix-Crawler 1.0.0 (with warcio.js 2.2.1)"), response(
                PAGE, http="x-orig-content-encoding: br\r\n"), response(
                b"\x89PNG", address="https://weir.example/a.png", kind="image/png"),
            record("resource", b"\x89PNG", address="urn:view:https://weir.example/a",
                   content="image/png"), record(
                "resource", b'{"url": "x"}', address="urn:pageinfo:https://weir.example/a",
                content="application/json")), [
        Due(url=FIRST, own=(WORDS[:30],), notes=("3 of its records are no pages",)),
    ]),
    "a page that moved, one that is gone, one that is cached": Made("c.warc", response(
        b"", status="301 Moved Permanently", http="Location: /a\r\n", address="http://weir.example/a")
        + response(PAGE) + response(html("Gone."), status="404 Not Found", address=SECOND)
        + response(b"", status="304 Not Modified", address=SECOND), [
        Due(url=FIRST, notes=("3 of its records are no pages (status 301",)),
    ]),
    "windows-1251 that the server names": Made("c.warc", response(
        html(UKRAINIAN, charset="windows-1251").replace(b"<meta charset=windows-1251>", b""),
        kind="text/html; charset=windows-1251"), [Due(own=(UKRAINIAN,), lang="uk")]),
    "a feed, a PDF": Made("c.warc", response(
        f"<rss version='2.0'><channel><title>Weir</title><item><title>{OTHER}</title></item>"
        "</channel></rss>".encode(), kind="application/rss+xml", address="https://weir.example/rss")
        + response(made_pdf([column(60, 700, ["Rebels captured Lower Ford."])]),
                   kind="application/pdf", address="https://weir.example/a.pdf"), [
        Due(own=(OTHER,)), Due(own=("Rebels captured Lower Ford.",), found=False),
    ]),
    "addresses in angles, as WARC 1.0 allows": Made("c.warc", response(
        PAGE, address=f"<{FIRST}>"), [Due(url=FIRST)]),
    "under another name": Made("download", each_packed(info("warcio"), response(PAGE)), [
        Due(url=FIRST),
    ]),
}  # fmt: skip


def wacz(
    warc: bytes, *, pages: tuple[str, ...], extra: tuple[str, ...] = (),
    name: str = "data.warc.gz", digest: str | None = None, listed: bool = True,
) -> bytes:  # fmt: skip
    """A WACZ as py-wacz and Browsertrix lay it out."""
    head = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
    lines = [json.dumps({"id": str(n), "url": page, "ts": WHEN, "title": "Ford", "seed": True})
             for n, page in enumerate(pages)]  # fmt: skip
    parts: dict[str, bytes] = {
        f"archive/{name}": warc, "indexes/index.cdx.gz": gzip.compress(b""),
        "indexes/index.idx": b"", "pages/pages.jsonl": "\n".join([head, *lines]).encode(),
        "logs/crawl.log": b'{"logLevel":"info"}',
    }  # fmt: skip
    if extra:
        more = [json.dumps({"id": page, "url": page, "ts": WHEN}) for page in extra]
        parts["pages/extraPages.jsonl"] = "\n".join([head, *more]).encode()
    resources = [
        {"name": path.rpartition("/")[2], "path": path, "bytes": len(data),
         "hash": digest or f"sha256:{hashlib.sha256(data).hexdigest()}"}
        for path, data in parts.items()
    ]  # fmt: skip
    package = {"profile": "data-package", "resources": resources, "wacz_version": "1.1.1",
               "created": WHEN, "software": "py-wacz 0.6.0"}  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for path, data in parts.items():
            made.writestr(path, data)
        if listed:
            made.writestr("datapackage.json", json.dumps(package))
            made.writestr("datapackage-digest.json", json.dumps({"path": "datapackage.json"}))
    return out.getvalue()


CRAWL = each_packed(info("Browsertrix"), response(PAGE), response(PAGE_2, address=SECOND),
                    response(html(f"Buy. {WORDS}"), address="https://ads.example/f"))  # fmt: skip
MANY = each_packed(info("x"), response(PAGE), REVISIT)

WACZ: dict[str, Made] = {
    "py-wacz: pages that are listed": Made("c.wacz", wacz(CRAWL, pages=(FIRST, SECOND)), [
        Due(url=FIRST, fetched=WHEN,
            location=f"c.wacz!/archive/data.warc.gz!/20310304090000/{FIRST}"),
        Due(url=SECOND, notes=("parts of pages",)),
    ]),
    "Browsertrix: more pages in a second list": Made(
        "c.wacz", wacz(CRAWL, pages=(FIRST,), extra=(SECOND,)), [Due(url=FIRST), NEXT]),
    "no pages that are listed": Made("c.wacz", wacz(CRAWL, pages=()), [
        Due(url=FIRST), NEXT, Due(url="https://ads.example/f"),
    ]),
    "a revisit in it": Made("c.wacz", wacz(MANY, pages=(FIRST,)), [
        Due(fetched=WHEN), Due(fetched=LATER),
    ]),
    "an archive that is not packed": Made("c.wacz", wacz(
        response(PAGE), pages=(FIRST,), name="rec.warc"), [Due(url=FIRST)]),
    "hashes of another kind": Made("c.wacz", wacz(
        CRAWL, pages=(FIRST,), digest=f"md5:{hashlib.md5(CRAWL).hexdigest()}"), [Due(url=FIRST)]),
    "a page whose address has other letters in its list": Made("c.wacz", wacz(each_packed(
        response(PAGE, address="https://weir.example/%D0%B1")),
        pages=("https://weir.example/б",)), [
        Due(url="https://weir.example/%D0%B1"),
    ]),
    "a page that its server sent on": Made("c.wacz", wacz(each_packed(
        response(b"", status="302 Found", http=f"Location: {FIRST}\r\n",
                 address="https://weir.example/"), response(PAGE)),
        pages=("https://weir.example/",)), [Due(url=FIRST)]),
    "bytes that it does not vouch for": Made("c.wacz", wacz(
        CRAWL, pages=(FIRST,), digest=f"sha256:{'0' * 64}"), [
        Refused("are not those that its datapackage.json vouches for"),
    ]),
    "under another name": Made("case.zip", wacz(CRAWL, pages=(FIRST,)), [Due(url=FIRST)]),
    "none that is vouched for, in a plain ZIP": Made(
        "c.zip", wacz(each_packed(response(PAGE)), pages=(FIRST,), listed=False), [
        Due(url=FIRST), Refused("c.zip!/indexes/index.cdx.gz"), Refused("c.zip!/indexes/index.idx"),
        Refused("c.zip!/logs/crawl.log"), Refused("c.zip!/pages/pages.jsonl"),
    ]),
}  # fmt: skip


def zipped(
    *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes], form: int = tarfile.GNU_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as made:
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(data), 1930381200
            made.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def linked(name: str, to: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = tarfile.SYMTYPE, to
        made.addfile(entry)
        good = tarfile.TarInfo("b.html")
        good.size = len(PAGE)
        made.addfile(good, io.BytesIO(PAGE))
    return out.getvalue()


def link_in_zip() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("a.txt")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry


MAILBOX = box("From press@ministry.example Tue Mar  4 09:00:00 2031", *PAIR)
CHANNEL = export(post(2, WORDS))
DUE_PAGE = Due(own=(WORDS[:30],))

ZIP: dict[str, Made] = {
    "Windows: folders, a thumbnail file": Made("a.zip", zipped(
        ("Reports/", b""), ("Reports/a.html", PAGE), ("Reports/b.txt", OTHER.encode())), [
        Due(location="a.zip!/Reports/a.html"), Due(location="a.zip!/Reports/b.txt", own=(OTHER,)),
    ]),
    "macOS: what the system adds": Made("a.zip", zipped(
        ("a.html", PAGE), ("__MACOSX/._a.html", b"\0\5\x16\7"), (".DS_Store", b"\0\0\0\1Bud1")), [
        DUE_PAGE,
    ]),
    "names in Cyrillic": Made("a.zip", zipped(("Звіти/звіт.txt", UKRAINIAN.encode())), [
        Due(location="a.zip!/Звіти/звіт.txt", own=(UKRAINIAN,), lang="uk"),
    ]),
    "stored, packed with bzip2 and LZMA": Made("a.zip", zipped((
        "a.zip", zipped(("a.html", PAGE), method=zipfile.ZIP_BZIP2)), (
        "b.zip", zipped(("b.html", PAGE_2), method=zipfile.ZIP_LZMA)), method=zipfile.ZIP_STORED), [
        Due(location="a.zip!/a.zip!/a.html"), Due(location="a.zip!/b.zip!/b.html"),
    ]),
    "mail, channels and documents in it": Made("a.zip", zipped(
        ("a.eml", GMAIL), ("b.mbox", MAILBOX), ("c/result.json", CHANNEL),
        ("d.docx", document(paragraph(WORDS)))), [
        Due(outlet="The Gazette"), Due(location="a.zip!/b.mbox#1"),
        Due(location="a.zip!/b.mbox#2"), Due(location="a.zip!/c/result.json#2"),
        Due(own=(WORDS,), found=False),
    ]),
    "a page that a browser saved, with its parts": Made("a.zip", zipped(
        ("Ford.html", PAGE), ("Ford_files/style.css", b"p { color: red }"),
        ("Ford_files/a.png", b"\x89PNG\r\n\x1a\n")), [
        DUE_PAGE, Refused("it is a PNG picture"), Refused("program code"),
    ]),
    "a link": Made("a.zip", zipped((link_in_zip(), b"/etc/passwd"), ("b.html", PAGE)), [
        Refused("a.zip!/a.txt: it is a link or a device"), DUE_PAGE,
    ]),
    "a name that leads out": Made("a.zip", zipped(("../a.html", PAGE), ("b.html", PAGE)), [
        Refused("a.zip!/../a.html: its name leads out"), DUE_PAGE,
    ]),
    "packed text of a scraper": Made("a.zip", zipped(
        ("a.jsonl.gz", gzip.compress(json.dumps({"text": WORDS}).encode()))), [DUE_PAGE]),
    "a program before it, which unpacks it": Made("a.zip", b"MZ" + bytes(90) + zipped(
        ("b.html", PAGE)), [DUE_PAGE]),
    "the same name twice": Made("a.zip", zipped(
        ("a.html", PAGE), ("b/a.html", PAGE_2)), [DUE_PAGE, Due(own=(OTHER[:30],))]),
    "under another name": Made("a.bin", zipped(("b.html", PAGE)), [DUE_PAGE]),
}  # fmt: skip

TAR: dict[str, Made] = {
    "GNU": Made("a.tar", tarred(("r/a.html", PAGE), ("r/b.txt", OTHER.encode())), [
        Due(location="a.tar!/r/a.html"), Due(location="a.tar!/r/b.txt"),
    ]),
    "POSIX, long names in Cyrillic": Made("a.tar", tarred(
        (f"{'звіти/' * 30}а.txt", UKRAINIAN.encode()), form=tarfile.PAX_FORMAT), [
        Due(own=(UKRAINIAN,), lang="uk"),
    ]),
    "ustar": Made("a.tar", tarred(("a.html", PAGE), form=tarfile.USTAR_FORMAT), [DUE_PAGE]),
    "GNU, long names": Made("a.tar", tarred((f"{'folder/' * 30}a.html", PAGE)), [DUE_PAGE]),
    "packed with gzip": Made("a.tar.gz", gzip.compress(tarred(("a.html", PAGE))), [
        Due(location="a.tar.gz!/a.html"),
    ]),
    "with a short suffix": Made("a.tgz", gzip.compress(tarred(("a.html", PAGE))), [DUE_PAGE]),
    "a folder's own dot, as tar . writes it": Made("a.tar", tarred(("./a.html", PAGE)), [DUE_PAGE]),
    "a link": Made("a.tar", linked("a.html", "/etc/passwd"), [
        Refused("a.tar!/a.html: it is a link or a device"), DUE_PAGE,
    ]),
    "a tar in a ZIP in a tar": Made("a.tar", tarred(
        ("a.zip", zipped(("b.tar", tarred(("c.html", PAGE)))))), [
        Due(location="a.tar!/a.zip!/b.tar!/c.html"),
    ]),
    "a name that leads out": Made("a.tar", tarred(("/etc/a.html", PAGE), ("b.html", PAGE)), [
        Refused("its name leads out"), DUE_PAGE,
    ]),
    "packed with bzip2": Made("a.tar.bz2", b"BZh91AY&SY" + bytes(20), [
        Refused("a.tar.bz2: it is a bzip2 archive"),
    ]),
}  # fmt: skip
