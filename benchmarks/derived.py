"""What follows from a ledger, kept up to date: `python -m benchmarks.derived --ledgers DIR`.

Synthetic reports on an invented war that lasts: a fixed number of claims a day, so that a larger
ledger is a longer war. Towns by a long tail, each mostly told of one side; a tenth of the passages
copied from wires. Measured for each size: one report more, from its bytes to every table of what
follows, and the first page of each list.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from functools import cache, partial
from itertools import accumulate, islice
from pathlib import Path
from time import perf_counter, process_time

import msgspec
from msgspec import Struct

from benchmarks.fusion import (
    CLAIMS_A_DAY,
    CLAIMS_A_REPORT,
    OUTLETS,
    TYPES,
    Passage,
    coding_of,
    reading_of,
)
from dateline.model import Coding, Place, Reading, decode, encode
from dateline.pipeline.following import Following
from dateline.pipeline.territory import settlements_of
from dateline.pipeline.upkeep.keeping import keep_up
from dateline.store import Ledger, open_ledger

SIDES = ("RUS", "UKR")
SIZES = (10_000, 100_000, 1_000_000)
TOWNS, REGIONS, WIRES = 3_000, 24, 50
MIB, PAGE, MORE = 1024, 50, 5
START = date(2020, 1, 1)
WORDS = [f"w{n}" for n in range(20_000)]
WEIGHTS = list(accumulate(1 / (n + 3) for n in range(len(WORDS))))
"""By Zipf's law, the commonest one word in thirty."""


