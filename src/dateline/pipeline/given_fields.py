"""The columns of a given event's row, as its report says them line by line."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.model import BlockKind, Report, Span, trimmed

Fields = Mapping[str, Span]
"""What each column holds, by its name, as spans of the report."""


def fields_of(report: Report) -> dict[str, Span]:
    """The row's columns with what they hold; the first of one name counts."""
    found: dict[str, Span] = {}
    for block in report.blocks:
        name, colon, _ = report.text[block.start : block.end].partition(": ")
        if block.kind is BlockKind.LIST and colon:
            words = trimmed(report.text, block.start + len(name) + len(colon), block.end)
            if words is not None:
                found.setdefault(name, words)
    return found


def first_of(fields: Fields, columns: tuple[str, ...]) -> Span | None:
    """What the first of some columns that holds something holds."""
    return next((fields[name] for name in columns if name in fields), None)
