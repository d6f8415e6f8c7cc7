"""How many of the places that reports on thirteen conflicts name the gazetteer knows.

`own_places/XX.txt`: forty names a country, written before it was looked which are known.
"""

from __future__ import annotations

from pathlib import Path

from dateline.places.gazetteer import Gazetteer, gazetteer
from evals.table import Row

LISTS = Path(__file__).parent / "own_places"
TARGET = 0.9


def missing(path: Path, places: Gazetteer) -> tuple[list[str], int]:
    """The names of a list that no place of its country has, and how many names there are."""
    names = path.read_text(encoding="utf-8").split("\n")[:-1]
    unknown = [
        name
        for name in names
        if not any(places.facts(ref).country == path.stem for ref in places.named(name))
    ]
    return unknown, len(names)


def run(data: Path) -> list[Row]:  # noqa: ARG001
    """One row a country, and one for all."""
    places, rows, lost, total = gazetteer(), [], 0, 0
    for path in sorted(LISTS.glob("*.txt")):
        unknown, count = missing(path, places)
        lost, total = lost + len(unknown), total + count
        rows.append(_row(path.stem, 1 - len(unknown) / count, count))
    return [*rows, _row("all", 1 - lost / total, total)]


def _row(name: str, share: float, count: int) -> Row:
    return Row(stage="places", corpus=f"own places, {name}", measure="known", ours=share, n=count,
               target=TARGET)  # fmt: skip
