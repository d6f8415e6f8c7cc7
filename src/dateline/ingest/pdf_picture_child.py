"""Draws one page of a PDF, in a process of its own: `python -m ... PAGE` (from 1).

As `pdf_child`: what a file does to the library that draws it happens here. Bytes come on standard
input; a `Drawn` goes to standard output, MessagePack.
"""

from __future__ import annotations

import struct
import sys
import zlib
from typing import Any

import msgspec
from msgspec import Struct

from dateline.ingest.pdf_child import bound_memory

LONGEST = 1600
"""Dots of a picture's longer side at most: enough to read, however large a page says it is."""
FINEST = 2.0
"""Dots a point at most."""


class Drawn(Struct, frozen=True, array_like=True):
    """A page as it is shown: its size in points, and a PNG of it; or why there is none."""

    width: float
    height: float
    png: bytes
    fault: str | None = None


def main() -> None:
    """Draws one page."""
    bound_memory()
    drawn = draw(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(msgspec.msgpack.encode(drawn))
    sys.stdout.buffer.flush()


def draw(data: bytes, number: int) -> Drawn:
    """The page of this number, from 1."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        if not 1 <= number <= len(document):
            return Drawn(0, 0, b"", f"the file has {len(document)} pages")
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(FINEST, LONGEST / max(width, height, 1.0))
        bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
        return Drawn(width, height, write_png(bitmap))
    except (pdfium.PdfiumError, ValueError) as error:
        return Drawn(0, 0, b"", str(error))


def write_png(bitmap: Any) -> bytes:
    """A bitmap of three bytes a dot as PNG."""
    wide, high, stride = bitmap.width, bitmap.height, bitmap.stride
    dots, channels = bytes(bitmap.buffer), bitmap.n_channels
    rows = (dots[y * stride : y * stride + wide * channels] for y in range(high))
    kind = {1: 0, 3: 2, 4: 6}[channels]
    packed = zlib.compress(b"".join(b"\x00" + row for row in rows), 6)
    head = struct.pack(">IIBBBBB", wide, high, 8, kind, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", packed), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    main()
