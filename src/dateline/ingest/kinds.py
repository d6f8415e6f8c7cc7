"""What kinds of records a text can be that are no prose: mail, JSON, tables.

Each is known by what it holds; a name is asked only where what it holds leaves the question open.
"""

from __future__ import annotations

import csv
import json
import re
from itertools import islice

from dateline.ingest.phrases import all_phrases

_HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):")
_MAIL_NAMES = frozenset(
    {"from", "to", "cc", "subject", "date", "message-id", "received", "return-path", "reply-to",
     "delivered-to", "mime-version", "content-type", "sender", "in-reply-to", "references"}
)  # fmt: skip
_MAIL_ONLY = frozenset(
    {"to", "message-id", "received", "return-path", "delivered-to", "mime-version", "in-reply-to"}
)
_FEWEST_HEADERS = 3
_MBOX = re.compile(r"From \S+@?\S* .*\d{4}\s*\n(?=[A-Za-z-]+: )")
_TELEGRAM_KEYS = ("name", "type", "id", "messages", "about", "chats", "personal_information")
_RECORD_LIST = re.compile(r'"[A-Za-z_]{3,20}"\s*:\s*\[\s*\{')
_TELEGRAM_PAGE = re.compile(r'<div class="page_wrap">\s*<div class="page_header')
_SUBTITLES = re.compile(
    r"\s*(?:WEBVTT(?:[ \t][^\n]*)?\r?\n"
    r"|\d{1,6}[ \t]*\r?\n[ \t]*\d{1,3}:\d\d:\d\d[.,]\d{1,3}[ \t]*-->)"
)
_MARKS = "\u200e\u200f\ufeff "
_CHAT_LINE = re.compile(
    r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:[ \u202f][AaPp]\.?[Mm]\.?)?(?:\] | - )[^:]{1,60}: "
)
_FEWEST_MESSAGES = 2
_ROWS = 20
_HEAD_OF_TABLE = 200_000
_FEWEST_COLUMNS = 3
_HEAD_CELL = re.compile(r"[^\W\d][\w .()/#-]{0,39}")


def is_private_chat(text: str) -> bool:
    """Whether a text is a chat as WhatsApp exports it: each message with day, time and name."""
    lines = [line for line in text[:_HEAD_OF_TABLE].splitlines() if line.strip()][:_ROWS]
    marked = sum(_CHAT_LINE.match(line.strip(_MARKS)) is not None for line in lines)
    return marked >= _FEWEST_MESSAGES and marked * 2 > len(lines)


def is_tar(text: str, _: str) -> bool:
    """Whether a file is a tar archive; its mark stands behind the first name (POSIX.1-1988)."""
    return bool(re.search(r"\x00ustar(?:\x00|  )", text[:270]))


def is_mbox(text: str, _: str) -> bool:
    match = _MBOX.match(text.lstrip())
    return match is not None and is_mail(text.lstrip()[match.end() :], "")


def is_mail(text: str, _: str) -> bool:
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


def is_telegram(text: str, _: str) -> bool:
    """Whether a text is what Telegram's own export writes: result.json or messages.html."""
    if _TELEGRAM_PAGE.search(text[:8000]):
        return True
    if not opens_json(text):
        return False
    keys = {key for key in _TELEGRAM_KEYS if re.search(rf'"{key}"\s*:', text[:8000])}
    return keys >= {"name", "type", "id", "messages"} or keys >= {"about", "chats"} or (
        keys >= {"about", "personal_information"}
    )  # fmt: skip


def is_subtitles(text: str, _: str) -> bool:
    """Whether a text opens as subtitles do: "1", and a line with two times and an arrow."""
    return _SUBTITLES.match(text) is not None


def is_records(text: str, _: str) -> bool:
    """Whether a text is JSON that holds records, and not JSON Lines with a text each."""
    if not opens_json(text):
        return False
    body = text.lstrip()
    first = body.split("\n", 1)[0]
    if body.startswith("[") or first.strip() == "{":
        return True
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return bool(_RECORD_LIST.search(body[:4000])) or "\n" in body[:200]
    return isinstance(found, dict) and not isinstance(found.get("text"), str)


def is_json(text: str, _: str) -> bool:
    return opens_json(text)


def opens_json(text: str) -> bool:
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


def is_table(text: str, where: str) -> bool:
    """Whether a text is a table: rows of as many cells as its first row, which names columns."""
    return delimiter_of(text, where) is not None


def delimiter_of(text: str, where: str) -> str | None:
    """What parts the cells of a table; None where a text is none."""
    named = where.lower().removesuffix(".gz").endswith((".csv", ".tsv", ".tab"))
    head = text[:_HEAD_OF_TABLE]
    fits = (sign for sign in (",", "\t", ";", "|") if _fits_table(head, sign, named))
    return next(fits, None)


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