def reports(claims: int, *, seed: int = 1) -> Iterator[Coding]:
    """Codings with this many claims in all, one after another."""
    chance = random.Random(seed)
    wires: list[Passage] = []
    for number in range(claims // CLAIMS_A_REPORT):
        day = number * CLAIMS_A_REPORT // CLAIMS_A_DAY
        told = [_passage(chance, day, wires) for _ in range(CLAIMS_A_REPORT)]
        outlet = f"outlet {chance.randrange(OUTLETS)}"
        yield _in_the_war(coding_of(told, outlet=outlet, number=number, places=towns()))


@cache
def towns() -> list[Place]:
    """Real settlements, as control looks its places up in the gazetteer."""
    return sorted(settlements_of("UA"), key=lambda place: place.id)[:TOWNS]


def _in_the_war(made: Coding) -> Coding:
    return msgspec.structs.replace(made, conflict="ukraine")


def _passage(chance: random.Random, day: int, wires: list[Passage]) -> Passage:
    if wires and chance.random() < 0.1:
        return chance.choice(wires[-WIRES:])
    rank = int(60 * chance.paretovariate(1.0)) - 60
    town = rank % TOWNS
    kind = (town + int(2 * chance.paretovariate(2.0))) % len(TYPES)
    side = SIDES[town % 2 if chance.random() < 0.95 else 1 - town % 2]
    made = Passage(
        words=" ".join(chance.choices(WORDS, cum_weights=WEIGHTS, k=24)),
        type=TYPES[kind], town=town if chance.random() < 0.95 else None, region=town % REGIONS,
        day=max(0, day - chance.choice((0, 0, 1))), side=side,
        source=f"office {chance.randrange(40)}" if chance.random() < 0.6 else None,
        killed=chance.randrange(1, 30) if chance.random() < 0.05 else None,
        denied=chance.random() < 0.02,
    )  # fmt: skip
    if chance.random() < 0.1:
        wires.append(made)
        del wires[:-WIRES]
    return made


class Figures(Struct, frozen=True, kw_only=True):
    """What one ledger took: megabytes, processor seconds, and the greatest memory."""

    size_mib: float
    derived_mib: float
    one_more: float | None
    incidents: float
    contradictions: float
    tolls: float
    control: float
    peak_mib: float


def build(path: Path, claims: int) -> None:
    """Writes a ledger that is not there yet, and all that follows from it."""
    began = process_time()
    with open_ledger(path) as ledger:
        for _ in ledger.add_all(map(_read, reports(claims)), program="synthetic"):
            pass
        written = process_time() - began
        keep_up(ledger, progress=lambda left: print(f"{left} reports left", file=sys.stderr))
    derived = process_time() - began - written
    print(f"{claims:,} claims: written in {written:.0f} s, derived in {derived:.0f} s")


def _read(made: Coding) -> tuple[Reading, Coding]:
    return reading_of(made), made


def measure(path: Path, *, adding: bool) -> Figures:
    """Asks a ledger for its first pages, and adds some reports to it, as a fresh process."""
    size = path.stat().st_size / MIB / MIB
    with open_ledger(path, create=False) as ledger:
        newest = ledger.report_page(limit=1).rows[0]
        day = date.fromisoformat((newest.published or "")[:10])
        days = (day - START).days
        payloads = [encode(_latest(days, seed)) for seed in range(MORE)]
        at = datetime.fromisoformat(f"{day}T12:00:00")
        pages = {
            "incidents": _timed(lambda: _page(Following(ledger).incidents())),
            "contradictions": _timed(lambda: _contradictions(Following(ledger))),
            "tolls": _timed(lambda: _page(Following(ledger).tolls())),
            "control": _timed(lambda: _control(Following(ledger), at)),
        }
        took = [_timed(partial(_add, ledger, payload)) for payload in payloads if adding]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    return Figures(
        size_mib=size,
        derived_mib=_derived_size(path),
        one_more=max(took, default=None),
        peak_mib=peak,
        **pages,
    )


def _page(rows: Iterable[object]) -> None:
    list(islice(rows, PAGE))


def _contradictions(following: Following) -> None:
    """The first page, and how many only may be some, as a person is told beside it."""
    _page(following.contradictions())
    following.count_perhaps()


def _control(following: Following, at: datetime) -> None:
    """The first page, and how much is left out, as a person is told beside it."""
    _page(following.holdings(at))
    following.count_left_out()


def _add(ledger: Ledger, payload: bytes) -> None:
    made = decode(payload)
    ledger.add(reading_of(made), made, program="synthetic")
    keep_up(ledger)


def _latest(day: int, seed: int) -> Coding:
    """One report more, of the last day, as told as those before."""
    chance = random.Random(seed)
    told = [_passage(chance, day, []) for _ in range(CLAIMS_A_REPORT)]
    number = day * CLAIMS_A_DAY // CLAIMS_A_REPORT + seed
    return _in_the_war(coding_of(told, outlet="outlet 7", number=number, places=towns()))


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter(), process_time()
    work()
    wall, cpu = perf_counter() - began[0], process_time() - began[1]
    print(f"  {wall:.3f} s by the clock, {cpu:.3f} s of the processor", file=sys.stderr)
    return cpu


def _derived_size(path: Path) -> float:
    """Megabytes of the tables of what follows; 0 where this SQLite cannot tell."""
    query = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%derived%'"
    with closing(sqlite3.connect(path)) as link:
        try:
            return (link.execute(query).fetchone()[0] or 0) / MIB / MIB
        except sqlite3.OperationalError:
            return 0.0


ROWS = (
    ("size of the ledger, MiB", "size_mib", "{:.0f}"),
    ("of it what follows, MiB", "derived_mib", "{:.0f}"),
    ("one report more, the slowest of five, s", "one_more", "{:.2f}"),
    ("first page of incidents, s", "incidents", "{:.3f}"),
    ("first page of contradictions, s", "contradictions", "{:.3f}"),
    ("first page of tolls, s", "tolls", "{:.3f}"),
    ("first page of control at a day, s", "control", "{:.3f}"),
    ("most memory, MiB", "peak_mib", "{:.0f}"),
)


def main() -> None:
    """Builds ledgers that are not there yet, and prints a table: a column a size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.derived", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES)
    parser.add_argument("--ledgers", type=Path, required=True, help="folder to keep them in")
    parser.add_argument("--one", action="store_true", help="measure one, and print it as JSON")
    parser.add_argument("--pages", action="store_true", help="only the first pages of lists")
    chosen = parser.parse_args()
    chosen.ledgers.mkdir(parents=True, exist_ok=True)
    paths = {n: chosen.ledgers / f"derived-{n}.sqlite" for n in chosen.claims}
    for n, path in paths.items():
        if not path.exists():
            build(path, n)
    if chosen.one:
        (n,) = paths
        sys.stdout.write(msgspec.json.encode(measure(paths[n], adding=not chosen.pages)).decode())
        return
    columns = [_fresh(n, chosen.ledgers, "--pages" if chosen.pages else "--one") for n in paths]
    print(f"| | {' | '.join(f'{n:,} claims' for n in paths)} |")
    print("|---" * (len(columns) + 1) + "|")
    for name, field, form in ROWS:
        print(f"| {name} | {' | '.join(_cell(getattr(c, field), form) for c in columns)} |")


def _cell(value: float | None, form: str) -> str:
    return "-" if value is None else form.format(value)


def _fresh(claims: int, folder: Path, how: str) -> Figures:
    """The figures of one size, taken in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.derived", "--one"]
    asked = [how, "--claims", str(claims), "--ledgers", str(folder)]
    done = subprocess.run([*command, *asked], check=True, stdout=subprocess.PIPE)
    return msgspec.json.decode(done.stdout, type=Figures)


if __name__ == "__main__":
    main()
