"""What follows from a ledger, from its tables: brought up to date first, where it may be written.

One thing for the command line, the Python API and the workbench.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib.resources import files

import msgspec

import dateline
from dateline.model import Contradiction, Incident, Origin
from dateline.pipeline.derive import Derived
from dateline.pipeline.upkeep.refreshing import Refreshing
from dateline.pipeline.upkeep.sourcing import decode_origin
from dateline.store import DerivedTables, Ledger

BATCH = 100
"""Reports of one transaction: enough to be quick, few enough to fit in memory."""
ROOMS = ("fusion", "control")


@cache
def rules_name() -> str:
    """The name of the rules by which things follow: another version's tables are made anew."""
    told = blake2b(dateline.__version__.encode(), digest_size=8)
    for room in ROOMS:
        data = files(f"dateline.{room}") / "data"
        for file in sorted(data.iterdir(), key=lambda f: f.name):
            if file.is_file():
                told.update(file.read_bytes())
    return f"{FORMAT}-{told.hexdigest()}"


FORMAT = "1"
"""Of what the program writes into the tables."""


def keep_up(ledger: Ledger, *, progress: Callable[[int], None] | None = None) -> bool:
    """Computes what follows from all that was written since; whether there was anything.

    `progress` is told how many reports are yet to be looked at.
    """
    book = ledger.derived_book()
    with book.asking(rules_name()) as held:
        if held is not None:
            return False
    while True:
        with book.updating(rules_name()) as updating:
            reports = updating.next_reports(BATCH)
            if reports:
                Refreshing(updating).refresh(reports)
            left = updating.waiting()
        if progress is not None:
            progress(left)
        if not left:
            return True


def derived_of(ledger: Ledger) -> Derived | None:
    """Everything that follows, from the tables; None: they do not hold for the ledger."""
    with ledger.derived_book().asking(rules_name()) as tables:
        if tables is None:
            return None
        return Derived(
            origins=tuple(sorted(_origins(tables), key=_in_order)),
            incidents=tuple(msgspec.json.decode(i, type=Incident) for i in tables.all_incidents()),
            contradictions=tuple(
                msgspec.json.decode(c, type=Contradiction) for c in tables.all_contradictions()
            ),
        )


def _in_order(origin: Origin) -> tuple[str, str, str, str]:
    return origin.kind.value, origin.name, origin.side or "", origin.id


def _origins(tables: DerivedTables) -> list[Origin]:
    claims = tables.claims_by_origin()
    kept = tables.origins(claims)
    return [
        msgspec.structs.replace(decode_origin(kept[key]), claims=tuple(sorted(some)))
        for key, some in claims.items()
    ]
