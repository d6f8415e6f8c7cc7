"""HTML pages: main text by trafilatura, roles by the markup, metadata by what the page says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.build import Draft, reading
from dateline.ingest.dates import Instant, parse_instant
from dateline.ingest.decode import Decoded, decode
from dateline.ingest.layout import Layout, layout
from dateline.ingest.link_boxes import mark_link_boxes
from dateline.ingest.main_content import main_units
from dateline.ingest.markup import Page, PageParser, Unit
from dateline.ingest.page_meta import PageMeta, page_meta
from dateline.ingest.posts import Posts, posts_of
from dateline.model import Block, BlockKind, Reading, UnreadableInput
from dateline.text.language import identify
from dateline.text.source_map import ByteIndex, MapBuilder

MEDIA_TYPE = "text/html"
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LONGEST_BYLINE = 100
_TORN = 500
_SPACE = re.compile(r"\s+")


def read_html(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading]:
    """The one report on a page; UnreadableInput where it holds no article."""
    declared = charset or _declared(data)
    decoded = decode(data, where=where, declared=declared)
    _refuse_torn(decoded.text, where=where)
    page = PageParser().read(decoded.text)
    units = main_units(page, decoded.text)
    if not units:
        raise UnreadableInput(
            "no article was found in the page",
            where=where,
            remedy="give the page of one article, or its text as .txt",
        )
    yield _reading(page, units, decoded, data, where=where, fetched=fetched)


def _refuse_torn(source: str, *, where: str) -> None:
    """Thousands of tags that never end are no page, and take parsers forever."""
    opened, ended = source.count("<"), source.count(">")
    if opened > 3 * ended + _TORN:
        raise UnreadableInput(
            f"{opened - ended} of its tags never end", where=where, remedy="save the page again"
        )


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


class Body(Struct, frozen=True, kw_only=True):
    """Text built from units: its ranges, the roles that markup gives, and the map's builder."""

    text: str
    ranges: list[tuple[int, int]]
    given: dict[int, BlockKind]
    built: MapBuilder


def body_of(
    units: Sequence[Unit], index: ByteIndex, *, stamp_lines: frozenset[int] = frozenset()
) -> Body:
    """Units as paragraphs, white space as shown by browsers, an empty line between them."""
    built = MapBuilder()
    ranges: list[tuple[int, int]] = []
    given: dict[int, BlockKind] = {}
    for number, unit in enumerate(units):
        if len(built):
            built.insert("\n\n")
        start = len(built)
        _add_unit(built, unit, index)
        if kind := BlockKind.DATELINE if number in stamp_lines else _kind(unit):
            given[len(ranges)] = kind
        ranges.append((start, len(built)))
    return Body(text=built.text(), ranges=ranges, given=given, built=built)


def _add_unit(built: MapBuilder, unit: Unit, index: ByteIndex) -> None:
    """The unit's words: a run of white space is one space, none at the ends."""
    gap = ""
    begun, end = False, 0
    for piece, first, last in unit.pieces:
        exact = len(piece) == last - first
        for match in re.finditer(r"\s+|\S+", piece):
            word = match.group()
            if word.isspace():
                gap = "\n" if piece == "\n" else gap or " "
                continue
            a, b = (first + match.start(), first + match.end()) if exact else (first, last)
            low, high = index.span(a, b)
            if begun and gap == " " and low == end + 1:
                built.add(gap, end, 1)
            elif begun and gap:
                built.insert(gap)
            gap, begun, end = "", True, high
            if high > low:
                built.add(word, low, high - low)
            else:
                built.insert(word)


def _kind(unit: Unit) -> BlockKind | None:
    """The role that the markup alone decides."""
    roles = unit.roles
    if "aside" in roles:
        return BlockKind.BOILERPLATE
    if "credit" in roles and roles & {"figure", "figcaption", "caption"}:
        return BlockKind.CREDIT
    if roles & {"figcaption", "caption"}:
        return BlockKind.CAPTION
    if "h1" in roles:
        return BlockKind.HEADLINE
    if roles & _SUBHEADS and not roles & {"li", "blockquote"}:
        return BlockKind.SUBHEAD
    if "byline" in roles and len(unit.text) <= _LONGEST_BYLINE and unit.text.strip()[-1] != ".":
        return BlockKind.BYLINE
    if "blockquote" in roles:
        return BlockKind.QUOTATION
    if "li" in roles:
        return BlockKind.LIST
    return None


