"""What follows from a ledger, from its tables: brought up to date first, where it may be written.

One thing for the command line, the Python API and the workbench.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from hashlib import blake2b
from importlib.resources import files

import msgspec
from msgspec import structs

import dateline
from dateline.fusion.origins import origins_of
from dateline.model import Coding, Contradiction, Incident, Judgement, LedgerError, Origin
from dateline.pipeline.derive import Derived, derive
from dateline.pipeline.learning import Learned, curves_of, read_learned
from dateline.pipeline.names import with_shared_names
from dateline.pipeline.standing import rulings_of, standing
from dateline.pipeline.upkeep.holding import Reckoning
from dateline.pipeline.upkeep.lasting import Settling
from dateline.pipeline.upkeep.reading import Reader
from dateline.pipeline.upkeep.refreshing import Refreshing
from dateline.pipeline.upkeep.sourcing import decode_origin
from dateline.store import DerivedTables, Finding, Ledger, Updating

BATCH = 250
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


def rules_of(learned: Learned | None) -> str:
    """The same with what a ledger learned: how its scores are read decides what follows."""
    curves = curves_of(learned)
    if not curves:
        return rules_name()
    told = blake2b(msgspec.json.encode(curves), digest_size=4).hexdigest()
    return f"{rules_name()}-{told}"


FORMAT = "6"
"""Of what the program writes into the tables."""


def keep_up(ledger: Ledger, *, progress: Callable[[int], None] | None = None) -> bool:
    """Computes what follows from all that was written since; whether there was anything.

    `progress` is told how many reports are yet to be looked at.
    """
    book, learned = ledger.derived_book(), read_learned(ledger)
    rules = rules_of(learned)
    with book.asking(rules) as held:
        if held is not None:
            return False
    reader: Reader | None = None
    while True:
        with book.updating(rules) as updating:
            reader = reader or Reader(updating.tables)
            left = _refresh_some(updating, reader, learned)
        if progress is not None:
            progress(left)
        if not left:
            return True


def _refresh_some(updating: Updating, reader: Reader, learned: Learned | None) -> int:
    """Takes the next reports into the tables, and once there are none, what goes on and who holds
    what; how many are left."""
    reports = updating.next_reports(BATCH)
    if reports:
        Refreshing(updating, reader, learned).refresh(reports)
    left = updating.waiting()
    if not left:
        Settling(updating.tables).settle()
        Reckoning(updating.tables).reckon()
    return left


def catch_up(ledger: Ledger, *, most: int) -> bool:
    """Whether the tables hold, once no more than so many reports were taken into them."""
    lag = count_lag(ledger)
    if lag is None or (lag and (lag > most or not ledger.derived_book().can_keep())):
        return False
    if lag:
        keep_up(ledger)
    return True


def keep_current(ledger: Ledger) -> None:
    """Takes what is new into the tables, where there are some."""
    if count_lag(ledger):
        keep_up(ledger)


def is_kept(ledger: Ledger) -> bool:
    """Whether there are tables, up to date or not."""
    return count_lag(ledger) is not None


def count_lag(ledger: Ledger) -> int | None:
    """How many reports are to be taken into the tables; None: there are none."""
    return ledger.derived_book().lag(rules_of(read_learned(ledger)))


def kept_tables(ledger: Ledger) -> AbstractContextManager[DerivedTables | None]:
    """The tables as they stand, in one state of the ledger; None: they do not hold for it."""
    return ledger.derived_book().asking(rules_of(read_learned(ledger)))


def compare_kept(ledger: Ledger) -> Iterator[Finding]:
    """Everything in the tables that is not what a whole computation gives: by its id where people
    ask for it, and by table."""
    yield from _compare_lists(ledger)
    if ledger.derived_book().can_keep():
        yield from _compare_tables(ledger)


def _compare_tables(ledger: Ledger) -> Iterator[Finding]:
    learned = read_learned(ledger)

    def compute(updating: Updating) -> None:
        reader = Reader(updating.tables)
        while _refresh_some(updating, reader, learned):
            pass

    for found in ledger.derived_book().compare(rules_of(learned), compute):
        told = f"{found.wrong} rows do not follow so, {found.missing} that follow are not kept"
        yield Finding(record=f"table {found.table}", what=f"{told}; the first: {found.first}")


def _compare_lists(ledger: Ledger) -> Iterator[Finding]:
    try:
        kept = derived_of(ledger)
    except LedgerError as error:
        yield Finding(record="what follows", what=f"is kept, but cannot be read: {error}")
        return
    if kept is None:
        return
    judgements = list(ledger.judgements())
    whole = derive(list(ledger.codings()), judgements, learned=read_learned(ledger))
    wrong = rulings_of(judgements).wrong
    lists: tuple[tuple[str, Iterable[_Record], Iterable[_Record]], ...] = (
        ("origin", kept.origins, (structs.replace(o, why=()) for o in whole.origins)),
        ("incident", kept.incidents, whole.incidents),
        (
            "contradiction",
            (c for c in kept.contradictions if c.id not in wrong),
            whole.contradictions,
        ),
    )
    for name, found, due in lists:
        told, right = set(found), set(due)
        for one in sorted(told - right, key=lambda r: r.id):
            yield Finding(record=f"{name} {one.id}", what="is kept, but does not follow so")
        for one in sorted(right - told, key=lambda r: r.id):
            yield Finding(record=f"{name} {one.id}", what="follows, but is not kept so")


_Record = Origin | Incident | Contradiction


def derived_of(ledger: Ledger) -> Derived | None:
    """Everything that follows, from the tables; None: they do not hold for the ledger."""
    with kept_tables(ledger) as tables:
        if tables is None:
            return None
        return Derived(
            origins=tuple(sorted(_origins(tables), key=_in_order)),
            incidents=_incidents(tables),
            contradictions=_contradictions(tables),
        )


def whole_of(
    tables: DerivedTables, codings: Sequence[Coding], judgements: Sequence[Judgement]
) -> Derived:
    """Everything that follows from these codings, for which the tables hold."""
    wrong = rulings_of(judgements).wrong
    named = with_shared_names(standing(codings, judgements))
    ordered = sorted(named, key=lambda c: (c.report.published or "~", c.report.id))
    places = {claim.id: (at, n) for at, c in enumerate(ordered) for n, claim in enumerate(c.claims)}
    return Derived(
        origins=origins_of(ordered, carried=tables.copied_claims()),
        incidents=_incidents(tables),
        contradictions=tuple(
            sorted(
                (c for c in _contradictions(tables) if c.id not in wrong),
                key=lambda c: sorted(places[claim] for claim in c.claims),
            )
        ),
    )


def _incidents(tables: DerivedTables) -> tuple[Incident, ...]:
    return tuple(msgspec.json.decode(row, type=Incident) for row in tables.all_incidents())


def _contradictions(tables: DerivedTables) -> tuple[Contradiction, ...]:
    rows = tables.all_contradictions()
    return tuple(msgspec.json.decode(row, type=Contradiction) for row in rows)


def _in_order(origin: Origin) -> tuple[str, str, str, str]:
    return origin.kind.value, origin.name, origin.side or "", origin.id


def _origins(tables: DerivedTables) -> list[Origin]:
    claims = tables.claims_by_origin()
    kept = tables.origins(claims)
    return [
        msgspec.structs.replace(decode_origin(kept[key]), claims=tuple(sorted(some)))
        for key, some in claims.items()
        if key in kept  # else the tables are damaged, and a check says so
    ]
