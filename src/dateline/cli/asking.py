"""What a command asks a ledger for: filters, a query, what is new, and how much of it."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.cli.output import print_note

if TYPE_CHECKING:
    from dateline.store import Filter, Ledger

MOST_NAMES = 10_000
"""Names that one query may list; words that more begin with are looked for as they stand."""


@contextmanager
def opened_ledger(place: str, *, create: bool = False) -> Iterator[Ledger]:
    """The ledger; what had to be mended in it is said."""
    from dateline.store import open_ledger

    with open_ledger(place, create=create, note=lambda text: print_note(f"note: {text}")) as opened:
        yield opened


def spoken_by(where: Filter, source: str | None, ledger: Ledger) -> Filter:
    """The filter, narrowed to the sources whose names these words may be."""
    from msgspec.structs import replace

    from dateline.pipeline.names import spellings

    if not source:
        return where
    found = spellings(source, ledger.sources())
    few = len(found) <= MOST_NAMES
    return replace(where, sources=found) if few else replace(where, source=source)


@contextmanager
def only_new(ledger: Ledger, where: Filter, *, command: str, wanted: bool) -> Iterator[Filter]:
    """The filter, narrowed to what this person has not been shown by this command; when all is
    shown, that is kept."""
    from msgspec.structs import replace

    if not wanted:
        yield where
        return
    name = f"{getpass.getuser()} {command}"
    latest = ledger.latest_change()
    yield replace(where, changed_after=ledger.seen(name))
    ledger.mark_seen(name, latest)


def say_what_is_near(ledger: Ledger, where: Filter, source: str | None) -> None:
    """Says what may have been meant, where nothing was found."""
    from msgspec.structs import replace

    from dateline.pipeline.suggest import suggestions

    for field, asked, near in suggestions(ledger, replace(where, source=source, sources=None)):
        meant = f" (did you mean {', '.join(map(repr, near))}?)" if near else ""
        print_note(f"note: the ledger has no {field} {asked!r}{meant}")
