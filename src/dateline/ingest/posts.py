"""Posts of a live blog: each has a stamp of its own, from which its words are dated.

The stamp is what the page's data say of the post, the element that holds it, a time element beside
it, or a clock time that heads it. Two posts at least make a live blog; a date or an hour that
stands alone heads nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.dates import clock_at, instant_of, parse_instant
from dateline.ingest.markup import Unit
from dateline.model import Block, BlockKind

_LONGEST_STAMP = 60
_FEWEST = 2
_WINDOW = 6
_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)]*\s*$")
_HEADED = frozenset({BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.LIST, BlockKind.DATELINE})
_NO_STAMP = frozenset({"h1", "aside", "blockquote"})
_GLUE = re.compile(r"\s*(?:\n|[|:–—-]\s|\s(?=[^\W\d_]))\s*")


class Update(Struct, frozen=True, kw_only=True):
    """A post as the page's data give it: its stamp (ISO 8601) and its words."""

    published: str
    text: str


class Posts(Struct, frozen=True, kw_only=True):
    """Stamps of units by their index, and which units are stamp lines; empty: no live blog."""

    stamps: Mapping[int, str]
    lines: frozenset[int] = frozenset()


def posts_of(units: Sequence[Unit], updates: Sequence[Update], *, lang: str | None) -> Posts:
    """Which unit of a page is of which post: as its data say, else by its time elements."""
    lines = {i: s for i, unit in enumerate(units) if (s := _stamp_line(unit, lang))}
    told = _by_words(units, updates)
    if len(set(told.values())) < _FEWEST:
        told = {i: unit.post for i, unit in enumerate(units) if unit.post}
    stamps = told if len(set(told.values())) >= _FEWEST else _by_lines(units, lines)
    if len(set(stamps.values())) < _FEWEST:
        return Posts(stamps={})
    return Posts(stamps=stamps, lines=frozenset(lines))


def _stamp_line(unit: Unit, lang: str | None) -> str | None:
    """The stamp of a unit that is nothing but a time; None for words that hold one."""
    text = unit.text.strip()
    if not unit.stamp or unit.stamp_updated or unit.roles & _NO_STAMP:
        return None
    if len(text) > _LONGEST_STAMP or _SENTENCE.search(text):
        return None
    instant = parse_instant(unit.stamp, lang=lang)
    return instant.iso if instant else None


def _by_words(units: Sequence[Unit], updates: Sequence[Update]) -> dict[int, str]:
    """Units whose first words stand in a post's text, and those between two of one post."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, update in enumerate(updates):
        words = _words(update.text)
        for at in range(max(1, len(words) - _WINDOW + 1)):
            index[words[at : at + _WINDOW]].append(number)
    found: dict[int, int] = {}
    number = 0
    for i, unit in enumerate(units):
        if numbers := index.get(_words(unit.text)[:_WINDOW]):
            at = bisect_left(numbers, number)
            found[i] = number = numbers[at if at < len(numbers) else 0]
    for a, b in pairwise(list(found)):
        if found[a] == found[b]:
            found.update(dict.fromkeys(range(a + 1, b), found[a]))
    return {i: updates[number].published for i, number in found.items()}


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _by_lines(units: Sequence[Unit], lines: Mapping[int, str]) -> dict[int, str]:
    """Units of the element that holds one stamp line, or that stand between one and the next."""
    stamps: dict[int, str] = {}
    order = sorted(lines)
    for position, at in enumerate(order):
        before = units[order[position - 1]].path if position else ()
        after = units[order[position + 1]].path if position + 1 < len(order) else ()
        depth = max(_shared(units[at].path, before), _shared(units[at].path, after)) + 1
        post = units[at].path[:depth]
        first = order[position - 1] + 1 if position else 0
        last = order[position + 1] if position + 1 < len(order) else len(units)
        within = [i for i in range(first, last) if units[i].path[:depth] == post]
        held = within if len(within) > 1 else range(at, last)
        if len(held) > 1:
            stamps.update(dict.fromkeys(held, lines[at]))
    return stamps


def _shared(path: Sequence[int], other: Sequence[int]) -> int:
    pairs = enumerate(zip(path, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(path), len(other)))


class _Head(Struct, frozen=True):
    """A clock time at the head of a block: where it and what follows it stand."""

    block: int
    end: int
    rest: int
    clock: time
    zone: str | None


def dated_posts(
    text: str, blocks: Sequence[Block], *, published: str | None, zone: str | None
) -> tuple[Block, ...]:
    """The blocks, those of a post that a clock time heads with its stamp.

    The first post in time is of the report's own day; after midnight begins the next day.
    """
    day = _day(published)
    if day is None or any(block.published for block in blocks):
        return tuple(blocks)
    heads = [h for i, b in enumerate(blocks) if (h := _head(text, i, b))]
    if len(heads) < _FEWEST:
        return tuple(blocks)
    stamps = _stamps(heads, day, zone)
    return _with_stamps(blocks, dict(zip((h.block for h in heads), heads, strict=True)), stamps)


def _head(text: str, index: int, block: Block) -> _Head | None:
    found = clock_at(text[block.start : min(block.end, block.start + _LONGEST_STAMP)])
    if block.kind not in _HEADED or found is None:
        return None
    clock, length, zone = found
    end = block.start + length
    if end == block.end:
        return _Head(index, end, end, clock, zone)
    glue = _GLUE.match(text, end, block.end)
    if glue is None or block.kind is BlockKind.DATELINE or text[glue.end()].islower():
        return None
    return _Head(index, end, glue.end(), clock, zone)


def _stamps(heads: Sequence[_Head], day: datetime, zone: str | None) -> dict[int, str]:
    """The stamp of each head by its block; posts run down or up the page, whichever way takes
    less time."""
    down, up = _moments(heads, day), _moments(heads[::-1], day)[::-1]
    moments = down if down[-1] - down[0] <= up[0] - up[-1] else up
    return {
        head.block: instant_of(moment, head.zone or zone)
        for head, moment in zip(heads, moments, strict=True)
    }


def _moments(heads: Sequence[_Head], day: datetime) -> list[datetime]:
    """The moments of posts in order, the first on this day."""
    made: list[datetime] = []
    for head in heads:
        moment = datetime.combine(made[-1] if made else day, head.clock)
        made.append(moment + timedelta(days=1) if made and moment < made[-1] else moment)
    return made


def _day(published: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _with_stamps(
    blocks: Sequence[Block], heads: Mapping[int, _Head], stamps: Mapping[int, str]
) -> tuple[Block, ...]:
    made: list[Block] = []
    moved: dict[int, int] = {}
    stamp: str | None = None
    for index, block in enumerate(blocks):
        stamp = stamps.get(index, stamp)
        dated = replace(block, published=stamp)
        if (head := heads.get(index)) is None:
            moved[index] = len(made)
            made.append(dated)
            continue
        line = replace(dated, kind=BlockKind.DATELINE, end=head.end, repeats=None)
        moved[index] = len(made) + (head.rest < block.end)
        made.append(line)
        if head.rest < block.end:
            made.append(replace(dated, start=head.rest))
    return tuple(b if b.repeats is None else replace(b, repeats=moved[b.repeats]) for b in made)
