"""JSON Lines: one object a report; only `text` is required, and it is taken as it is.

Invariant: `report.text` equals the line's `text`, so offsets made elsewhere agree.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from dateline.ingest.build import Draft, crashed, reading
from dateline.ingest.dates import parse_instant
from dateline.ingest.json_map import string_map
from dateline.ingest.layout import Layout, layout
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.language import identify

MEDIA_TYPE = "application/json"


class Line(Struct, frozen=True, kw_only=True):
    """One line; fields that are not named here are left alone, and so is `date`, of which it is not
    said whose it is."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    outlet: str | None = None
    lang: str | None = None
    date: object = None


def read_jsonl(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading | ReportError]:
    """A reading a line, in order; an error for each bad line, after which the others go on."""
    del charset  # JSON Lines are UTF-8 by definition
    decoder = msgspec.json.Decoder(Line)
    empty = True
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        line = raw.strip()
        if not line:
            continue
        empty = False
        place = f"{where}:{number}"
        try:
            found = _read(line, decoder, where=place, fetched=fetched)
        except ReportError as error:
            yield error
        except Exception as error:
            yield crashed(error, where=place)
        else:
            yield found
    if empty:
        yield UnreadableInput("there is no line in it", where=where, remedy="leave this input out")


def _read(
    line: bytes, decoder: msgspec.json.Decoder[Line], *, where: str, fetched: str | None
) -> Reading:
    try:
        fields = decoder.decode(line)
        line.decode("utf-8")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableInput(
            f"not a line of JSON with a text: {error}",
            where=where,
            remedy='give {"text": "...", "id": ..., "title": ..., "published": ...}',
        ) from error
    if not fields.text.strip():
        raise UnreadableInput("its text is empty", where=where, remedy="leave this line out")
    draft = _draft(fields, source_map_of=line)
    return reading(draft, data=line, media_type=MEDIA_TYPE, location=where, fetched=fetched)


def _draft(fields: Line, *, source_map_of: bytes) -> Draft:
    lang = identify(fields.text, hint=fields.lang)
    found = layout(fields.text, lang=lang, title=fields.title)
    published, zone, doubts = _moment("published", fields.published, lang)
    updated, _, more = _moment("updated", fields.updated, lang)
    return Draft(
        text=fields.text,
        blocks=found.blocks,
        title=found.title,
        published=published if fields.published else found.published,
        updated=updated if fields.updated else found.updated,
        zone=zone if fields.published else found.zone,
        byline=found.byline,
        outlet=fields.outlet,
        url=fields.url,
        lang=lang,
        key=None if fields.id is None else str(fields.id),
        source_map=string_map(source_map_of, field="text", value=fields.text),
        warnings=(*doubts, *more, *_layout_warnings(fields, found)),
    )


def _layout_warnings(fields: Line, found: Layout) -> tuple[str, ...]:
    if fields.published:
        return ()
    unread = ("its `date` is not read (name the time of publication `published`)",)
    return (*found.warnings, *(unread if fields.date else ()))


def _moment(
    name: str, written: str | None, lang: str | None
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """A metadata date, its zone and what is doubtful about it."""
    if not written:
        return None, None, ()
    instant = parse_instant(written, lang=lang)
    if instant is None or instant.iso is None:
        return None, None, (f"{name}: {written!r} is not a date; taken as unknown",)
    if instant.ambiguous:
        doubt = f"{name}: {written!r} can be read two ways; read as {instant.iso}"
        return instant.iso, instant.zone, (doubt,)
    return instant.iso, instant.zone, ()
