"""RSS and Atom feeds: a report an entry.

An entry's original is its own element, so that a feed that has grown gives old entries the ids
that they had. What a broken feed still yields is read, with a warning.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import msgspec

from dateline.ingest.build import Draft, crashed, reading
from dateline.ingest.dates import Instant, parse_instant
from dateline.ingest.decode import decode
from dateline.ingest.html import body_of
from dateline.ingest.layout import layout
from dateline.ingest.markup import PageParser, Unit
from dateline.ingest.redirects import address_behind, host_of
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.language import identify
from dateline.text.source_map import ByteIndex

MEDIA_TYPE = "application/xml"
_BEHIND = re.compile(r"\s+[-–—|]\s+(?P<outlet>[^-–—|]+)$")
_WRAP = "<div>"
_DEEPEST = 500
_TAG = re.compile(
    rb"(?P<cdata><!\[CDATA\[)|<(?:(?P<end>/)[\w:]|(?P<void>br|hr|img)\b|[\w:])(?:[\w:.-]*)"
)
_LONGEST_TAG = 4096
_ENTRY_TAG = re.compile(
    rb"</(?:\w{1,40}:)?(?P<end>item|entry)\s*>|<(?:\w{1,40}:)?(?P<tag>item|entry)[\s>]"
)


def read_feed(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading | ReportError]:
    """The entries of a feed in its order; an error for one without words, or for no feed at all."""
    del charset  # feedparser follows RFC 3023 over the bytes
    if not data.strip():
        raise UnreadableInput("there is nothing in it", where=where, remedy="leave this input out")
    _refuse_deep(data, where=where)
    feed, entries, damage = _parsed(data, where=where)
    elements = entry_elements(data)
    originals: Sequence[bytes] = (
        elements if len(elements) == len(entries) else [data] * len(entries)
    )
    for number, (entry, original) in enumerate(zip(entries, originals, strict=True), start=1):
        place = f"{where}#{number}"
        try:
            draft = _draft(entry, feed, original, place, damage)
        except ReportError as error:
            yield error
        except Exception as error:
            yield crashed(error, where=place)
        else:
            yield reading(
                draft, data=original, media_type=MEDIA_TYPE, location=place, fetched=fetched
            )
    if damage:
        yield UnreadableInput(
            f"{damage}; {len(entries)} entries were read",
            where=where,
            remedy="ask for the feed again; what comes after the fault is lost",
        )


def _refuse_deep(data: bytes, *, where: str) -> None:
    """Elements that stand hundreds deep are no feed, and take parsers forever."""
    depth = position = 0
    while match := _TAG.search(data, position):
        position = match.end()
        if match["cdata"]:
            end = data.find(b"]]>", position)
            position = len(data) if end < 0 else end
        elif match["end"]:
            depth = max(0, depth - 1)
        elif match["void"] is None and not _ends_at_once(data, position):
            depth += 1
        if depth > _DEEPEST:
            raise UnreadableInput(
                f"more than {_DEEPEST} of its elements are open at byte {position}",
                where=where,
                remedy="ask for the feed again",
            )


def _ends_at_once(data: bytes, position: int) -> bool:
    """Whether a tag that goes on at a byte is closed in itself: <link href="..."/>."""
    end = data.find(b">", position, position + _LONGEST_TAG)
    return end > 0 and data[end - 1 : end] == b"/"


def entry_elements(data: bytes) -> list[bytes]:
    """The source of each entry, from its tag to the first end of one like it, in one pass."""
    found: list[bytes] = []
    begun: tuple[bytes, int] | None = None
    for match in _ENTRY_TAG.finditer(data):
        if begun is None and match["tag"]:
            begun = match["tag"], match.start()
        elif begun is not None and match["end"] == begun[0]:
            found.append(data[begun[1] : match.end()])
            begun = None
    return found


def _parsed(data: bytes, *, where: str) -> tuple[Any, list[Any], str | None]:
    """The feed, its entries, and what is wrong with its XML; UnreadableInput for no feed."""
    import feedparser

    try:
        parsed = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise UnreadableInput(f"not a feed: {error}", where=where) from error
    fault = parsed.get("bozo_exception") if parsed.get("bozo") else None
    broken = _is_broken(fault)
    if not parsed.entries and not parsed.get("version"):
        raise UnreadableInput(
            f"not an RSS or Atom feed{f': {_fault(fault)}' if fault else ''}",
            where=where,
            remedy="give a feed, or the page as .html",
        )
    if not parsed.entries:
        said = f"the XML is broken: {_fault(fault)}" if broken else "the feed has no entries"
        raise UnreadableInput(said, where=where, remedy="ask for the feed again")
    return (
        parsed.feed,
        list(parsed.entries),
        f"the XML is broken: {_fault(fault)}" if broken else None,
    )


def _is_broken(fault: object) -> bool:
    """Whether the XML itself is at fault, not the way in which its encoding was declared."""
    return hasattr(fault, "getLineNumber")


def _fault(fault: Any) -> str:
    line = fault.getLineNumber() if hasattr(fault, "getLineNumber") else None
    message = fault.getMessage() if hasattr(fault, "getMessage") else str(fault)
    return f"line {line}: {message}" if line else str(message)


def _draft(entry: Any, feed: Any, original: bytes, place: str, damage: str | None) -> Draft:
    carried = _plain((entry.get("source") or {}).get("title"))
    title = _own_title(_plain(entry.get("title")), carried)
    source = decode(original, where=place)
    units = _placed_units(_content(entry), source.text)
    if title and not (units and _same(units[0].text, title)):
        units.insert(0, _heading(title, source.text))
    if not units:
        raise UnreadableInput(
            "the entry has neither title nor text", where=place, remedy="leave this entry out"
        )
    body = body_of(units, ByteIndex(source.source_map, source.text))
    lang = identify(body.text, hint=_language(entry, feed))
    found = layout(body.text, lang=lang, title=title, ranges=body.ranges, given=body.given)
    published, doubts = _date(entry, "published", lang)
    updated, more = _date(entry, "updated", lang)
    if published is None:
        published, updated = updated, None
    same = published and updated and published.iso == updated.iso
    warnings = (*doubts, *more, *found.warnings, *((damage,) if damage else ()))
    return Draft(
        text=body.text,
        blocks=found.blocks,
        title=title,
        published=published.iso if published else None,
        updated=updated.iso if updated and not same else None,
        zone=published.zone if published else None,
        byline=_authors(entry) or found.byline,
        outlet=carried or _outlet_of(entry, feed),
        url=address_behind(str(entry.get("link") or "")) or entry.get("link"),
        lang=lang,
        key=entry.get("id"),
        source_map=body.built.runs(),
        warnings=warnings,
    )


def _own_title(title: str | None, outlet: str | None) -> str | None:
    """The headline without the outlet that an aggregator puts behind it: 'Ford falls - Post'."""
    if not title or not outlet:
        return title
    match = _BEHIND.search(title)
    return title[: match.start()] if match and _same(match["outlet"], outlet) else title


def _outlet_of(entry: Any, feed: Any) -> str | None:
    """The feed's title; where it links on to another's page, that one's host, and nobody where an
    aggregator does not say whose."""
    behind = address_behind(str(entry.get("link") or ""))
    if behind is not None:
        return host_of(behind)
    return None if is_gathered(str(entry.get("link") or "")) else _plain(feed.get("title"))


def is_gathered(address: str) -> bool:
    """Whether an address is an aggregator's own, that says nothing of the page behind it."""
    try:
        host = (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return False
    return any(host == name or host.endswith(f".{name}") for name in aggregators())


@cache
def aggregators() -> frozenset[str]:
    """Hosts that carry others' items under their own addresses."""
    data = (files("dateline.ingest") / "data" / "aggregators.yaml").read_bytes()
    return frozenset(msgspec.yaml.decode(data, type=list[str]))


def _content(entry: Any) -> str:
    """The longest of what the entry gives as its text."""
    values = [str(part.get("value") or "") for part in entry.get("content") or ()]
    values.append(str(entry.get("summary") or ""))
    return max(values, key=len)


def _units(markup: str) -> list[Unit]:
    return PageParser().read(f"{_WRAP}{markup}</div>").units


def _placed_units(markup: str, source: str) -> list[Unit]:
    """Units that know where they stand in the entry's element; nowhere, where it is escaped."""
    units = _units(markup)
    place = source.find(markup)
    for unit in units:
        shift = place - len(_WRAP)
        unit.pieces = [
            (piece, first + shift, last + shift) if place >= 0 else (piece, 0, 0)
            for piece, first, last in unit.pieces
        ]
    return units


def _heading(title: str, source: str) -> Unit:
    place = source.find(title)
    where = (place, place + len(title)) if place >= 0 else (0, 0)
    return Unit(pieces=[(title, *where)], roles=frozenset({"h1"}), path=(0,))


def _plain(markup: object) -> str | None:
    """Words of a title; markup in it is taken away as a feed reader does."""
    if not isinstance(markup, str):
        return None
    return " ".join(" ".join(unit.text for unit in _units(markup)).split()) or None


def _same(text: str, title: str) -> bool:
    return " ".join(text.split()).casefold() == title.casefold()


def _language(entry: Any, feed: Any) -> str | None:
    for holder in (entry, feed):
        code = str(holder.get("language") or "").replace("_", "-").partition("-")[0].lower()
        if len(code) == 2 and code.isalpha():
            return code
    return None


def _date(entry: Any, field: str, lang: str | None) -> tuple[Instant | None, tuple[str, ...]]:
    # not entry.get: feedparser gives `published` for an absent `updated`, and warns
    written = dict.get(entry, field)
    if not written or not str(written).strip():
        return None, ()
    instant = parse_instant(str(written), lang=lang)
    if instant is None or instant.iso is None:
        return None, (f"{field}: {written!r} is not a date; taken as unknown",)
    return instant, ()


def _authors(entry: Any) -> tuple[str, ...]:
    named = [str(author.get("name") or "") for author in entry.get("authors") or ()]
    names = (_plain(name) for name in named)
    return tuple(dict.fromkeys(name for name in names if name))
