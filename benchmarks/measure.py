"""One run over a corpus in a process of its own: times by stage, tokens, peak memory."""

from __future__ import annotations

import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from msgspec import Struct

from dateline.ingest.sources import read_inputs
from dateline.model import Coding, Reading, ReportError
from dateline.pipeline import Settings, code, components
from dateline.pipeline.runner import Result, run_here
from dateline.store import open_ledger
from dateline.text.segment import analyse

KIB_PER_MIB = 1024 if sys.platform != "darwin" else 1024 * 1024


class Figures(Struct, frozen=True, kw_only=True):
    """What a run took. `cpu`: processor seconds of the process, as `dateline ingest` reads, codes
    and writes; `share`: those of each stage; `start`: seconds until the first report was coded,
    models loaded."""

    corpus: str
    reader: bool
    reports: int
    tokens: int
    claims: int
    events: int
    start: float
    wall: float
    cpu: float
    peak_mib: float
    share: dict[str, float]


def measure(corpus: str, path: Path, settings: Settings) -> Figures:
    """The figures of one corpus, taken in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, corpus, path, settings).result()


def _measured(corpus: str, path: Path, settings: Settings) -> Figures:
    began = perf_counter()
    stages = components(reader=settings.reader)
    code(next(_readings(path)).report, stages)
    start = perf_counter() - began
    spent: dict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        began, cpu = perf_counter(), process_time()
        results = run_here(_timed(_readings(path), spent), stages, watch=partial(_add, spent))
        for _ in ledger.add_all(_counted(results, counts), program="benchmark"):
            counts["reports"] += 1
        wall, used = perf_counter() - began, process_time() - cpu
    spent["store"] = used - sum(spent.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    return Figures(
        corpus=corpus, reader=settings.reader, reports=counts["reports"],
        tokens=_tokens(path), claims=counts["claims"], events=counts["events"], start=start,
        wall=wall, cpu=used, peak_mib=peak, share=dict(spent),
    )  # fmt: skip


def _readings(path: Path) -> Iterator[Reading]:
    return (item for item in read_inputs([path]) if isinstance(item, Reading))


def _timed(readings: Iterator[Reading], spent: dict[str, float]) -> Iterator[Reading]:
    while True:
        began = process_time()
        reading = next(readings, None)
        spent["ingest"] += process_time() - began
        if reading is None:
            return
        yield reading


def _counted(results: Iterable[Result], counts: Counter[str]) -> Iterator[tuple[Reading, Coding]]:
    """What was coded, as it is written; a report that fails ends the run."""
    for result in results:
        if isinstance(result, ReportError):
            raise result
        counts.update(claims=len(result.coding.claims), events=len(result.coding.events))
        yield result.reading, result.coding


def _tokens(path: Path) -> int:
    return sum(len(analyse(reading.report).tokens) for reading in _readings(path))


def _add(spent: dict[str, float], name: str, seconds: float) -> None:
    spent[name] += seconds
