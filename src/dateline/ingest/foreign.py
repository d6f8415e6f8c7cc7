"""Files of kinds that no reader here reads: known by what they hold, refused by name.

Invariant: a file that is refused here yields no report; none of it is read as prose.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from itertools import islice

from dateline.ingest.phrases import all_phrases
from dateline.model import UnreadableInput

_TEXT_PLEASE = "give text, HTML, a feed or JSON Lines"
_LINES_PLEASE = 'give JSON Lines, one {"text": ..., "published": ..., "outlet": ...} a line'

_BEGINNINGS = (
    (b"%PDF-", "a PDF", "save its text as .txt (pdftotext does)"),
    (b"{\\rtf", "RTF", "save it as plain text"),
    (b"WARC/", "a WARC archive", "give the pages in it as HTML files"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text or HTML"),
    (b"\x89PNG", "a PNG picture", _TEXT_PLEASE),
    (b"\xff\xd8\xff", "a JPEG picture", _TEXT_PLEASE),
    (b"GIF8", "a GIF picture", _TEXT_PLEASE),
    (b"SQLite format 3\0", "an SQLite database", "open a ledger with --ledger"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and give the folder"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and give the folder"),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"OggS", "a sound file", _TEXT_PLEASE),
    (b"ID3", "a sound file", _TEXT_PLEASE),
)
_PACKED = (
    (b"word/", "a Word document", "save it as plain text or HTML"),
    (b"xl/", "an Excel workbook", _LINES_PLEASE),
    (b"ppt/", "a PowerPoint document", "save it as plain text"),
    (b"opendocument", "an OpenDocument file", "save it as plain text or HTML"),
    (b"epub+zip", "an EPUB book", "save it as HTML"),
    (b"datapackage.json", "a WACZ archive", "give the pages in it as HTML files"),
)
_ZIP = b"PK\x03\x04"

_HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z-]{1,40}): ?\S")
_MAIL_NAMES = frozenset(
    {"from", "to", "cc", "subject", "date", "message-id", "received", "return-path", "reply-to",
     "delivered-to", "mime-version", "content-type", "sender", "in-reply-to", "references"}
)  # fmt: skip
_MAIL_ONLY = frozenset(
    {"to", "message-id", "received", "return-path", "delivered-to", "mime-version", "in-reply-to"}
)
_FEWEST_HEADERS = 3
_MBOX = re.compile(r"From \S+@?\S* .*\d{4}\s*\n(?=[A-Za-z-]+: )")
_ROWS = 20
_FEWEST_COLUMNS = 3
_HEAD_CELL = re.compile(r"[^\W\d][\w .()/#-]{0,39}")


def refuse_binary(data: bytes, *, where: str) -> None:
    """Raises UnreadableInput, which names the kind, where bytes begin as a file of another kind."""
    for mark, kind, remedy in _BEGINNINGS:
        if data.startswith(mark):
            raise _refusal(kind, remedy, where)
    if data.startswith(_ZIP):
        head = data[:4096] + data[-4096:]
        for mark, kind, remedy in _PACKED:
            if mark in head:
                raise _refusal(kind, remedy, where)
        raise _refusal("a ZIP archive", "unpack it and give the folder", where)
    if data[257:262] == b"ustar":
        raise _refusal("a tar archive", "unpack it and give the folder", where)
    if data[4:8] == b"ftyp":
        raise _refusal("a video or sound file", _TEXT_PLEASE, where)


def refuse_records(text: str, *, where: str) -> None:
    """Raises UnreadableInput where a text is mail, JSON or a table, which are no prose."""
    for kind, remedy, tells in _TEXT_KINDS:
        if tells(text, where):
            raise _refusal(kind, remedy, where)


def _refusal(kind: str, remedy: str, where: str) -> UnreadableInput:
    return UnreadableInput(f"it is {kind}, which is not read yet", where=where, remedy=remedy)


def _is_mbox(text: str, _: str) -> bool:
    match = _MBOX.match(text.lstrip())
    return match is not None and _is_mail(text.lstrip()[match.end() :], "")


def _is_mail(text: str, _: str) -> bool:
    """Whether a text opens with the header lines of an e-mail (RFC 5322) and an empty line.

    One of them must be of mail alone: a press release may open with From, Date and Subject.
    """
    names: set[str] = set()
    for line in islice(text.lstrip().splitlines(), 200):
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        match = _HEADER.match(line)
        if match is None:
            return False
        names.add(match["name"].lower())
    known = names & _MAIL_NAMES
    return len(known) >= _FEWEST_HEADERS and "from" in known and bool(known & _MAIL_ONLY)


def _is_telegram(text: str, _: str) -> bool:
    """Whether a text is what Telegram's own export writes: result.json."""
    return _opens_json(text) and all(
        re.search(rf'"{key}"\s*:', text[:4000]) for key in ("name", "type", "id", "messages")
    )


def _is_json(text: str, _: str) -> bool:
    return _opens_json(text)


def _opens_json(text: str) -> bool:
    """Whether a text is JSON, whole or cut: an object with a key, or a list of objects."""
    body = text.lstrip()
    if re.match(r'(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){1,200}"\s*:', body):
        return True
    if not body.startswith(("[", "{")) or len(body) > 1_000_000:
        return False
    try:
        return isinstance(json.loads(body), (dict, list))
    except (ValueError, RecursionError):
        return False


def _is_table(text: str, where: str) -> bool:
    """Whether a text is a table: rows of as many cells as its first row, which names columns."""
    named = where.lower().removesuffix(".gz").endswith((".csv", ".tsv", ".tab"))
    return any(_fits_table(text, delimiter, named) for delimiter in (",", "\t", ";", "|"))


def _fits_table(text: str, delimiter: str, named: bool) -> bool:  # noqa: FBT001
    try:
        lines = text.strip().splitlines()
        rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), _ROWS) if row]
    except csv.Error:
        return False
    if len(rows) < 2:
        return False
    head, *others = rows
    cells = [cell.strip() for cell in head]
    if len(cells) < (2 if named else _FEWEST_COLUMNS) or len(set(cells)) < len(cells):
        return False
    even = sum(len(row) == len(cells) for row in others)
    return (
        even * 10 >= len(others) * 9
        and all(_HEAD_CELL.fullmatch(cell) for cell in cells)
        and (named or any(_names_column(cell) for cell in cells))
    )


def _names_column(cell: str) -> bool:
    """Whether a cell of a first row is a usual name of a column, in any language that is read."""
    words = set(re.split(r"[\W_]+", cell.casefold()))
    return any(not words.isdisjoint(data.columns) for data in all_phrases())


_TEXT_KINDS: tuple[tuple[str, str, Callable[[str, str], bool]], ...] = (
    ("a mailbox (mbox)", f"save each message's text as a file, or {_LINES_PLEASE}", _is_mbox),
    ("an e-mail", f"save the message's text as a file, or {_LINES_PLEASE}", _is_mail),
    ("a Telegram export", f"export as HTML, or {_LINES_PLEASE}", _is_telegram),
    ("JSON", _LINES_PLEASE, _is_json),
    ("a table (CSV)", _LINES_PLEASE, _is_table),
)
