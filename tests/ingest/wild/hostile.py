"""Files that are made to mislead, to grow, to lead out or never to end, by the kind that they claim."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

from tests.ingest.wild.archives import FIRST, PAGE, each_packed, info, response, wacz
from tests.ingest.wild.pages import ARTICLE, SNAPSHOT, WORDS, data, page, post, saved
from tests.ingest.wild.telegram import PAGE as EXPORT
from tests.ingest.wild.telegram import shown, text

Files = dict[str, tuple[str, bytes]]
"""The name under which each comes, and its bytes."""


def with_member(name: str, content: bytes, *, instead: str = "") -> bytes:
    """A WACZ with one file more, or one in place of another."""
    out = io.BytesIO()
    good = wacz(each_packed(info("x"), response(PAGE)), pages=(FIRST,))
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as made:
        for each in old.namelist():
            if each != instead:
                made.writestr(each, old.read(each))
        made.writestr(name, content)
    return out.getvalue()


BOMB = gzip.compress(bytes(80 * 1024 * 1024))
WACZ: Files = {
    "an archive that leads out": ("a.wacz", with_member("archive/../../../etc/x.warc", PAGE)),
    "an archive of one name with a page": ("a.wacz", with_member("archive/a.html.warc.gz", PAGE)),
    "a list of pages that is none": (
        "a.wacz", with_member("pages/pages.jsonl", b"[" * 100_000, instead="pages/pages.jsonl")),
    "a list of pages without end": ("a.wacz", with_member(
        "pages/extraPages.jsonl", b'{"url": "https://x.example/' + b"a" * 5_000_000 + b'"}')),
    "a package that is deep": (
        "a.wacz", with_member("datapackage.json", b"[" * 100_000, instead="datapackage.json")),
    "a package that is no list": ("a.wacz", with_member(
        "datapackage.json", b'{"resources": {"a": 1}}', instead="datapackage.json")),
    "a package of NULs": (
        "a.wacz", with_member("datapackage.json", bytes(5000), instead="datapackage.json")),
    "an archive that grows": ("a.wacz", with_member("archive/b.warc.gz", BOMB)),
    "an answer that grows": ("a.wacz", wacz(each_packed(response(
        PAGE, packed=BOMB, http="Content-Encoding: gzip\r\n")), pages=(FIRST,))),
    "cut": ("a.wacz", wacz(each_packed(response(PAGE)), pages=(FIRST,))[:-400]),
    "pages that lead to each other": ("a.wacz", wacz(each_packed(*(response(
        b"", status="302 Found", address=f"https://weir.example/{n}",
        http=f"Location: /{(n + 1) % 50}\r\n") for n in range(50))),
        pages=("https://weir.example/0",))),
    "a page that says it is another kind": ("a.wacz", wacz(each_packed(response(
        b"%PDF-1.7\n", kind="text/html"), response(PAGE, kind="application/pdf")), pages=())),
}  # fmt: skip

TELEGRAM_PAGES: Files = {
    "messages that never end": ("messages.html", (EXPORT % (
        '<div class="message default" id="message1">' * 20_000)).encode()),
    "texts in texts": ("messages.html", (EXPORT % shown(1, '<div class="text">' * 20_000)).encode()),
    "names in names": (
        "messages.html", (EXPORT % shown(1, '<div class="from_name">' * 20_000)).encode()),
    "markup without end": ("messages.html", (EXPORT % shown(1, text("<b>" * 50_000))).encode()),
    "a script": ("messages.html", (EXPORT % shown(1, text("<script>alert(1)</script>x"))).encode()),
    "a number of digits": ("messages.html", (EXPORT % shown(10**19, text(WORDS))).encode()),
    "a day that cannot be": ("messages.html", (EXPORT % shown(1, text(WORDS))).replace(
        "04.03.2031", "45.93.2031").encode()),
    "bytes that are no UTF-8": ("messages.html", (EXPORT % shown(1, text(WORDS))).encode().replace(
        b"Monday", b"Mo\xff\xfeday")),
    "a name of marks of direction": (
        "messages.html", (EXPORT % shown(1, text(WORDS))).replace("Weir", "\u202eWeir\x1b").encode()),
    "cut": ("messages.html", (EXPORT % shown(1, text(WORDS))).encode()[:-200]),
    "entities without end": ("messages.html", (EXPORT % shown(1, text("&#x41;" * 100_000))).encode()),
    "forwards in forwards": ("messages.html", (EXPORT % shown(
        1, '<div class="forwarded body"><div class="from_name">A</div>' * 5000)).encode()),
}  # fmt: skip


def live(**fields: object) -> bytes:
    return page(ARTICLE, head=data(**{"@type": "LiveBlogPosting", "headline": "x", **fields}))


LIVE_PAGES: Files = {
    "posts without end": ("a.html", live(
        liveBlogUpdate=[post("2031-03-04T09:00:00Z", f"{n} {WORDS}") for n in range(5000)])),
    "posts in posts": ("a.html", page(ARTICLE, head=(
        '<script type="application/ld+json">' + '{"@type":"LiveBlogPosting","liveBlogUpdate":[' * 9000
        + "</script>"))),
    "posts that are no objects": ("a.html", live(liveBlogUpdate=[1, None, "x", [], {}])),
    "one that is a number": ("a.html", live(liveBlogUpdate=7)),
    "stamps that cannot be": ("a.html", live(
        liveBlogUpdate=[post("yesterday", WORDS), post("9999-99-99T99:99:99Z", WORDS)])),
    "stamps that are no words": ("a.html", live(
        liveBlogUpdate=[{**post("", WORDS), "datePublished": {"a": 1}}])),
    "times without end": ("a.html", page(
        "<article>" + "<time datetime='2031-03-04T09:00:00Z'>09:00</time><p>x</p>" * 5000)),
    "times in times": ("a.html", page("<article>" + "<time datetime='2031-03-04'>" * 20_000)),
    "seconds beyond all time": ("a.html", page(
        "<main>" + f"<div data-sort-time={'9' * 40}><p>{WORDS}</p></div>" * 3 + "</main>")),
    "hours without end": ("a.txt", b"Ford\n\n4 March 2031\n\n" + b"09:00 x\n\n" * 20_000),
    "data cut": ("a.html", live(liveBlogUpdate=[post("2031-03-04T09:00:00Z", WORDS)])[:300]),
    "data that hold markup": ("a.html", live(liveBlogUpdate=[
        post("2031-03-04T09:00:00Z", "<script>alert(1)</script>" * 5000)])),
}  # fmt: skip

GOOD = saved(page(ARTICLE), more=SNAPSHOT)
SAVED: Files = {
    "a third of it": ("a.mhtml", GOOD[: len(GOOD) // 3]),
    "two thirds": ("a.mhtml", GOOD[: 2 * len(GOOD) // 3]),
    "a boundary that is nowhere": ("a.mhtml", GOOD.replace(b'boundary="----M--x----"', b'boundary="x"')),
    "no boundary": ("a.mhtml", GOOD.replace(b'\tboundary="----M--x----"', b"")),
    "an address of control characters": (
        "a.mhtml", saved(page(ARTICLE), at="https://a.example/\x1b[31m\u202e")),
    "an address of another machine's files": ("a.mhtml", saved(page(ARTICLE), at="file:///etc/passwd")),
    "parts without end": ("a.mhtml", GOOD.replace(
        b"------M--x------", b"------M--x----\r\n\r\nx\r\n" * 20_000)),
    "base64 that is none": ("a.mhtml", GOOD.replace(b"quoted-printable", b"base64", 1)),
    "an instant that cannot be": ("a.mhtml", GOOD.replace(b"4 Mar 2031", b"44 Mar 99999")),
    "a header without end": ("a.mhtml", b"X-A: " + b"a" * 2_000_000 + b"\r\n" + GOOD),
    "a charset that nobody knows": (
        "a.mhtml", saved(page(ARTICLE), kind="text/html; charset=klingon", more=SNAPSHOT)),
    "pages in pages": ("a.mhtml", saved(GOOD, kind="multipart/related; boundary=q", more=SNAPSHOT)),
}  # fmt: skip

_BYTES = {
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(200), "ELF": b"\x7fELF\x02\x01\x01" + bytes(200),
    "NULs": bytes(4096), "UTF-16": f"<html><body><p>{WORDS}</p>".encode("utf-16"), "PDF": b"%PDF-1.7\n",
    "ZIP": b"PK\x05\x06" + bytes(18), "JSON": json.dumps([1, 2]).encode(),
    "page": page(ARTICLE), "nothing": b"", "noise": bytes(range(256)) * 20,
}  # fmt: skip
_SUFFIXES = ("eml", "mbox", "json", "jsonl", "csv", "srt", "pdf", "docx", "warc", "warc.gz", "wacz",
             "zip", "tar", "rss", "xml", "html", "mhtml", "txt")  # fmt: skip
LYING: Files = {
    f"{kind} as .{suffix}": (f"a.{suffix}", content)
    for kind, content in _BYTES.items()
    for suffix in _SUFFIXES
    if not (kind == "PDF" and suffix not in ("html", "docx"))
}
"""Files whose name says another kind than they hold."""
