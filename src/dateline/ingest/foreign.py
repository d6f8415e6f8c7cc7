"""Files of kinds that no reader here reads: known by what they hold, refused by name.

Invariant: a file that is refused here yields no report; none of it is read as prose.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.ingest.kinds import (
    is_json,
    is_mail,
    is_mbox,
    is_private_chat,
    is_table,
    is_telegram,
)
from dateline.model import UnreadableInput

_ITS_OWN = "leave --input-format out, so that it is recognised"
_TEXT_PLEASE = "give text, HTML, a feed or JSON Lines"
_LINES_PLEASE = 'give JSON Lines, one {"text": ..., "published": ..., "outlet": ...} a line'

_OLD = b"\xd0\xcf\x11\xe0"
_SEALED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a compound file in which Office keeps a document that a password locks."""
_BEGINNINGS = (
    (b"%PDF-", "a PDF", _ITS_OWN),
    (b"{\\rtf", "RTF", "save it as plain text"),
    (b"WARC/", "a WARC archive", _ITS_OWN),
    (_OLD, "an old office document", "save it as .docx (a message: as .eml)"),
    (b"\x89PNG", "a PNG picture", _TEXT_PLEASE),
    (b"\xff\xd8\xff", "a JPEG picture", _TEXT_PLEASE),
    (b"GIF8", "a GIF picture", _TEXT_PLEASE),
    (b"SQLite format 3\0", "an SQLite database", "open a ledger with --ledger"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and give the folder"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and give the folder"),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"[Script Info]", "a file of styled subtitles (ASS)", "save it as .srt"),
    (b"\xef\xbb\xbf[Script Info]", "a file of styled subtitles (ASS)", "save it as .srt"),
    (b"OggS", "a sound file", _TEXT_PLEASE),
    (b"ID3", "a sound file", _TEXT_PLEASE),
)
_PACKED = (
    (b"word/", "a Word document", _ITS_OWN),
    (b"xl/", "an Excel workbook", _LINES_PLEASE),
    (b"ppt/", "a PowerPoint document", "save it as plain text"),
    (b"opendocument", "an OpenDocument file", "save it as plain text or HTML"),
    (b"epub+zip", "an EPUB book", "save it as HTML"),
    (b"datapackage.json", "a WACZ archive", _ITS_OWN),
)
_CODE = (".css", ".scss", ".js", ".mjs", ".ts", ".py", ".sh", ".sql", ".java", ".c", ".h", ".ipynb",
         ".yaml", ".yml", ".toml", ".ini", ".lock", ".log")  # fmt: skip
_ZIP = b"PK\x03\x04"


def refuse_binary(data: bytes, *, where: str) -> None:
    """Raises UnreadableInput, which names the kind, where bytes begin as a file of another kind."""
    if data.startswith(_OLD) and _SEALED in data:
        raise UnreadableInput(
            "the document needs a password", where=where, remedy="save it without one"
        )
    for mark, kind, remedy in _BEGINNINGS:
        if data.startswith(mark):
            raise _refusal(kind, remedy, where)
    if data.startswith(_ZIP):
        refuse_packed(data, where=where)
        raise UnreadableInput("it is a ZIP archive, no text", where=where, remedy=_ITS_OWN)
    if data[257:262] == b"ustar":
        raise UnreadableInput("it is a tar archive, no text", where=where, remedy=_ITS_OWN)
    if data[4:8] == b"ftyp":
        raise _refusal("a video or sound file", _TEXT_PLEASE, where)


def refuse_packed(data: bytes, *, where: str) -> None:
    """Raises UnreadableInput where a ZIP file is a document of a kind that no reader reads."""
    head = data[:4096] + data[-4096:]
    for mark, kind, remedy in _PACKED:
        if mark in head:
            raise _refusal(kind, remedy, where)


def refuse_records(text: str, *, where: str) -> None:
    """Raises UnreadableInput where a text is mail, JSON, a table or code, which are no prose."""
    if where.lower().endswith(_CODE):
        raise UnreadableInput(
            "by its name it is program code, no prose",
            where=where,
            remedy="leave it out, or name it .txt if it is a report",
        )
    if is_private_chat(text):
        raise UnreadableInput(
            "it is an exported chat (WhatsApp), which nobody has published", where=where,
            remedy="give what was published; private chats are not read",
        )  # fmt: skip
    for kind, tells in _READ_ELSEWHERE:
        if tells(text, where):
            raise UnreadableInput(f"it is {kind}, no prose", where=where, remedy=_ITS_OWN)


def _refusal(kind: str, remedy: str, where: str) -> UnreadableInput:
    return UnreadableInput(f"it is {kind}, which is not read yet", where=where, remedy=remedy)


_READ_ELSEWHERE: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("a mailbox (mbox)", is_mbox),
    ("an e-mail", is_mail),
    ("a Telegram export", is_telegram),
    ("JSON", is_json),
    ("a table (CSV)", is_table),
)
