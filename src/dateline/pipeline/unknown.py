"""Inputs that a ledger has not coded yet; of the others the sighting is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dateline.model import Reading, ReportError
from dateline.store import Ledger

Input = Reading | ReportError


def _do_nothing() -> None:
    pass


def keep_unknown(
    ledger: Ledger, inputs: Iterable[Input], program: str,
    *, on_known: Callable[[], None] = _do_nothing,
) -> Iterator[Input]:  # fmt: skip
    """The inputs that this program has not coded, and those that cannot be read; what is known is
    counted by `on_known`, and where it was met is written down."""
    for item in inputs:
        if isinstance(item, ReportError) or not ledger.knows(item.report.id, program=program):
            yield item
        else:
            ledger.saw(item.original)
            on_known()
