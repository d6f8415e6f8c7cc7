"""A page is drawn as it is shown, in a process of its own, and its words stand in their boxes."""

from __future__ import annotations

import struct
import zlib

import pytest

from dateline.ingest.pdf_picture import draw_page
from dateline.ingest.pdf_picture_child import LONGEST
from dateline.ingest.sources import parse_bytes
from dateline.model import Reading, UnreadableInput
from tests.ingest.pdf_maker import HIGH, WIDE, made_pdf

pytest.importorskip("pypdfium2", reason="the reader of PDFs is not installed")

WORDS = "The mayor said the bridge at Velmar was closed on Friday."


def dots(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of a PNG of three bytes a dot without filters."""
    wide, high = struct.unpack(">II", png[16:24])
    at, packed = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            packed += png[at + 8 : at + 8 + size]
        at += 12 + size
    raw = zlib.decompress(packed)
    return wide, high, [raw[y * (wide * 3 + 1) + 1 : (y + 1) * (wide * 3 + 1)] for y in range(high)]


def test_the_words_are_where_the_report_says_that_they_stand() -> None:
    data = made_pdf([[(72, 700, 12, WORDS)]])
    (read,) = parse_bytes(data, "one.pdf")
    assert isinstance(read, Reading)
    drawn = draw_page(data, 1, where="one.pdf")
    wide, high, rows = dots(drawn.png)
    scale = wide / drawn.width
    dark = [
        (x / scale, drawn.height - y / scale)
        for y in range(high)
        for x in range(wide)
        if rows[y][x * 3] < 100
    ]
    assert len(dark) > 100
    near = [
        box
        for x, y in dark
        for box in read.report.boxes
        if box.left - 3 <= x <= box.right + 3 and box.bottom - 3 <= y <= box.top + 3
    ]
    assert len(near) >= 0.95 * len(dark)


def test_a_picture_is_never_larger_than_is_needed() -> None:
    drawn = draw_page(made_pdf([[(72, 700, 12, WORDS)]]), 1, where="one.pdf")
    assert (drawn.width, drawn.height) == (WIDE, HIGH)
    assert max(dots(drawn.png)[:2]) <= LONGEST


@pytest.mark.parametrize(("data", "number"), [(b"%PDF-1.7 nothing", 1), (b"", 1), (None, 7)])
def test_what_cannot_be_drawn_is_one_clear_error(data: bytes | None, number: int) -> None:
    given = made_pdf([[(72, 700, 12, WORDS)]]) if data is None else data
    with pytest.raises(UnreadableInput, match="cannot be drawn"):
        draw_page(given, number, where="one.pdf")
