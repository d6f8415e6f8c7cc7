"""Reads the letters of a PDF with their boxes, in a process of its own.

A PDF is a program that draws. What it does to the library that runs it (an endless form, too much
memory, a crash) happens here, and costs the one file. Bytes come on standard input; pages go to
standard output, MessagePack, one after another, each with its length before it.
"""

from __future__ import annotations

import ctypes
import math
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

import msgspec
from msgspec import Struct

from dateline.ingest.pdf_rules import Box, is_upright, rules_of

MOST_LETTERS = 200_000  # a page of a newspaper has thirty thousand
_RTL = frozenset({"R", "AL", "AN"})
_FORMS = ((0xFB00, 0xFB06), (0xFB50, 0xFDFB), (0xFE70, 0xFEFC))  # ligatures, forms of Arabic
_FIRST_RTL = "\u0590"
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})  # as PDFium gives one that ends a line

# Lengths in heights of the line.
_BETWEEN = 0.15  # a gap between words is wider, one between letters narrower
_APART = 1.2  # words of one line stand nearer, unless the line is justified
_UNEVEN = 2.5  # a justified line has gaps of one width; a cell's is this many times wider
_NEVER = 2.2  # no justified line of a column has a gap so wide
_BACK = 1.0  # a letter that stands further back begins another line
_LEAST_GAP = 0.08  # between two words of Arabic, whose letters run into each other
_SMALL = 0.88  # a raised number is set smaller than this
_RAISED = 0.15  # and its foot stands higher than this
_UNITS = frozenset({"m", "km", "cm", "mm", "ft", "mi", "in"})
_MEMORY = 4 * 1024**3  # a page of pictures needs less; a bomb more
SOFT = "\u00ad"


class Stretch(Struct, frozen=True, array_like=True, gc=False):
    """Letters of one line that stand together; sides in points from the page's lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Sheet(Struct, frozen=True, array_like=True):
    """A page as it is shown: its size, its stretches as they were drawn, letters that are turned
    and left out, letters without a meaning, whether it holds pictures, and its drawn rules."""

    width: float
    height: float
    stretches: list[Stretch]
    turned: int = 0
    unknown: int = 0
    pictures: bool = False
    rules: list[Box] = []


class Front(Struct, frozen=True, array_like=True):
    """What is known of the file: its number of pages, or why it cannot be opened."""

    pages: int
    title: str | None = None
    made: str | None = None
    fault: str | None = None


class _Letter(Struct, gc=False):
    text: str
    index: int
    left: float
    bottom: float
    right: float
    top: float


def main() -> None:
    """Reads one file and writes its front and its pages."""
    bound_memory()
    data = sys.stdin.buffer.read()
    for record in _records(data):
        packed = msgspec.msgpack.encode(record)
        sys.stdout.buffer.write(len(packed).to_bytes(8, "big") + packed)
    sys.stdout.buffer.flush()


def bound_memory() -> None:
    """Sets a bound to the memory of this process, where the system has one."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):  # another system: the parent's clock remains
        return


def _records(data: bytes) -> Iterator[Front | Sheet]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except (pdfium.PdfiumError, ValueError) as error:
        yield Front(0, fault=str(error))
        return
    known = document.get_metadata_dict()
    yield Front(count, known.get("Title") or None, known.get("CreationDate") or None)
    for number in range(count):
        try:
            page = document[number]
            sheet = _sheet(page)
            page.close()
        except (pdfium.PdfiumError, ValueError):
            sheet = Sheet(0, 0, [])
        yield sheet


def _sheet(page: Any) -> Sheet:
    import pypdfium2.raw as raw

    text_page = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    turn = _Turn(page.get_rotation(), left, bottom, right - left, top - bottom)
    rules = rules_of(page, turn.box)
    made = _Stretches(text_page, turn, [box for box in rules if is_upright(box)])
    stretches = list(made.read())
    sheet = Sheet(
        *turn.size(), stretches, made.turned, made.unknown,
        pictures=not stretches and _has_picture(page, raw), rules=rules,
    )  # fmt: skip
    text_page.close()
    return sheet


def _has_picture(page: Any, raw: Any) -> bool:
    return any(obj.type == raw.FPDF_PAGEOBJ_IMAGE for obj in page.get_objects(max_depth=3))


