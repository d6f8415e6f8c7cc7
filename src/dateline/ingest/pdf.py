"""PDF: the text layer in the order of reading; every line knows its page and rectangle.

Invariant: what is put between two lines lies in no box, and a hyphen that only broke a word is left
out, so that a word broken over two lines is one word with two boxes. A PDF without letters is
refused with the remedy; no picture is guessed at.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.build import Draft, reading
from dateline.ingest.imprint import outlet_of
from dateline.ingest.inner import limits
from dateline.ingest.layout import layout
from dateline.ingest.pdf_child import SOFT, Front, Sheet
from dateline.ingest.pdf_grid import grids_of
from dateline.ingest.pdf_layout import hyphen_joins, joined_passages, passages_of
from dateline.ingest.pdf_lines import SENTENCE, Line, Passage, lines_of
from dateline.ingest.pdf_margins import margin_lines
from dateline.ingest.table_rows import day_of_cells
from dateline.model import Block, BlockKind, PageBox, Reading, UnreadableInput
from dateline.text.language import identify

MEDIA_TYPE = "application/pdf"
_OCR = "run OCR first (ocrmypdf IN.pdf OUT.pdf), then give OUT.pdf"
_TITLE = 1.25
_SUBHEAD = 1.12
_LONGEST_HEAD = 200
_UNKNOWN = 0.2
_ENDED = re.compile(r"[.!?:;؟。][\"'”’»)\]]*$")


class _Body(Struct, frozen=True):
    """The text, its paragraphs and their roles, and where its lines stand."""

    text: str
    ranges: list[tuple[int, int]]
    given: dict[int, BlockKind]
    boxes: tuple[PageBox, ...]
    rows: dict[int, list[str]]
    title: str | None


def read_pdf(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading]:
    """The one report in a PDF; UnreadableInput where it has no text layer, or is damaged."""
    del charset
    front, sheets = _opened(data, where=where)
    _refuse_unread(front, sheets, where=where)
    body = _body(sheets)
    lang = identify(body.text)
    found = layout(body.text, lang=lang, title=body.title, ranges=body.ranges, given=body.given)
    draft = Draft(
        text=body.text,
        blocks=_dated_rows(found.blocks, body.rows, lang),
        title=found.title,
        published=found.published,
        updated=found.updated,
        zone=found.zone,
        byline=found.byline,
        outlet=outlet_of(body.text, found.blocks),
        lang=lang,
        boxes=body.boxes,
        warnings=(*found.warnings, *_doubts(front, sheets, dated=found.published is not None)),
    )
    yield reading(draft, data=data, media_type=MEDIA_TYPE, location=where, fetched=fetched)


def _dated_rows(
    blocks: Sequence[Block], rows: Mapping[int, Sequence[str]], lang: str | None
) -> tuple[Block, ...]:
    """The blocks; a row of a table that a date heads is of that day, as a post is of its stamp."""
    return tuple(
        replace(block, published=day_of_cells(rows[block.start], lang))
        if block.start in rows
        else block
        for block in blocks
    )


def _opened(data: bytes, *, where: str) -> tuple[Front, list[Sheet]]:
    """What the reading process says of the file."""
    command = [sys.executable, "-P", "-m", "dateline.ingest.pdf_child"]
    seconds = limits().pdf_seconds
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=True)
        return _unpacked(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise UnreadableInput(
            f"its pages were not read in {seconds} seconds",
            where=where,
            remedy="split it, or print it to a new PDF",
        ) from error
    except (subprocess.CalledProcessError, msgspec.MsgspecError, ValueError) as error:
        raise UnreadableInput(
            "the library that reads PDFs failed on it",
            where=where,
            remedy="print it to a new PDF, or give its text as .txt",
        ) from error


def _unpacked(packed: bytes) -> tuple[Front, list[Sheet]]:
    records: list[bytes] = []
    position = 0
    while position < len(packed):
        size = int.from_bytes(packed[position : position + 8], "big")
        records.append(packed[position + 8 : position + 8 + size])
        position += 8 + size
    if not records:
        raise ValueError("no answer")
    front = msgspec.msgpack.decode(records[0], type=Front)
    return front, [msgspec.msgpack.decode(record, type=Sheet) for record in records[1:]]


def _refuse_unread(front: Front, sheets: Sequence[Sheet], *, where: str) -> None:
    if front.fault is not None:
        locked = "assword" in front.fault or "ecurity" in front.fault
        raise UnreadableInput(
            "the PDF needs a password" if locked else f"not a PDF that can be read: {front.fault}",
            where=where,
            remedy="save it without one" if locked else "print it to a new PDF",
        )
    if front.pages > limits().pages:
        raise UnreadableInput(
            f"it has more than {limits().pages} pages", where=where, remedy="split it"
        )
    letters = sum(len(s.text) for sheet in sheets for s in sheet.stretches)
    if not letters:
        raise UnreadableInput(
            f"the PDF has no text layer: its {front.pages} pages are pictures or empty",
            where=where,
            remedy=_OCR,
        )
    if sum(sheet.unknown for sheet in sheets) > _UNKNOWN * letters:
        raise UnreadableInput(
            "the PDF's letters have no meaning: its fonts do not say what they draw",
            where=where,
            remedy=_OCR,
        )


def _doubts(front: Front, sheets: Sequence[Sheet], *, dated: bool) -> Iterator[str]:
    unread = [str(n) for n, sheet in enumerate(sheets, start=1) if sheet.pictures]
    if unread:
        yield f"pages without letters, which are not read: {', '.join(unread)[:80]} ({_OCR})"
    if turned := sum(sheet.turned for sheet in sheets):
        yield f"{turned} letters that stand askew, as of a watermark, are left out"
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", front.made or "")
    if not dated and made:
        day = "-".join(made.groups())
        yield f"it states no day of publication; the file was made on {day}, which is not taken"


def _body(sheets: Sequence[Sheet]) -> _Body:
    pages = [lines_of(sheet, number) for number, sheet in enumerate(sheets, start=1)]
    margins = margin_lines(pages, sheets)
    inner = [[line for line in lines if line not in margins] for lines in pages]
    usual = _usual_height(inner)
    grids = [grids_of(sheet.rules) for sheet in sheets]
    told = _joined_over_pages([passages_of(a, b) for a, b in zip(inner, grids, strict=True)])
    title = _title_of(told[0] if told else [], sheets, usual)
    words = Counter(word.lower() for lines in inner for line in lines for word in _whole(line))
    joint = hyphen_joins(lambda word: words[word.lower()])
    text = _Text()
    for lines, passages, sheet in zip(pages, told, sheets, strict=True):
        edges = [line for line in lines if line in margins]
        for line in edges:
            if line.bottom > sheet.height / 2:
                text.add(Passage((("", line),)), BlockKind.BOILERPLATE, joint)
        for passage in passages:
            text.add(passage, _role(passage, title, usual), joint)
        for line in edges:
            if line.bottom <= sheet.height / 2:
                text.add(Passage((("", line),)), BlockKind.BOILERPLATE, joint)
    return text.body(title)


def _whole(line: Line) -> list[str]:
    """The words of a line, without one that its end breaks."""
    words = re.findall(r"[\w'’]+(?:-[\w'’]+)*", line.text)
    return words[:-1] if line.text.endswith(("-", "\u2010", SOFT)) else words


def _usual_height(pages: Sequence[Sequence[Line]]) -> float:
    heights = [line.tall for lines in pages for line in lines for _ in range(len(line.text) // 8)]
    return median(heights) if heights else 1.0


def _joined_over_pages(pages: list[list[Passage]]) -> list[list[Passage]]:
    """Passages by page; one that goes on overleaf is whole on the page where it begins."""
    made = [list(passages) for passages in pages]
    for number in range(len(made) - 1, 0, -1):
        above, below = made[number - 1], made[number]
        whole = joined_passages(above, below)
        if len(whole) < len(above) + len(below):
            made[number - 1], made[number] = whole[: len(above)], below[1:]
    return made


def _title_of(passages: Sequence[Passage], sheets: Sequence[Sheet], usual: float) -> Passage | None:
    """The tallest passage near the head of the first page, if it is taller than the rest."""
    height = sheets[0].height
    heads = [
        p for p in passages[:8]
        if not p.row and len(p.text) <= _LONGEST_HEAD and p.lines[0][1].top > 0.4 * height
    ]  # fmt: skip
    best = max(heads, key=lambda p: p.tall, default=None)
    return best if best is not None and best.tall >= _TITLE * usual else None


def _role(passage: Passage, title: Passage | None, usual: float) -> BlockKind | None:
    if passage is title:
        return BlockKind.HEADLINE
    if passage.row:
        return BlockKind.PARAGRAPH
    tall = passage.tall >= _SUBHEAD * usual and len(passage.text) <= _LONGEST_HEAD
    return BlockKind.SUBHEAD if tall and not _ENDED.search(passage.text) else None


class _Text:
    """Builds the text with its ranges and boxes."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._ranges: list[tuple[int, int]] = []
        self._given: dict[int, BlockKind] = {}
        self._boxes: list[PageBox] = []
        self._rows: dict[int, list[str]] = {}

    def add(self, passage: Passage, kind: BlockKind | None, joint: object) -> None:
        """Appends a passage as a paragraph of its own."""
        assert callable(joint)
        if self._length:
            self._put("\n\n")
        start = self._length
        lines = passage.lines
        for number, (before, line) in enumerate(lines):
            if number and before == " ":
                before = joint(lines[number - 1][1].text, line.text) or ""
            below = lines[number + 1] if number + 1 < len(lines) else None
            broken = (
                below is not None and below[0] == " " and joint(line.text, below[1].text) is None
            )
            self._put(before.replace(SENTENCE, " "))
            self._line(line, line.text[:-1] if broken else line.text)
        if passage.row:
            self._rows[start] = passage.cells
        if kind is not None:
            self._given[len(self._ranges)] = kind
        self._ranges.append((start, self._length))

    def _line(self, line: Line, words: str) -> None:
        words = words.replace(SOFT, "-" if words.endswith(SOFT) else "")
        if not words:
            return
        self._boxes.append(
            PageBox(
                self._length, len(words), line.page, line.left, line.bottom, line.right, line.top
            )
        )
        self._put(words)

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def body(self, title: Passage | None) -> _Body:
        """What has been built."""
        text = "".join(self._pieces)
        named = None
        for number, kind in self._given.items():
            if kind is BlockKind.HEADLINE and title is not None:
                named = text[slice(*self._ranges[number])]
        return _Body(text, self._ranges, self._given, tuple(self._boxes), self._rows, named)
