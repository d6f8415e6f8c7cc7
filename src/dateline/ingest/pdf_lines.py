"""Lines of a page of a PDF and the passages that they make."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from dateline.ingest.pdf_child import Sheet

CELL = ", "
"""What stands between two cells of a row."""
SENTENCE = "  "
"""What stands there after a whole sentence."""


class Line(Struct, frozen=True, gc=False):
    """A stretch of a line. `begin` and `end` run in the direction of reading, so that a line from
    right to left is laid out as any other; left and right are where it stands."""

    text: str
    page: int
    begin: float
    end: float
    bottom: float
    top: float
    left: float
    right: float

    @property
    def tall(self) -> float:
        return self.top - self.bottom


class Passage(Struct, frozen=True):
    """Lines that belong together, each with what stands before it; `row`: of a table."""

    lines: tuple[tuple[str, Line], ...]
    row: bool = False

    @property
    def text(self) -> str:
        return "".join(joint + line.text for joint, line in self.lines)

    @property
    def cells(self) -> list[str]:
        """The words of each cell of a row."""
        made: list[str] = []
        for joint, line in self.lines:
            if made and joint == " ":
                made[-1] += f" {line.text}"
            else:
                made.append(line.text)
        return made

    @property
    def tall(self) -> float:
        return max(line.tall for _, line in self.lines)


def lines_of(sheet: Sheet, page: int) -> list[Line]:
    """The stretches of a page as lines; a page mostly from right to left is read from the right."""
    rtl = sum(is_rtl(s.text) for s in sheet.stretches) * 2 > len(sheet.stretches)
    made = []
    for s in sheet.stretches:
        begin, end = (sheet.width - s.right, sheet.width - s.left) if rtl else (s.left, s.right)
        made.append(Line(s.text, page, begin, end, s.bottom, s.top, s.left, s.right))
    return made


def is_rtl(text: str) -> bool:
    """Whether words run from right to left."""
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)
