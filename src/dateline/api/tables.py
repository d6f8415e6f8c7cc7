"""Records as a notebook shows them. Words of reports are escaped: they are never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from msgspec import Struct

SHOWN = 20
LONGEST = 160
LEADING = (
    "id", "published", "earliest", "type", "auxiliary", "name", "state", "controller", "source",
    "side", "stance", "places", "content", "text", "why", "title", "outlet",
)  # fmt: skip
"""Columns that are shown, as far as a record has them."""


def html_table(rows: Sequence[Struct], kind: type[Struct], *, total: int) -> str:
    """The first rows as a table, and how many there are."""
    names = [n for n in LEADING if n in kind.__struct_fields__] or list(kind.__struct_fields__)
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in names)
    body = "".join(f"<tr>{''.join(_cells(row, names))}</tr>" for row in rows[:SHOWN])
    more = f"<p>{total} in all</p>" if total > len(rows[:SHOWN]) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cells(row: Struct, names: Iterable[str]) -> Iterable[str]:
    for name in names:
        yield f'<td dir="auto">{escape(_text(getattr(row, name)))}</td>'


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        value = "; ".join(map(str, value))
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
