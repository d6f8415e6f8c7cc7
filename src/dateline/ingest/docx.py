"""Word documents (.docx): mammoth makes HTML of them, which is read as a page is.

What the author deleted, comments, heads and feet are no part of the text. The words of a document
lie packed in it, so its source map is empty.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.build import Draft, reading
from dateline.ingest.foreign import refuse_binary
from dateline.ingest.html import body_of
from dateline.ingest.inner import MEBIBYTE, limits
from dateline.ingest.layout import layout
from dateline.ingest.markup import PageParser, Unit
from dateline.ingest.table_rows import day_of_cells, row_text
from dateline.model import BlockKind, Reading, UnreadableInput
from dateline.text.language import identify
from dateline.text.source_map import ByteIndex

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
_NOTE_MARK = re.compile(
    r'<sup><a href="#[^"]*"[^>]*>\[\d+\]</a></sup>|<a href="#(?:foot|end)note-ref-[^"]*">.</a>'
)
_ROW = re.compile(r"<tr>(?P<cells>(?:(?!</?table|</?tr).)*)</tr>", re.S)
_CELL = re.compile(r"<(t[dh])\b[^>]*>(.*?)</\1>", re.S)
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4}-\d\d-\d\d)")
_MOST_PARAGRAPHS = 2
_CORE = "docProps/core.xml"


class _Row(Struct, frozen=True):
    """A row of a table: its words, which stand in the text, and its cells."""

    text: str
    cells: list[str]


def read_docx(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading]:
    """The one report in a document; UnreadableInput where it is damaged or holds no words."""
    del charset
    created = _checked(data, where=where)
    markup, rows = _with_rows(_NOTE_MARK.sub("", _html(data, where=where)))
    page = PageParser().read(markup)
    if not page.units:
        raise UnreadableInput(
            "the document holds no words", where=where, remedy="leave this input out"
        )
    for unit in page.units:
        unit.pieces = [(words, 0, 0) for words, _, _ in unit.pieces]
    body = body_of(page.units, ByteIndex((), ""))
    lang = identify(body.text)
    found = layout(body.text, lang=lang, ranges=body.ranges, given=_roles(page.units, body.given))
    days = {row.text: day_of_cells(row.cells, lang) for row in rows}
    blocks = tuple(
        replace(block, published=days.get(body.text[block.start : block.end]))
        for block in found.blocks
    )
    doubt = f"it states no day of publication; the file was made on {created}, which is not taken"
    draft = Draft(
        text=body.text,
        blocks=blocks,
        title=found.title,
        published=found.published,
        updated=found.updated,
        zone=found.zone,
        byline=found.byline,
        lang=lang,
        links=tuple(dict.fromkeys(page.links))[:200],
        warnings=(*found.warnings, *((doubt,) if created and not found.published else ())),
    )
    yield reading(draft, data=data, media_type=MEDIA_TYPE, location=where, fetched=fetched)


def _checked(data: bytes, *, where: str) -> str | None:
    """The day on which a document was made; UnreadableInput where it unpacks to too much."""
    if not data.startswith(b"PK"):
        refuse_binary(data, where=where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
            if size > limits().member * MEBIBYTE:
                raise UnreadableInput(
                    f"unpacked the document is larger than {limits().member} MiB",
                    where=where,
                    remedy="save it without its pictures",
                )
            core = archive.read(_CORE) if _CORE in archive.namelist() else b""
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError,
            RuntimeError) as error:  # fmt: skip
        raise _damaged(error, where) from error
    made = _CREATED.search(core)
    return made[1].decode() if made else None


def _html(data: bytes, *, where: str) -> str:
    import mammoth

    def without_picture(_: Any) -> list[Any]:
        return []

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=without_picture
        )
    except Exception as error:  # whatever an odd document does to it
        raise _damaged(error, where) from error
    return str(made.value)


def _damaged(error: BaseException, where: str) -> UnreadableInput:
    said = " ".join(str(error).split())[:120]
    return UnreadableInput(
        f"the Word document is damaged: {type(error).__name__}: {said}",
        where=where,
        remedy="save it again, or give its text as .txt",
    )


def _with_rows(markup: str) -> tuple[str, list[_Row]]:
    """The markup with each row of a table as a paragraph; a table that only lays out text stays."""
    rows: list[_Row] = []

    def row(match: re.Match[str]) -> str:
        cells = [cell for _, cell in _CELL.findall(match["cells"])]
        if len(cells) < 2 or any(cell.count("</p>") > _MOST_PARAGRAPHS for cell in cells):
            return match[0]
        words = [_words(cell) for cell in cells]
        text = row_text(words)
        rows.append(_Row(text, words))
        return f"<p>{_escaped(text)}</p>"

    return _ROW.sub(row, markup), rows


def _words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _roles(units: list[Unit], given: dict[int, BlockKind]) -> dict[int, BlockKind]:
    """Only what leads the document is its headline; later headings of that rank are subheads."""
    roles = dict(given)
    heads = [number for number in range(len(units)) if given.get(number) is BlockKind.HEADLINE]
    for number in heads[1:] if heads and heads[0] < 3 else heads:
        roles[number] = BlockKind.SUBHEAD
    return roles
