"""How long a ledger takes to answer, at sizes of one's choice.

python -m benchmarks.ledger --claims 10000 100000 --ledgers /tmp/ledgers
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from benchmarks.synthetic import SENTENCES, Writer
from dateline.query import parse_query
from dateline.store import Filter, Ledger, Order, open_ledger

RUNS = 3
MIB = 1024 * 1024
Question = tuple[str, Callable[[Ledger], object]]


def main() -> None:
    """Builds ledgers that are not there yet, and prints a table: a row a question."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--ledgers", type=Path, required=True, help="folder to keep them in")
    chosen = parser.parse_args()
    chosen.ledgers.mkdir(parents=True, exist_ok=True)
    columns = [_measured(chosen.ledgers / f"{n}.sqlite", n) for n in chosen.claims]
    print(f"| question | {' | '.join(f'{n:,} claims' for n in chosen.claims)} |")
    print("|---|" + "---|" * len(columns))
    for name in columns[0]:
        print(f"| {name} | {' | '.join(column.get(name, '-') for column in columns)} |")


def _measured(path: Path, claims: int) -> dict[str, str]:
    found: dict[str, str] = {}
    if not path.exists():
        began = process_time()
        with open_ledger(path) as ledger:
            for _ in ledger.add_all(Writer().written(claims // SENTENCES), program="synthetic"):
                pass
        found["written, ms a report"] = f"{(process_time() - began) * 1e3 * SENTENCES / claims:.1f}"
    found["size, MiB"] = f"{path.stat().st_size / MIB:.0f}"
    with open_ledger(path, create=False) as ledger:
        for name, ask in questions():
            found[name] = f"{_best(ask, ledger) * 1e3:.1f} ms"
    return found


def _best(ask: Callable[[Ledger], object], ledger: Ledger) -> float:
    """The shortest of several runs, in processor seconds: a shared machine changes them little."""
    times = []
    for _ in range(RUNS):
        began = process_time()
        ask(ledger)
        times.append(process_time() - began)
    return min(times)


def questions() -> Iterator[Question]:
    """What is asked: first pages, searches for common and rare words, and counts."""
    writer = Writer()
    common, rare = writer.words[0], writer.words[19_000]
    yield "first page of claims", lambda led: led.claim_page()
    yield "first page of reports", lambda led: led.report_page()
    yield "first page of events", lambda led: led.event_page()
    for name, query in (
        ("the commonest word, in 7 of 10 claims", common),
        ("a word of a few claims", rare),
        ("two common words side by side", f'"{common} {writer.words[1]}"'),
        ("a place", f"place:{writer.places[3].name}"),
        ("a source", f'source:"{writer.sources[3]}"'),
        ("a word, a stance and no type", f"{writer.words[300]} stance:deny -type:battle"),
    ):
        yield f"{name}, newest", _searching(query, Order.NEWEST)
        if "place" not in name and "source" not in name:
            yield f"{name}, best", _searching(query, Order.RELEVANCE)
    for facet in ("side", "type", "place"):
        yield f"counts of {facet}", _counting(facet)
    yield "what changed last", lambda led: list(led.changes(led.latest_change() - 1))


def _searching(query: str, order: Order) -> Callable[[Ledger], object]:
    where = Filter(query=parse_query(query))
    return lambda ledger: ledger.search(where, order=order)


def _counting(facet: str) -> Callable[[Ledger], object]:
    return lambda ledger: ledger.counts([facet])


if __name__ == "__main__":
    main()
