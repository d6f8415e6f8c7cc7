"""What is said beside the reports of one input: a note on its last, when all are read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model import Reading, ReportError


def with_note(
    found: Iterator[Reading | ReportError], note: str | None
) -> Iterator[Reading | ReportError]:
    """The same, the last reading with one more warning."""
    held: list[Reading | ReportError] = []
    for item in found:
        if isinstance(item, Reading) and held:
            yield from held
            held.clear()
        held.append(item)
    for item in held:
        if note is not None and isinstance(item, Reading):
            yield replace(item, warnings=(*item.warnings, note))
        else:
            yield item