def _reading(
    page: Page,
    units: Sequence[Unit],
    decoded: Decoded,
    data: bytes,
    *,
    where: str,
    fetched: str | None,
) -> Reading:
    mark_link_boxes(units)
    index = ByteIndex(decoded.source_map, decoded.text)
    units = _with_title(page, units)
    meta = page_meta(page, lang=page.lang)
    posts = posts_of(units, meta.updates, lang=page.lang)
    body = body_of(units, index, stamp_lines=posts.lines)
    lang = identify(body.text, hint=meta.lang) or meta.lang
    found = layout(body.text, lang=lang, title=meta.title, ranges=body.ranges, given=body.given)
    published, updated, doubts = _dates(units, meta, found, decoded.text, lang)
    base = meta.url or (where if where.startswith(("http://", "https://")) else None)
    draft = Draft(
        text=body.text,
        blocks=_stamped(found.blocks, body, posts),
        title=found.title or _collapsed(page.title.text),
        published=published.iso if published else found.published,
        updated=updated.iso if updated else found.updated,
        zone=published.zone if published else found.zone,
        byline=meta.byline or found.byline,
        outlet=meta.outlet,
        url=base,
        lang=lang,
        links=_links(page, base),
        source_map=body.built.runs(),
        warnings=(*decoded.warnings, *meta.warnings, *found.warnings, *doubts),
    )
    return reading(draft, data=data, media_type=MEDIA_TYPE, location=where, fetched=fetched)


def _stamped(blocks: Sequence[Block], body: Body, posts: Posts) -> tuple[Block, ...]:
    """The blocks, those of a live blog's posts with their stamps."""
    starts = [start for start, _ in body.ranges]
    numbers = (bisect_right(starts, block.start) - 1 for block in blocks)
    return tuple(
        replace(block, published=posts.stamps.get(number))
        for block, number in zip(blocks, numbers, strict=True)
    )


def _with_title(page: Page, units: Sequence[Unit]) -> list[Unit]:
    """The units, led by the page's title where no headline stands among them."""
    if any("h1" in unit.roles for unit in units) or not page.title.text.strip():
        return list(units)
    title = page.title
    title.roles = frozenset({"h1"})
    return [title, *units]


def _dates(
    units: Sequence[Unit], meta: PageMeta, found: Layout, source: str, lang: str | None
) -> tuple[Instant | None, Instant | None, tuple[str, ...]]:
    """Published and updated: as the metadata says, else time elements, else what htmldate finds."""
    published, updated = meta.published, meta.updated
    for unit in units:
        instant = parse_instant(unit.stamp, lang=lang) if unit.stamp else None
        if instant is None or instant.iso is None or len(unit.text.strip()) > 80:
            continue
        if unit.stamp_updated:
            updated = updated or instant
        else:
            published = published or instant
    if published or found.published or meta.misdated:
        return published, updated, ()
    return _searched(source, updated)


def _searched(
    source: str, updated: Instant | None
) -> tuple[Instant | None, Instant | None, tuple[str, ...]]:
    from htmldate import find_date

    try:
        day = find_date(source, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError):
        day = None
    if not day:
        return None, updated, ("the page gives no date of publication",)
    doubt = f"the page states no date of publication; {day} was found in its markup"
    return Instant(start=0, end=0, iso=day), updated, (doubt,)


def _links(page: Page, base: str | None) -> tuple[str, ...]:
    links = dict.fromkeys(urljoin(base or "", link) for link in page.links)
    return tuple(link for link in links if urlsplit(link).scheme in ("http", "https"))[:200]


def _collapsed(text: str) -> str | None:
    return _SPACE.sub(" ", text).strip() or None
