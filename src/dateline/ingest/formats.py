"""The formats that Dateline reads: an explicit list, tried in this order."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from msgspec import Struct

from dateline.ingest import kinds, sitemap
from dateline.ingest.inner import Allowance
from dateline.ingest.record_layouts import RecordLayout
from dateline.model import Reading, ReportError, UnreadableInput

Reader = Callable[..., Iterator[Reading | ReportError]]
Tells = Callable[[str, str], bool]
_SNIFFED = 16384


class Format(Struct, frozen=True, kw_only=True):
    """One format. `reader` is module:function, imported on first use; it takes what
    `read` takes.

    `suffixes` and `media_types` name it; `marks` are beginnings (small letters, without white
    space before them) that give it away where the name does not, and `tells` says so from the
    first kilobytes of text and the name. `holds`: its files hold other files; `maps`: it is of
    records, whose fields a mapping may name.
    """

    name: str
    reader: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    marks: tuple[bytes, ...] = ()
    tells: Tells | None = None
    holds: bool = False
    maps: bool = False

    def read(
        self,
        data: bytes,
        *,
        where: str,
        charset: str | None = None,
        fetched: str | None = None,
        allowance: Allowance | None = None,
        mapping: RecordLayout | None = None,
    ) -> Iterator[Reading | ReportError]:
        """The reports in some bytes, in order, and an error for each that cannot be read.

        `charset`: as a server named it; `fetched`: when, ISO 8601, for what came from one;
        `allowance`: what is left to the file that holds this one; `mapping`: which fields of
        records are what.
        """
        module, _, function = self.reader.partition(":")
        reader = cast(Reader, getattr(import_module(module), function))
        if self.maps:
            return reader(data, where=where, charset=charset, fetched=fetched, mapping=mapping)
        if self.holds:
            return reader(data, where=where, charset=charset, fetched=fetched, allowance=allowance)
        return reader(data, where=where, charset=charset, fetched=fetched)


FORMATS = (
    Format(
        name="telegram",
        reader="dateline.ingest.telegram:read_telegram",
        suffixes=(),
        media_types=(),
        tells=kinds.is_telegram,
    ),
    Format(
        name="mail",
        reader="dateline.ingest.mail:read_mail",
        suffixes=(".eml", ".mht", ".mhtml"),
        media_types=("message/rfc822", "multipart/related", "application/x-mimearchive"),
        tells=kinds.is_mail,
        holds=True,
    ),
    Format(
        name="mbox",
        reader="dateline.ingest.mailbox:read_mailbox",
        suffixes=(".mbox",),
        media_types=("application/mbox",),
        tells=kinds.is_mbox,
        holds=True,
    ),
    Format(
        name="subtitles",
        reader="dateline.ingest.subtitles:read_subtitles",
        suffixes=(".srt", ".vtt"),
        media_types=("text/vtt", "application/x-subrip", "text/srt"),
        tells=kinds.is_subtitles,
    ),
    Format(
        name="pdf",
        reader="dateline.ingest.pdf:read_pdf",
        suffixes=(".pdf",),
        media_types=("application/pdf",),
        marks=(b"%pdf-",),
    ),
    Format(
        name="docx",
        reader="dateline.ingest.docx:read_docx",
        suffixes=(".docx",),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    Format(
        name="warc",
        reader="dateline.ingest.warc:read_warc",
        suffixes=(".warc",),
        media_types=("application/warc",),
        marks=(b"warc/",),
        holds=True,
    ),
    Format(
        name="wacz",
        reader="dateline.ingest.warc:read_wacz",
        suffixes=(".wacz",),
        media_types=("application/wacz", "application/x-wacz"),
        holds=True,
    ),
    Format(
        name="zip",
        reader="dateline.ingest.archive:read_zip",
        suffixes=(".zip",),
        media_types=("application/zip", "application/x-zip-compressed"),
        marks=(b"pk\x03\x04", b"pk\x05\x06"),
        holds=True,
    ),
    Format(
        name="tar",
        reader="dateline.ingest.archive:read_tar",
        suffixes=(".tar", ".tgz"),
        media_types=("application/x-tar",),
        tells=kinds.is_tar,
        holds=True,
    ),
    Format(
        name="records",
        reader="dateline.ingest.records:read_records",
        suffixes=(".json",),
        media_types=(),
        tells=kinds.is_records,
        maps=True,
    ),
    Format(
        name="jsonl",
        reader="dateline.ingest.jsonl:read_jsonl",
        suffixes=(".jsonl", ".ndjson"),
        media_types=("application/jsonl", "application/x-ndjson", "application/json-lines"),
        marks=(b'{"',),
    ),
    Format(
        name="table",
        reader="dateline.ingest.table:read_table",
        suffixes=(".csv", ".tsv", ".tab"),
        media_types=("text/csv", "text/tab-separated-values"),
        tells=kinds.is_table,
        maps=True,
    ),
    Format(
        name="sitemap",
        reader="dateline.ingest.sitemap:read_sitemap",
        suffixes=(),
        media_types=(),
        marks=sitemap.MARKS,
    ),
    Format(
        name="feed",
        reader="dateline.ingest.feed:read_feed",
        suffixes=(".rss", ".atom", ".xml"),
        media_types=("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"),
        marks=(b"<rss", b"<feed", b"<rdf:rdf"),
    ),
    Format(
        name="html",
        reader="dateline.ingest.html:read_html",
        suffixes=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        marks=(
            b"<!doctype html",
            b"<html",
            b"<head",
            b"<body",
            b"<article",
            b"<div",
            b"<p>",
            b"<meta",
        ),
    ),
    Format(
        name="plain",
        reader="dateline.ingest.plain:read_plain",
        suffixes=(".txt", ".text", ".md"),
        media_types=("text/plain",),
    ),
)
"""Every format; a new one is one file beside these and one entry here."""


def format_of(data: bytes, *, where: str, media_type: str | None = None) -> Format:
    """The format of some bytes: by what they begin with, by media type, by suffix, else text."""
    opening = opening_of(data)
    head, text = _head(opening), _opening(opening)
    for entry in FORMATS:
        if media_type in entry.media_types and entry.name != "plain":
            # What a server calls XML may be a sitemap as well as a feed.
            return by_name("sitemap") if head.startswith(sitemap.MARKS) else entry
    for entry in FORMATS:
        if entry.tells is not None and entry.tells(text, where):
            return entry
        if entry.marks and head.startswith(entry.marks):
            return entry
    name = where.lower().removesuffix(".gz")
    for entry in FORMATS:
        if entry.suffixes and name.endswith(entry.suffixes):
            return entry
    return next(entry for entry in FORMATS if entry.name == "plain")


def mapped_format(chosen: Format, mapping: RecordLayout | None) -> Format:
    """The format to read with: JSON Lines whose fields a mapping names are records."""
    return by_name("records") if mapping is not None and chosen.name == "jsonl" else chosen


def by_name(name: str) -> Format:
    """The format of this name; UnreadableInput names those there are."""
    for entry in FORMATS:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in FORMATS)
    raise UnreadableInput(f"there is no format {name!r}", remedy=f"use one of {known}")


def opening_of(data: bytes) -> bytes:
    """The first kilobytes of some bytes, unpacked where gzip has packed them."""
    if not data.startswith(b"\x1f\x8b"):
        return data[: 2 * _SNIFFED]
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:65536], 2 * _SNIFFED)
    except zlib.error:
        return data[: 2 * _SNIFFED]


def _opening(data: bytes) -> str:
    """The first kilobytes as text, up to the end of a line where they are cut."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data[:_SNIFFED].decode("utf-16" if wide else "utf-8", "replace").removeprefix("\ufeff")
    if len(data) <= _SNIFFED or "\n" not in text:
        return text
    return text[: text.rindex("\n")]


def _head(data: bytes) -> bytes:
    """The beginning in small letters, without byte order mark, XML declaration and comments."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"").lstrip()
    while head.startswith((b"<?", b"<!--")):
        end = b"?>" if head.startswith(b"<?") else b"-->"
        _, found, head = head.partition(end)
        if not found:
            return b""
        head = head.lstrip()
    return head
