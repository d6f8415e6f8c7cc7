"""PDFs with what office programs, browsers, scanners and printers put in them."""

from __future__ import annotations

import hashlib
import itertools
import zlib
from collections.abc import Sequence

from tests.ingest.pdf_maker import HIGH, Put, column, made_pdf, with_contents, with_objects
from tests.ingest.wild.due import Due, Made, Refused

LEFT = [
    "Rebels captured Lower Ford on Monday, the army",
    "said. The bridge over the river was closed to ve-",
    "hicles in the evening, and two clinics in the town",
]
RIGHT = [
    "are without power. Humanitarian organisations",
    "reached the valley from the south on Sunday.",
    "Soldiers left Upper Ford, residents said.",
]
CAPTURED = "Rebels captured Lower Ford on Monday, the army said."
BRIDGE = (
    "The bridge over the river was closed to vehicles in the evening, and two clinics in the town"
)
POWER = "are without power."
ROWS = [
    ("2 March 2031", "Goma", "Shelling destroyed a school", "Radio"),
    ("3 March 2031", "Bunia", "A clash on the road", "Police"),
    ("4 March 2031", "Ferry", "Soldiers closed the pass", "Army"),
]
EDGES = (60.0, 122.0, 150.0, 282.0, 330.0)
"""Edges of a table's columns, so near that the words of two cells almost touch."""


def drawn(puts: Sequence[Put], *, more: str = "") -> bytes:
    """The content of a page: words, and other drawings before them."""
    words = (
        f"BT /F {size} Tf {left} {base} Td ({each.replace('(', chr(92) + '(')}) Tj ET"
        for left, base, size, each in puts
    )
    return "\n".join([more, *words]).encode("cp1252")


def cells(top: float, step: float = 24, size: float = 10) -> list[Put]:
    """The words of a table, two lines in a cell that is narrow."""
    return [
        (EDGES[column_] + 2, top - step * row - 12, size, cell)
        for row, each in enumerate(ROWS)
        for column_, cell in enumerate(each)
    ]


def thin_boxes(top: float, step: float = 24) -> str:
    """The lines of a table as browsers draw them: a thin box a side of each cell."""
    made = ["0 g"]
    for row in range(len(ROWS)):
        low = top - step * (row + 1)
        for left, right in itertools.pairwise(EDGES):
            made.append(f"{left} {low} 0.75 {step} re f")
            made.append(f"{right} {low} 0.75 {step} re f")
            made.append(f"{left} {low} {right - left} 0.75 re f")
            made.append(f"{left} {low + step} {right - left} 0.75 re f")
    return "\n".join(made)


def frames(top: float, step: float = 24) -> str:
    """The same as office programs draw them: a frame round each cell."""
    return "\n".join(
        f"q 1 0 0 1 {left} {top - step * (row + 1)} cm 0 0 {right - left} {step} re S Q"
        for row in range(len(ROWS))
        for left, right in itertools.pairwise(EDGES)
    )


def long_lines(top: float, step: float = 24) -> str:
    """The same as typesetting programs draw them: lines from side to side and from top to foot."""
    foot = top - step * len(ROWS)
    across = (f"{EDGES[0]} {top - step * n} m {EDGES[-1]} {top - step * n} l S"
              for n in range(len(ROWS) + 1))  # fmt: skip
    up = (f"{at} {foot} m {at} {top} l S" for at in EDGES)
    return "\n".join([*across, *up])


def columns(top: float) -> list[Put]:
    return [*column(60, top, LEFT), *column(320, top, RIGHT)]


def running(*pages: Sequence[Put]) -> list[list[Put]]:
    """Pages with a running head, and a foot with the number of the page."""
    total = len(pages)
    return [
        [(60, HIGH - 36, 8, "WEIR VALLEY | Situation report no. 7"), *page,
         (60, 30, 8, "Weir Office for Aid"), (500, 30, 8, f"{number} / {total}")]
        for number, page in enumerate(pages, start=1)
    ]  # fmt: skip


