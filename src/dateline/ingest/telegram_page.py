"""Telegram's export as a page (messages.html): a report a message.

The page does not say what kind of chat it is of. A channel alone writes in its page, under the
name in the page's head; where anybody else writes, it is a chat of persons and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

from dateline.ingest.build import Draft, crashed, reading
from dateline.ingest.dates import parse_instant
from dateline.ingest.decode import decode
from dateline.ingest.html import body_of
from dateline.ingest.layout import layout
from dateline.ingest.markup import PageParser, Unit
from dateline.ingest.tellings import with_note
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.language import identify
from dateline.text.source_map import ByteIndex

MEDIA_TYPE = "text/html"
_HEAD = re.compile(
    r'<div class="page_header.{0,2000}?<div class="text bold">(.{1,500}?)</div>', re.S
)
_MESSAGE = re.compile(
    rb'<div class="message (?P<kind>default|service)[^"]{0,80}" id="message-?(?P<id>\d{1,20})"'
)
_FROM = re.compile(r'<div class="from_name">(.{1,500}?)(?:<span|</div>)', re.S)
_DATE = re.compile(r'<div class="[^"]{0,40}\bdate details"[^>]{0,40} title="([^"]{8,40})"')
_TEXT = re.compile(r'<div class="text">(?P<words>.*?)</div>', re.S)
_FORWARD = '<div class="forwarded body">'
_SIGNED = re.compile(r'<div class="signature details">(.{1,300}?)</div>', re.S)


class _Piece(Struct, frozen=True):
    """One message: its number, its bytes, and its markup as text."""

    number: str
    data: bytes
    markup: str


def read_export_page(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading | ReportError]:
    """The messages of a page in its order; UnreadableInput where it is not of a channel."""
    pieces, services = _pieces(data)
    whole = decode(data[:65536], where=where, declared=charset)
    head = _HEAD.search(whole.text)
    if head is None or not pieces:
        raise UnreadableInput(
            "it is a page of a Telegram export without messages",
            where=where,
            remedy="export the channel again, best as JSON",
        )
    channel = _words(head[1])
    _refuse_persons(pieces, channel, where=where)
    told = [piece for piece in pieces if _TEXT.search(piece.markup)]
    silent = len(pieces) - len(told) + services
    if not told:
        raise UnreadableInput(
            f"none of its {silent} messages holds words",
            where=where,
            remedy="leave this page out",
        )
    note = f"the page does not say what {channel!r} is; read as a channel, since it alone writes"
    more = f"; {silent} of its messages hold no words and are no reports" if silent else ""
    yield from with_note(_readings(told, channel, where=where, fetched=fetched), note + more)


def _pieces(data: bytes) -> tuple[list[_Piece], int]:
    """The messages, each from its tag to the next one's, and how many service lines there are."""
    heads = list(_MESSAGE.finditer(data))
    found, services = [], 0
    for number, match in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(data)
        piece = data[match.start() : end]
        markup = piece.decode("utf-8", "replace")
        if match["kind"] == b"default":
            found.append(_Piece(match["id"].decode(), piece, markup))
        else:
            services += 1
    return found, services


def _refuse_persons(pieces: list[_Piece], channel: str, *, where: str) -> None:
    for piece in pieces:
        own, _, _ = piece.markup.partition(_FORWARD)
        name = _FROM.search(own)
        if name is not None and _words(name[1]) != channel:
            raise UnreadableInput(
                "it is a Telegram chat in which more than its channel writes",
                where=where,
                remedy="export a public channel; for a public group export JSON",
            )


def _readings(
    pieces: list[_Piece], channel: str, *, where: str, fetched: str | None
) -> Iterator[Reading | ReportError]:
    for piece in pieces:
        place = f"{where}#{piece.number}"
        try:
            draft = _draft(piece, channel, where=place)
            yield reading(
                draft, data=piece.data, media_type=MEDIA_TYPE, location=place, fetched=fetched
            )
        except ReportError as error:
            yield error
        except Exception as error:
            yield crashed(error, where=place)


def _draft(piece: _Piece, channel: str, *, where: str) -> Draft:
    source = decode(piece.data, where=where)
    units, links = _units(source.text)
    if not units:
        raise UnreadableInput("its text is empty", where=where, remedy="leave this message out")
    body = body_of(units, ByteIndex(source.source_map, source.text))
    lang = identify(body.text)
    found = layout(body.text, lang=lang, ranges=body.ranges, given=body.given)
    stamp = _DATE.search(source.text)
    instant = parse_instant(stamp[1], lang=None) if stamp else None
    _, forwarded, rest = source.text.partition(_FORWARD)
    relay = _FROM.search(rest) if forwarded else None
    name = _words(relay[1]) if relay else None
    signed = _SIGNED.search(source.text)
    return Draft(
        text=body.text,
        blocks=found.blocks,
        title=found.title,
        published=instant.iso if instant else None,
        outlet=channel,
        lang=lang,
        key=piece.number,
        byline=(_words(signed[1]),) if signed else (),
        links=links,
        relay=name if name != channel else None,
        source_map=body.built.runs(),
        warnings=() if instant and instant.iso else ("it gives no date; taken as unknown",),
    )


def _units(source: str) -> tuple[list[Unit], tuple[str, ...]]:
    """The message's words, which know where they stand in it, and what they link to."""
    units: list[Unit] = []
    links: list[str] = []
    for match in _TEXT.finditer(source):
        page = PageParser().read(match["words"])
        links += page.links
        for unit in page.units:
            shift = match.start("words")
            unit.pieces = [(words, a + shift, b + shift) for words, a, b in unit.pieces]
            units.append(unit)
    return units, tuple(dict.fromkeys(links))


def _words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())
