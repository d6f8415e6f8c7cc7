"""The roles of the paragraphs of a text without markup, and the metadata written in them.

Rules are general; what they look for is in data/*.yaml. A paragraph that matches none is a
paragraph. Invariant: blocks are in order, never overlap, and neither begin nor end with space.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.credits import split_credit
from dateline.ingest.dates import Instant, find_instants
from dateline.ingest.lines import paragraphs
from dateline.ingest.phrases import Phrases, phrases
from dateline.ingest.repeats import mark_repeats
from dateline.model import Block, BlockKind

_HEAD = 10
_LONGEST_LINE = 200
_LONGEST_HEADLINE = 250
_LONGEST_SUBHEAD = 90
_MOST_WORDS = 12
_CLOSED = re.compile(r"[.!?…:;,。؟][\"'”’»)\]]*$")
_LONGEST_LINK = 150
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)]*$")
_BULLET = re.compile(r"[•▪●‣◦*]\s")
_NAME = r"[^\W\d_a-zа-яіїєґ][\w'’.-]*(?:[ /-](?:[^\W\d_a-zа-яіїєґ][\w'’.-]*|de|la|el|al))"
_PLACES = rf"{_NAME}{{0,3}}(?:, {_NAME}{{0,3}})?(?: \([^()\d]{{2,30}}\))?"
_PLACE_BEFORE = re.compile(rf"{_PLACES}\s*[,:|–—-]\s*")
_PLACE_AFTER = re.compile(rf"\s*[,:|–—-]\s*{_PLACES}\.?")
_LABEL = re.compile(r"[^\W\d_][^:.!?\n]{2,50}: \S")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[-–—])\s")


class Layout(Struct, frozen=True, gc=False, kw_only=True):
    """Blocks of a text, and what its lines say of who published it when."""

    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    zone: str | None = None
    byline: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def layout(
    text: str,
    *,
    lang: str | None,
    title: str | None = None,
    ranges: list[tuple[int, int]] | None = None,
    given: Mapping[int, BlockKind] | None = None,
) -> Layout:
    """The blocks of a text, and the metadata that its own lines give.

    `ranges`: its paragraphs where markup says them; `given`: their roles where it says those.
    """
    reader = Reader(text, lang=lang, title=title, ranges=ranges, given=given or {})
    return reader.layout()


class Reader:
    """Reads one text paragraph by paragraph."""

    def __init__(
        self,
        text: str,
        *,
        lang: str | None,
        title: str | None,
        ranges: list[tuple[int, int]] | None,
        given: Mapping[int, BlockKind],
    ) -> None:
        self._text = text
        self._given = given
        self._lang = lang
        self._data = phrases(lang)
        self._paragraphs = paragraphs(text) if ranges is None else ranges
        self._title = title
        self._stamps: dict[str, Instant] = {}
        self._byline: list[str] = []
        self._warnings: list[str] = []
        self._in_box = False
        self._headline_at: int | None = None

    def layout(self) -> Layout:
        """Every paragraph with its role."""
        blocks: list[Block] = []
        headline = self._headline_at = self._headline()
        for index, (start, end) in enumerate(self._paragraphs):
            if index == headline:
                blocks += self._headline_blocks(start, end)
            else:
                blocks += self._blocks(index, start, end)
        first = next((b for b in blocks if b.kind is BlockKind.HEADLINE), None)
        published = self._stamps.get("published") or self._stamps.get("dateline")
        updated = self._stamps.get("updated")
        return Layout(
            blocks=mark_repeats(self._text, self._captioned(blocks)),
            title=self._title or (self._text[first.start : first.end] if first else None),
            published=published.iso if published else None,
            updated=updated.iso if updated else None,
            zone=published.zone if published else None,
            byline=tuple(self._byline),
            warnings=tuple(self._warnings),
        )

    def _captioned(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks; a line without an end beside a credit of its own is that picture's caption.

        The line before the credit is asked first: a caption stands above its credit more often.
        """
        made = list(blocks)
        for index, block in enumerate(blocks):
            if block.kind is not BlockKind.CREDIT or not self._is_prose:
                continue
            before = made[index - 1] if index else None
            if before is not None and before.kind is BlockKind.CAPTION:
                continue
            for at in (index - 1, index + 1):
                if 0 <= at < len(made) and self._reads_as_caption(made[at]):
                    made[at] = replace(made[at], kind=BlockKind.CAPTION)
                    break
        return made

    def _reads_as_caption(self, block: Block) -> bool:
        line = self._text[block.start : block.end]
        fits = block.kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD) and "\n" not in line
        return fits and len(line) <= _LONGEST_LINE and not _CLOSED.search(line)

    def _line(self, index: int) -> str:
        start, end = self._paragraphs[index]
        return self._text[start:end]

    def _headline(self) -> int | None:
        """Index of the paragraph that is or begins with the headline."""
        if BlockKind.HEADLINE in self._given.values():
            return None
        if self._title:
            wanted = plain(self._title)
            for index in range(min(5, len(self._paragraphs))):
                if (
                    index not in self._given
                    and wanted
                    and plain(self._line(index)).startswith(wanted)
                ):
                    return index
            return None
        for index in range(min(4, len(self._paragraphs) - 1)):
            if index in self._given or self._is_furniture(self._line(index)):
                continue
            return index if self._reads_as_headline(index) else None
        return None

    def _reads_as_headline(self, index: int) -> bool:
        line = self._line(index)
        if len(line) > _LONGEST_HEADLINE or self._dateline_end(line):
            return False
        if index and self._heads_section(index):
            return False
        follower = self._line(index + 1)
        introduced = bool(self._stamps_of(follower) or byline_names(follower, self._data))
        return introduced or not re.search(r"[.:;,…][\"'”’»)]?$", line)

    def _heads_section(self, index: int) -> bool:
        """Whether a line under the date has a label, as the headings of later sections have:
        'Russian main effort: ...' in a bulletin."""
        later = range(index + 2, len(self._paragraphs))
        return bool(_LABEL.match(self._line(index))) and any(
            _LABEL.match(line := self._line(i))
            and self._is_subhead(i)
            and not split_credit(line, self._data)
            for i in later
        )

    def _is_furniture(self, line: str) -> bool:
        return bool(
            is_boilerplate(line, self._data)
            or self._stamps_of(line)
            or byline_names(line, self._data)
        )

    def _headline_blocks(self, start: int, end: int) -> list[Block]:
        """The headline, apart from a text that goes on in the same line."""
        line = self._text[start:end]
        length = len(self._title.strip()) if self._title else 0
        if not length or not line.startswith(self._title.strip() if self._title else ""):
            return [Block(kind=BlockKind.HEADLINE, start=start, end=end)]
        rest = re.compile(r"\s*[.:|–—-]?\s+").match(line, length)
        if rest is None or rest.end() >= len(line):
            return [Block(kind=BlockKind.HEADLINE, start=start, end=end)]
        return [
            Block(kind=BlockKind.HEADLINE, start=start, end=start + length),
            Block(kind=BlockKind.PARAGRAPH, start=start + rest.end(), end=end),
        ]

    def _blocks(self, index: int, start: int, end: int) -> list[Block]:
        line = self._text[start:end]
        if index in self._given:
            return self._given_blocks(self._given[index], start, end)
        at_edge = index < _HEAD or index >= len(self._paragraphs) - 3
        if at_edge and (stamps := self._stamps_of(line)):
            self._take_stamps(line, stamps)
            return [Block(kind=BlockKind.DATELINE, start=start, end=end)]
        if at_edge and (names := byline_names(line, self._data)):
            self._byline += [name for name in names if name not in self._byline]
            self._take_stamps(line, find_instants(line, lang=self._lang))
            return [Block(kind=BlockKind.BYLINE, start=start, end=end)]
        if self._is_of_box(line) or is_boilerplate(line, self._data):
            return [Block(kind=BlockKind.BOILERPLATE, start=start, end=end)]
        if pieces := split_credit(line, self._data):
            return [Block(kind=k, start=start + a, end=start + b) for k, a, b in pieces]
        if self._is_item(index):
            return [Block(kind=BlockKind.LIST, start=start, end=end)]
        if self._is_subhead(index):
            return [Block(kind=BlockKind.SUBHEAD, start=start, end=end)]
        if line.startswith("> "):
            return [Block(kind=BlockKind.QUOTATION, start=start, end=end)]
        return self._paragraph(index, start, end)

    def _is_of_box(self, line: str) -> bool:
        """Whether a line opens a box of links to other stories, or stands in one that goes on.

        A box ends with the first line that is a sentence or too long for a headline.
        """
        openers = (data.pattern("box_openers", r"[\W_]*{}") for data in self._data)
        if any(opener is not None and opener.match(line) for opener in openers):
            self._in_box = True
        elif self._in_box:
            self._in_box = len(line) <= _LONGEST_LINK and not _SENTENCE_END.search(line)
        return self._in_box

    def _given_blocks(self, kind: BlockKind, start: int, end: int) -> list[Block]:
        """The role that markup gives; a caption may still end with its credit."""
        if kind is BlockKind.CAPTION and (
            pieces := split_credit(self._text[start:end], self._data)
        ):
            return [Block(kind=k, start=start + a, end=start + b) for k, a, b in pieces]
        return [Block(kind=kind, start=start, end=end)]

    def _paragraph(self, index: int, start: int, end: int) -> list[Block]:
        length = self._dateline_end(self._text[start:end]) if index < _HEAD else 0
        if not length:
            return [Block(kind=BlockKind.PARAGRAPH, start=start, end=end)]
        line = self._text[start : start + length]
        for instant in find_instants(line, lang=self._lang)[:1]:
            if instant.iso is not None:
                self._stamps.setdefault("dateline", instant)
        body = start + length
        while self._text[body].isspace():
            body += 1
        return [
            Block(kind=BlockKind.DATELINE, start=start, end=start + length),
            Block(kind=BlockKind.PARAGRAPH, start=body, end=end),
        ]

    def _dateline_end(self, line: str) -> int:
        """Where 'KYIV, Nov 11 (Agency) —' ends; 0 where the paragraph has none."""
        for data in self._data:
            pattern = data.pattern("datelines", r"{}(?=\s+\S.{10})", case=True)
            if pattern and (match := pattern.match(line[:_LONGEST_LINE])):
                return match.end()
        return 0

    def _is_item(self, index: int) -> bool:
        line = self._line(index)
        if _BULLET.match(line):
            return True
        if not _NUMBERED.match(line):
            return False
        around = [i for i in (index - 1, index + 1) if 0 <= i < len(self._paragraphs)]
        same = line[0].isdigit()
        items = [i for i in around if _NUMBERED.match(self._line(i))]
        spoken = not same and self._data[0].dash_speaks
        return not spoken and any(self._line(i)[0].isdigit() == same for i in items)

    def _is_subhead(self, index: int) -> bool:
        """Whether a short line without an end stands between paragraphs that have one.

        Where lines mostly have no end, as in posts, none of them is a subhead.
        """
        if not 0 < index < len(self._paragraphs) - 1 or not self._is_prose:
            return False
        line, before, after = (self._line(i) for i in (index, index - 1, index + 1))
        short = len(line) <= _LONGEST_SUBHEAD and len(line.split()) <= _MOST_WORDS
        if not short or "\n" in line or _CLOSED.search(line) or not _CLOSED.search(after):
            return False
        return bool(_CLOSED.search(before)) or self._opens(index - 1)

    def _opens(self, index: int) -> bool:
        """Whether a line is a date or the headline, after which a first subhead may stand."""
        return index == self._headline_at or bool(self._stamps_of(self._line(index)))

    @cached_property
    def _is_prose(self) -> bool:
        closed = sum(bool(_CLOSED.search(self._line(i))) for i in range(len(self._paragraphs)))
        return closed >= 2

    def _stamps_of(self, line: str) -> list[Instant]:
        """The dates of a line that says nothing else."""
        if len(line) > _LONGEST_LINE or not any(c.isdigit() for c in line):
            return []
        found = find_instants(line, lang=self._lang)
        if not found:
            return []
        rest, position = [], 0
        for instant in found:
            rest.append(line[position : instant.start])
            position = instant.end
        rest.append(line[position:])
        left = _residue(" | ".join(rest), self._data)
        if not left:
            return found
        named = bool(byline_names(line, self._data))
        return found if not named and _is_place_and_day(line, found) else []

    def _take_stamps(self, line: str, stamps: Sequence[Instant]) -> None:
        position = 0
        for instant in stamps:
            label = line[position : instant.start]
            position = instant.end
            written = line[instant.start : instant.end]
            if instant.iso is None:
                self._warnings.append(f"there is no such date as {written!r}; taken as unknown")
                continue
            if instant.ambiguous:
                self._warnings.append(f"{written!r} can be read two ways; read as {instant.iso}")
            self._stamps.setdefault(self._stamp_kind(label), instant)

    def _stamp_kind(self, label: str) -> str:
        for data in self._data:
            updated = data.pattern("updated", r"\b{}(?!\w)")
            if updated and updated.search(label):
                return "updated"
        return "updated" if "published" in self._stamps else "published"


