"""A record's fields to a report: what JSON and tables have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dateline.ingest.build import Draft
from dateline.ingest.dates import Instant, parse_instant
from dateline.ingest.html import body_of
from dateline.ingest.layout import layout
from dateline.ingest.markup import PageParser
from dateline.ingest.record_layouts import RecordLayout, first_words
from dateline.model import BlockKind, SourceRun, UnreadableInput
from dateline.text.language import identify
from dateline.text.source_map import ByteIndex, MapBuilder

Mapper = Callable[[tuple[str | int, ...], str], Sequence[SourceRun]]
"""The map of the words of one field, by its keys: from the words to the record's bytes."""

_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ (?:chars|characters)\]\s*\Z")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)(Z?)")


def record_draft(
    record: Mapping[str, Any], shape: RecordLayout, mapper: Mapper, *, where: str
) -> Draft:
    """The draft of a record; UnreadableInput where its text is absent."""
    title, title_keys = _field(record, shape, "title")
    if shape.withdrawn is not None and title.strip() == shape.withdrawn:
        raise UnreadableInput(
            "it was withdrawn by its publisher", where=where, remedy="leave this record out"
        )
    built, ranges, given, cut = _body(record, shape, mapper)
    if built is None:
        named = ", ".join(path for t in ("html", "text") for path in shape.fields.get(t, ()))
        raise UnreadableInput(
            f"it has no text ({named})", where=where, remedy="leave this record out"
        )
    heading = " ".join(title.split())
    if heading and not " ".join(built.text().split()).startswith(heading):
        built, ranges, given = _headed(title, mapper(title_keys, title), built, ranges, given)
    text = built.text()
    lang = identify(text, hint=_code(_field(record, shape, "lang")[0]))
    found = layout(text, lang=lang, title=heading or None, ranges=ranges, given=given)
    published, doubts = _date(record, shape, "published", lang)
    updated, more = _date(record, shape, "updated", lang)
    wanted = "published" in shape.fields
    return Draft(
        text=text,
        blocks=found.blocks,
        title=found.title,
        published=published.iso if published else (None if wanted else found.published),
        updated=updated.iso if updated else None,
        zone=published.zone if published else None,
        byline=tuple(filter(None, (_field(record, shape, "byline")[0].strip(),))) or found.byline,
        outlet=_field(record, shape, "outlet")[0].strip() or shape.constants.get("outlet"),
        url=_address(_field(record, shape, "url")[0]),
        lang=lang,
        key=_field(record, shape, "id")[0].strip() or None,
        links=tuple(filter(None, (_address(_field(record, shape, "links")[0]),))),
        relay=_field(record, shape, "relay")[0].partition(";")[0].strip() or None,
        source_map=built.runs(),
        warnings=(*doubts, *more, *cut),
    )


def seen_at(record: Mapping[str, Any], shape: RecordLayout) -> str | None:
    """When the record says that it was met."""
    instant, _ = _date(record, shape, "seen", None)
    return instant.iso if instant else None


def _field(
    record: Mapping[str, Any], shape: RecordLayout, target: str
) -> tuple[str, tuple[str | int, ...]]:
    return first_words(record, shape.fields.get(target, ()))


Ranges = list[tuple[int, int]] | None
Body = tuple[MapBuilder | None, Ranges, dict[int, BlockKind], tuple[str, ...]]


def _body(record: Mapping[str, Any], shape: RecordLayout, mapper: Mapper) -> Body:
    html, keys = _field(record, shape, "html")
    if html:
        units = PageParser().read(html).units
        if units:
            body = body_of(units, ByteIndex(tuple(mapper(keys, html)), html))
            return body.built, body.ranges, dict(body.given), ()
    text, keys = _field(record, shape, "text")
    if not text.strip():
        return None, None, {}, ()
    cut = _CUT.search(text)
    kept = text[: cut.start()] if cut else text
    note = ("its text is cut by who gave it",) if cut else ()
    return _mapped(kept, mapper(keys, text)), None, {}, note


def _mapped(text: str, runs: Sequence[SourceRun]) -> MapBuilder:
    """The text with its map, of which only what lies in the text is kept."""
    built = MapBuilder()
    position = 0
    for run in runs:
        if run.start + run.length > len(text):
            break
        built.insert(text[position : run.start])
        position = run.start + run.length
        built.add(text[run.start : position], run.at, run.size)
    built.insert(text[position:])
    return built


def _headed(
    title: str, runs: Sequence[SourceRun], body: MapBuilder, ranges: Ranges,
    given: Mapping[int, BlockKind],
) -> tuple[MapBuilder, Ranges, dict[int, BlockKind]]:  # fmt: skip
    """The body under its title."""
    lead = len(title) - len(title.lstrip())
    built = MapBuilder()
    words = _mapped(title, runs)
    for part in (words, body):
        shift, text, position = len(built), part.text(), lead if part is words else 0
        end = lead + len(title.strip()) if part is words else len(text)
        for run in part.runs():
            if run.start < position or run.start + run.length > end:
                continue
            built.insert(text[position : run.start])
            position = run.start + run.length
            built.add(text[run.start : position], run.at, run.size)
        built.insert(text[position:end])
        if part is words:
            built.insert("\n\n")
        elif ranges is not None:
            head = (0, len(title.strip()))
            ranges = [head, *((a + shift, b + shift) for a, b in ranges)]
    kinds = {number + 1: kind for number, kind in given.items()}
    return built, ranges, {0: BlockKind.HEADLINE, **kinds} if ranges is not None else {}


def _date(
    record: Mapping[str, Any], shape: RecordLayout, target: str, lang: str | None
) -> tuple[Instant | None, tuple[str, ...]]:
    written = _field(record, shape, target)[0].strip()
    if not written:
        return None, ()
    if compact := _COMPACT.fullmatch(written):
        y, mo, d, h, mi, s, zone = compact.groups()
        written = f"{y}-{mo}-{d}T{h}:{mi}:{s}{'+00:00' if zone else ''}"
    instant = parse_instant(written[:100], lang=lang)
    if instant is None or instant.iso is None:
        return None, (f"{target}: {written[:60]!r} is not a date; taken as unknown",)
    if instant.ambiguous:
        return instant, (f"{target}: {written!r} can be read two ways; read as {instant.iso}",)
    return instant, ()


def _address(written: str) -> str | None:
    written = written.strip()
    return written if written.startswith(("http://", "https://")) else None


def _code(written: str) -> str | None:
    code = written.replace("_", "-").partition("-")[0].strip().lower()
    return code if len(code) == 2 and code.isalpha() else None