class _Turn(Struct, frozen=True):
    """From a page's own space to the page as it is shown."""

    degrees: int
    left: float
    bottom: float
    width: float
    height: float

    @property
    def upright(self) -> bool:
        """Whether the page is shown as it is drawn."""
        return self.degrees == 0 and self.left == 0 and self.bottom == 0

    def size(self) -> tuple[float, float]:
        sides = (self.width, self.height)
        return sides if self.degrees % 180 == 0 else (self.height, self.width)

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        if self.upright:
            return left, bottom, right, top
        a, b, c, d = left - self.left, bottom - self.bottom, right - self.left, top - self.bottom
        if self.degrees == 90:
            return b, self.width - c, d, self.width - a
        if self.degrees == 180:
            return self.width - c, self.height - d, self.width - a, self.height - b
        if self.degrees == 270:
            return self.height - d, a, self.height - b, c
        return a, b, c, d


class _Stretches:
    """Letters to stretches, as they are drawn."""

    def __init__(self, text_page: Any, turn: _Turn, rules: Sequence[Box]) -> None:
        import pypdfium2.raw as raw

        self._page, self._turn, self._raw, self._rules = text_page, turn, raw, rules
        self._rect = raw.FS_RECTF()
        self.turned = 0
        self.unknown = 0

    def read(self) -> Iterator[Stretch]:
        """The stretches of the page."""
        letters: list[_Letter] = []
        last: _Letter | None = None
        broken = False
        for index in range(min(self._page.count_chars(), MOST_LETTERS)):
            code = self._raw.FPDFText_GetUnicode(self._page, index)
            if code in (10, 13):  # also before what is raised, in the middle of a line
                broken = True
                continue
            letter = self._letter(code, index)
            if letter is None:
                continue
            if letter.text == " ":
                letters.append(letter)
                continue
            if last is not None and not _continues(last, letter):
                yield from self._ended(letters)
                letters = []
            elif last is not None and broken and _is_apart(last, letter):
                letters.append(
                    _Letter(" ", index, last.right, letter.bottom, letter.left, letter.top)
                )
            letters.append(letter)
            last, broken = letter, False
        yield from self._ended(letters)

    def _letter(self, code: int, index: int) -> _Letter | None:
        if code in _HYPHENS:
            text = SOFT
        elif code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            self.unknown += 1
            return None
        else:
            text = _plain(code)
            self.unknown += code == 0xFFFD or 0xE000 <= code < 0xF900
        raw, rect = self._raw, self._rect
        if not raw.FPDFText_GetLooseCharBox(self._page, index, ctypes.byref(rect)):
            return None
        box = self._turn.box(rect.left, rect.bottom, rect.right, rect.top)
        if not math.isfinite(sum(box)):
            return None
        return _Letter(text, index, *box)

    def _ended(self, letters: list[_Letter]) -> Iterator[Stretch]:
        """The stretches of one line: it is parted where a gap is no gap between words."""
        seen = [letter for letter in letters if letter.text != " "]
        if not seen:
            return
        if self._is_turned(seen[0]):
            self.turned += len(seen)
            return
        middle = (seen[0].bottom + seen[0].top) / 2
        walls = [(box[0] + box[2]) / 2 for box in self._rules if box[1] <= middle <= box[3]]
        for part in _parted(_without_marks(letters), walls):
            shown = [letter for letter in part if letter.text != " "]
            yield Stretch(
                _in_order(part),
                round(min(letter.left for letter in shown), 1),
                round(min(letter.bottom for letter in shown), 1),
                round(max(letter.right for letter in shown), 1),
                round(max(letter.top for letter in shown), 1),
            )

    def _is_turned(self, letter: _Letter) -> bool:
        angle = math.degrees(self._raw.FPDFText_GetCharAngle(self._page, letter.index))
        return (angle + self._turn.degrees + 1) % 360 > 2


def _without_marks(letters: list[_Letter]) -> list[_Letter]:
    """A line without the small raised numbers that lead to its notes; units keep theirs: km2."""
    kept: list[_Letter] = []
    for letter in letters:
        if not letter.text.isdigit() or not _is_mark(letter, kept):
            kept.append(letter)
    return kept


def _is_mark(letter: _Letter, before: list[_Letter]) -> bool:
    base = next((x for x in reversed(before) if x.text != " "), None)
    unit = "".join(x.text for x in before[-3:]).split(" ")[-1].lower()
    return base is not None and unit not in _UNITS and _is_raised(letter, base)


def _is_raised(letter: _Letter, base: _Letter) -> bool:
    tall = base.top - base.bottom
    small = letter.top - letter.bottom < _SMALL * tall
    return small and letter.bottom > base.bottom + _RAISED * tall and not base.text.isdigit()


