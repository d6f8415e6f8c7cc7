"""Prints reports and tokens a second, peak memory and each stage's share."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpora import fakes, repeated, report_of
from benchmarks.measure import Figures, measure
from dateline.pipeline import Settings


def main() -> None:
    """Measures every corpus, with the neural reader and without."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--copies", type=int, default=200, help="of the report that is repeated")
    parser.add_argument("--no-reader", action="store_true", help="the first readers only")
    chosen = parser.parse_args()
    readers = (False,) if chosen.no_reader else (True, False)
    with TemporaryDirectory() as folder:
        corpora = dict(_corpora(chosen.data, Path(folder), copies=chosen.copies))
        runs = [
            measure(name, path, Settings(reader=reader))
            for reader in readers
            for name, path in corpora.items()
        ]
    print(summary(runs))
    print()
    print(shares(runs))


def _corpora(data: Path, folder: Path, *, copies: int) -> Iterator[tuple[str, Path]]:
    path = report_of(data)
    yield f"{path.stem} x {copies}", repeated(path, folder, copies=copies)
    real = fakes(data, folder)
    if real is not None:
        yield "fakes", real


def summary(runs: list[Figures]) -> str:
    """Speed and memory as a Markdown table; rates by processor time of one core."""
    lines = [
        "| corpus | reader | reports | tokens | reports/s | tokens/s | wall s | first report s "
        "| peak MiB | claims | events |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.corpus} | {_reader(r)} | {r.reports} | {r.tokens:,} | {r.reports / r.cpu:.1f} "
        f"| {r.tokens / r.cpu:,.0f} | {r.wall:.1f} | {r.start:.2f} | {r.peak_mib:.0f} "
        f"| {r.claims:,} | {r.events:,} |"
        for r in runs
    ]
    return "\n".join(lines)


def shares(runs: list[Figures]) -> str:
    """Each stage's share of the time, and its milliseconds a report."""
    names = list(dict.fromkeys(name for r in runs for name in r.share))
    lines = ["| stage | " + " | ".join(f"{r.corpus}, {_reader(r)}" for r in runs) + " |"]
    lines.append("|---" * (len(runs) + 1) + "|")
    for name in names:
        cells = [
            f"{r.share.get(name, 0) / sum(r.share.values()):.0%}, "
            f"{r.share.get(name, 0) / r.reports * 1000:.2f} ms"
            for r in runs
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _reader(run: Figures) -> str:
    return "neural" if run.reader else "first"


if __name__ == "__main__":
    main()