def filler(top: float, count: int) -> list[Put]:
    return column(60, top, ["The situation in the valley did not change in the week."] * count)


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of protected PDFs before 2.0."""
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def protected(content: bytes, *, password: bytes = b"") -> bytes:
    """A PDF that may be read and not be changed, or that a password locks (40 bits)."""
    ident, rights = b"0123456789abcdef", -44
    padded = (password + PAD)[:32]
    owner = rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + rights.to_bytes(4, "little", signed=True) + ident)
    short = key.digest()[:5]
    user = rc4(short, PAD)

    def sealed(number: int, data: bytes) -> bytes:
        own = hashlib.md5(short + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
        return rc4(own, data)

    body = sealed(6, content)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        b"/Resources << /Font << /F 3 0 R >> >> /Contents 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
        b"<< /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>"
        % (rights, owner.hex().encode(), user.hex().encode()),
    ]  # fmt: skip
    whole = with_objects(objects)
    seal = b"/Root 1 0 R /Encrypt 7 0 R /ID [<%s> <%s>]" % ((ident.hex().encode(),) * 2)
    return whole.replace(b"/Root 1 0 R", seal)


def mapped(lines: Sequence[str], *, drawn_from_right: bool = False) -> bytes:
    """Words in a font of glyphs, whose letters only its ToUnicode map tells."""
    letters = sorted(set("".join(lines)))
    code = {letter: number for number, letter in enumerate(letters, start=3)}
    pairs = "\n".join(f"<{n:04x}> <{ord(letter):04x}>" for letter, n in code.items())
    cmap = (f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
            f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(code)} beginbfchar\n"
            f"{pairs}\nendbfchar endcmap end end").encode()  # fmt: skip
    shown = []
    for number, line in enumerate(lines):
        order = line[::-1] if drawn_from_right else line
        codes = "".join(f"{code[letter]:04x}" for letter in order)
        shown.append(f"BT /F 11 Tf 60 {700 - 14 * number} Td <{codes}> Tj ET")
    content = zlib.compress("\n".join(shown).encode())
    return with_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Weir /Encoding /Identity-H "
        b"/DescendantFonts [7 0 R] /ToUnicode 8 0 R >>",
        b"<< /Producer (Skia/PDF m120) >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        b"/Resources << /Font << /F 3 0 R >> >> /Contents 6 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Weir /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /AAAAAA+Weir /Flags 4 /Ascent 900 "
        b"/Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -200 1000 900] >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ])  # fmt: skip


def updated(before: bytes, old: bytes, new: bytes) -> bytes:
    """A PDF that was changed: the new content stands at its end, the old one stays in the file."""
    start = before.rindex(b"startxref\n")
    last = int(before[start:].split()[1])
    body = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(new), new)
    assert old in before
    place = len(before)
    changed = before + b"6 0 obj\n" + body + b"\nendobj\n"
    table = len(changed)
    return changed + (
        b"xref\n6 1\n%010d 00000 n \ntrailer\n<< /Size 7 /Root 1 0 R /Info 4 0 R /Prev %d >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (place, last, table)
    )


def packed_objects(content: bytes) -> bytes:
    """A PDF 1.5: its objects packed in one stream, its table of places in another."""
    inner = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >>"),
        (2, b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>"),
        (3, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
        (5, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F 3 0 R >> >> /Contents 6 0 R >>"),
    ]  # fmt: skip
    head, body = b"", b""
    for number, data in inner:
        head += b"%d %d " % (number, len(body))
        body += data + b" "
    out = bytearray(b"%PDF-1.5\n")
    places: dict[int, int] = {}
    for number, extra, data in (
        (6, b"", zlib.compress(content)),
        (7, b"/Type /ObjStm /N %d /First %d" % (len(inner), len(head)), zlib.compress(head + body)),
    ):
        places[number] = len(out)
        out += b"%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\n" % (number, extra, len(data))
        out += b"stream\n%s\nendstream\nendobj\n" % data
    start = len(out)
    places[8] = start
    rows = bytearray()
    order = {number: at for at, (number, _) in enumerate(inner)}
    for number in range(9):
        if number in order:
            rows += bytes([2]) + (7).to_bytes(4, "big") + bytes([order[number]])
        elif number in places:
            rows += bytes([1]) + places[number].to_bytes(4, "big") + b"\0"
        else:
            rows += bytes(6)
    packed = zlib.compress(bytes(rows))
    out += b"8 0 obj\n<< /Type /XRef /Size 9 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode "
    out += b"/Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        len(packed), packed, start)  # fmt: skip
    return bytes(out)


SCAN = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x\nEI Q"
PLAIN = drawn(column(60, 700, LEFT))
UKRAINIAN = "Війська залишили Нижній Брід у вівторок."
ARABIC = "انسحبت القوات من المخاضة السفلى يوم الثلاثاء."
ROW = "2 March 2031, Goma, Shelling destroyed a school, Radio"


def tabled(lines: str) -> bytes:
    """Two columns of text, and a table right below them."""
    page = [*columns(700), *cells(640), *column(60, 530, ["After the table words go on."])]
    return with_contents([drawn(page, more=lines)])


TABLE = Due(
    own=(CAPTURED, f"{BRIDGE} {POWER}", ROW, "After the table words go on."), found=False,
    days=((ROW, "2031-03-02"), ("3 March 2031, Bunia", "2031-03-03")),
)  # fmt: skip

PDF: dict[str, Made] = {
    "a situation report: columns, heads and feet": Made("a.pdf", made_pdf(running(
        [(60, 760, 20, "The valley in the week"), (60, 735, 10, "4 March 2031"), *columns(700)],
        filler(760, 20), filler(760, 9)), info="/CreationDate (D:20310306120000Z)"), [
        Due(title="The valley in the week", published="2031-03-04", found=False,
            own=(CAPTURED, f"{BRIDGE} {POWER}", "Soldiers left Upper Ford, residents said."),
            aside=("Situation report no. 7", "2 / 3"), pages=((CAPTURED, 1),)),
    ]),
    "a table as browsers draw it": Made("a.pdf", tabled(thin_boxes(640)), [TABLE]),
    "a table as office programs draw it": Made("a.pdf", tabled(frames(640)), [TABLE]),
    "a table of long lines": Made("a.pdf", tabled(long_lines(640)), [TABLE]),
    "notes at the foot, their marks in the text": Made("a.pdf", with_contents([
        drawn([*column(60, 700, LEFT[:1]), (60, 60, 8, "1 As told by the ministry.")])
        + b"\nBT /F 10 Tf 60 676 Td (Rebels hold 12 villages) Tj /F 8.3 Tf 4 Ts (1) Tj "
        b"0 Ts /F 10 Tf ( in the valley.) Tj ET"]), [
        Due(own=("Rebels hold 12 villages in the valley.", "As told by the ministry."),
            found=False),
    ]),
    "a page on its side": Made("a.pdf", with_contents(["\n".join(
        f"BT /F 10 Tf 0 1 -1 0 {100 + 12 * n} 60 Tm ({line}) Tj ET"
        for n, line in enumerate(LEFT)).encode()], turn=90), [
        Due(own=(CAPTURED, BRIDGE), found=False),
    ]),
    "protected from changes": Made("a.pdf", protected(PLAIN), [
        Due(own=(CAPTURED,), found=False),
    ]),
    "locked by a password": Made("a.pdf", protected(PLAIN, password=b"weir"), [
        Refused("a.pdf: the PDF needs a password"),
    ]),
    "a scan": Made("a.pdf", with_contents([SCAN, SCAN]), [
        Refused("a.pdf: the PDF has no text layer: its 2 pages are pictures"),
    ]),
    "a scan that was read": Made("a.pdf", with_contents(
        [SCAN + b"\n3 Tr\n" + PLAIN.replace(b"BT", b"BT 3 Tr")]), [
        Due(own=(CAPTURED, BRIDGE), found=False),
    ]),
    "a scanned page among others": Made("a.pdf", with_contents([PLAIN, SCAN]), [
        Due(own=(CAPTURED,), notes=("pages without letters, which are not read: 2",), found=False),
    ]),
    "Ukrainian from a browser": Made("a.pdf", mapped([UKRAINIAN]), [
        Due(own=(UKRAINIAN,), lang="uk", found=False),
    ]),
    "Arabic, drawn from the left": Made("a.pdf", mapped([ARABIC], drawn_from_right=True), [
        Due(own=(ARABIC,), lang="ar", found=False),
    ]),
    "packed objects (PDF 1.5)": Made("a.pdf", packed_objects(PLAIN), [
        Due(own=(CAPTURED,), found=False),
    ]),
    "changed after it was made": Made("a.pdf", updated(
        with_contents([PLAIN]), PLAIN, drawn(column(60, 700, RIGHT))), [
        Due(own=("Soldiers left Upper Ford",), never=("Rebels captured",), found=False),
    ]),
    "a draft's watermark": Made("a.pdf", with_contents([
        b"BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (DRAFT) Tj ET\n" + PLAIN]), [
        Due(own=(CAPTURED, BRIDGE), never=("DRAFT",), notes=("stand askew",), found=False),
    ]),
    "under another name": Made("report.html", with_contents([PLAIN]), [
        Due(own=(CAPTURED,), found=False),
    ]),
}  # fmt: skip