def _parted(letters: list[_Letter], walls: Sequence[float]) -> list[list[_Letter]]:
    """A line's letters, parted where a rule stands between two (`walls`), or where a gap is wide
    and much wider than those between its words."""
    seen = [letter for letter in letters if letter.text != " "]
    rtl = any(map(_is_rtl, seen))
    if rtl:  # it may be drawn in any order
        seen.sort(key=lambda x: -(x.left + x.right))
    gaps = [max(b.left - a.right, a.left - b.right) for a, b in pairwise(seen)]
    tall = median(letter.top - letter.bottom for letter in seen)
    between = [gap for gap in gaps if gap > _BETWEEN * tall]
    if not between and not walls:
        return [letters]
    usual = _UNEVEN * min(between) if len(between) > 1 else 0
    widest = min(max(_APART * tall, usual), _NEVER * tall)
    starts = {b.index for gap, b in zip(gaps, seen[1:], strict=True) if gap > widest}
    starts |= {b.index for a, b in pairwise(seen) if any(_walled(a, b, at) for at in walls)}
    parts: list[list[_Letter]] = [[]]
    for letter in seen if rtl else letters:
        if letter.index in starts:
            parts.append([])
        parts[-1].append(letter)
    spaces = [letter for letter in letters if letter.text == " "] if rtl else []
    return [[*part, *spaces] for part in parts]


def _walled(one: _Letter, other: _Letter, at: float) -> bool:
    """Whether a rule stands between two letters, whichever stands on the left."""
    low, high = (one, other) if one.left <= other.left else (other, one)
    return low.left + low.right < 2 * at < high.left + high.right


def _plain(code: int) -> str:
    """A letter without the form that it is drawn in: one of a ligature, one of Arabic's four."""
    if code < 0xA0:
        return chr(code)
    if code in (0xA0, 0x2007, 0x202F):
        return " "
    if code >= _FORMS[0][0] and any(low <= code <= high for low, high in _FORMS):
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)


def _continues(last: _Letter, letter: _Letter) -> bool:
    """Whether a letter stands in the line of the one before it."""
    tall = min(last.top - last.bottom, letter.top - letter.bottom)
    shared = min(last.top, letter.top) - max(last.bottom, letter.bottom)
    if tall <= 0 or shared < 0.5 * tall:
        return False
    return letter.left >= last.left - _BACK * tall or _is_rtl(letter) or _is_rtl(last)


def _is_apart(last: _Letter, letter: _Letter) -> bool:
    """Whether there is room for a space between two letters of a line."""
    gap = max(letter.left - last.right, last.left - letter.right)
    return gap > _BETWEEN * (letter.top - letter.bottom)


def _is_rtl(letter: _Letter) -> bool:
    return letter.text >= _FIRST_RTL and unicodedata.bidirectional(letter.text[0]) in _RTL


def _in_order(letters: list[_Letter]) -> str:
    """The letters as they are read; a line from right to left may be drawn in any order."""
    if not any(map(_is_rtl, letters)):
        return " ".join("".join(letter.text for letter in letters).split())
    return _from_right(letters)


def _from_right(letters: list[_Letter]) -> str:
    """A line of Arabic or Hebrew by where its letters stand; numbers and Latin run the other way.

    The letters of one drawn sign stand in one place, in the order of reading.
    """
    order = sorted((x for x in letters if x.text != " "), key=lambda x: -(x.left + x.right))
    spaced = _spaced(order, [x.left for x in letters if x.text == " "])
    pieces: list[str] = []
    onward: list[str] = []
    for number, letter in enumerate(order):
        way = unicodedata.bidirectional(letter.text[0])
        gap = " " if number in spaced else ""
        if way in ("L", "EN") or (onward and way in ("CS", "ES", "ET")):
            if not onward:
                pieces.append(gap)
            onward.insert(0, letter.text + (gap if onward else ""))
            continue
        pieces += [*onward, gap, letter.text]
        onward = []
    return " ".join("".join([*pieces, *onward]).split())


def _spaced(order: list[_Letter], spaces: list[float]) -> set[int]:
    """Which letters, from the right, have a space before them: for each space the nearest gap
    between two letters that is wide enough; one beyond the line's end is none."""
    gaps = [(n, (a.left + b.right) / 2) for n, (a, b) in enumerate(pairwise(order), start=1)
            if a.left - b.right > _LEAST_GAP * (a.top - a.bottom)]  # fmt: skip
    found = set()
    for place in spaces:
        near = min(gaps, key=lambda gap: abs(gap[1] - place), default=None)
        if near is not None:
            tall = order[near[0]].top - order[near[0]].bottom
            if abs(near[1] - place) <= _APART * max(tall, 8.0):
                found.add(near[0])
    return found


if __name__ == "__main__":
    main()
