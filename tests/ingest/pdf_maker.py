"""Small PDFs made of lines at places: the structure of real ones, without their fonts."""

from __future__ import annotations

from collections.abc import Sequence

Put = tuple[float, float, float, str]
"""Left, baseline, size, words."""

WIDE, HIGH = 595, 842


def made_pdf(pages: Sequence[Sequence[Put]], *, turn: int = 0, info: str = "") -> bytes:
    """A PDF whose pages hold these words, in Helvetica; `turn`: degrees that each page is shown
    turned by; `info`: entries of its information dictionary."""
    contents = [_content(puts) for puts in pages]
    return with_contents(contents, turn=turn, info=info)


def _content(puts: Sequence[Put]) -> bytes:
    return "\n".join(
        f"BT /F {size} Tf {left} {base} Td ({_escaped(words)}) Tj ET"
        for left, base, size, words in puts
    ).encode("cp1252")


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def with_contents(
    contents: Sequence[bytes], *, turn: int = 0, info: str = "", font: str = "", more: str = ""
) -> bytes:
    """A PDF of these content streams; `font`: entries of the font's dictionary, `more`: of each
    page's resources."""
    font = font or "/Encoding /WinAnsiEncoding"
    count = len(contents)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        (f"<< /Type /Pages /Count {count} /Kids ["
         + " ".join(f"{5 + 2 * n} 0 R" for n in range(count)) + "] >>").encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {font} >>".encode(),
        f"<< {info} >>".encode(),
    ]  # fmt: skip
    for number, content in enumerate(contents):
        objects.append(
            (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] /Rotate {turn} "
             f"/Resources << /Font << /F 3 0 R >> {more} >> /Contents {6 + 2 * number} 0 R >>")
            .encode()
        )  # fmt: skip
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return with_objects(objects)


def with_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue, the fourth its
    information."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def column(left: float, base: float, lines: Sequence[str], *, size: float = 10) -> list[Put]:
    """Lines one below another."""
    return [(left, base - 1.2 * size * n, size, line) for n, line in enumerate(lines)]