def _is_place_and_day(line: str, found: Sequence[Instant]) -> bool:
    """Whether a line is a place and one date, in either order: 'Goma (DRC), 3 June 2023'."""
    if len(found) != 1:
        return False
    before, after = line[: found[0].start], line[found[0].end :]
    if bool(before.strip()) == bool(after.strip(" .")):
        return False
    return bool(_PLACE_BEFORE.fullmatch(before) or _PLACE_AFTER.fullmatch(after))


def plain(text: str) -> str:
    """A text for comparison: small letters, no punctuation, single spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def is_boilerplate(line: str, data: Sequence[Phrases]) -> bool:
    """Whether a paragraph is about the page and not about the world."""
    if len(line) > _LONGEST_LINE:
        return False
    patterns = (d.pattern("boilerplate", r"[\W_]*{}") for d in data)
    return any(p is not None and p.match(line) for p in patterns)


def byline_names(line: str, data: Sequence[Phrases]) -> tuple[str, ...]:
    """The names in a line that says who wrote the report; none where it does not."""
    if len(line) > _LONGEST_LINE:
        return ()
    for entry in data:
        pattern = entry.pattern("bylines", r"\W*{}\s*(?=\S)")
        match = pattern.match(line) if pattern else None
        if match:
            names = _names(line[match.end() :], entry)
            if names:
                return names
    return ()


def _names(rest: str, data: Phrases) -> tuple[str, ...]:
    rest = re.split(r"\s*[|•·\n]|\s+[-–—]\s+|\d", rest, maxsplit=1)[0]
    if place := data.pattern("byline_places", r"\s+{}\s+(?=[^\W\d_a-zа-яіїєґ]).*$"):
        rest = place.sub("", rest)
    joins = "|".join(map(re.escape, data.byline_joins)) or ", "
    parts = (name.strip(" .,;:") for name in re.split(joins, rest))
    names = [name for name in parts if name]
    return tuple(names) if all(_is_name(name, data.particles) for name in names) else ()


def _is_name(name: str, particles: Collection[str]) -> bool:
    words = name.split()
    return (
        0 < len(words) <= 6
        and words[0][0].isupper()
        and all(word[0].isupper() or word in particles for word in words)
        and not re.search(r"[!?\"“”«»()]", name)
    )


def _residue(rest: str, data: Sequence[Phrases]) -> str:
    """What of a line of dates is neither label, weekday, glue nor zone."""
    for entry in data:
        for field in ("updated", "published", "weekdays", "date_glue", "am", "pm"):
            if pattern := entry.pattern(field, r"(?<!\w){}(?!\w)"):
                rest = pattern.sub(" ", rest)
        for name in entry.zones:
            rest = re.sub(rf"(?<!\w){name}(?!\w)", " ", rest, flags=re.I)
    rest = re.sub(r"\d{1,2}[:.]\d\d", " ", rest)
    return "".join(re.findall(r"\w+", rest))
