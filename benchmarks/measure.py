"""One run over a corpus in a process of its own: times by stage, tokens, peak memory."""

from __future__ import annotations

import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from msgspec import Struct

from dateline.ingest.sources import read_inputs
from dateline.model import Reading
from dateline.pipeline import Settings, code, components
from dateline.store import open_ledger

KIB_PER_MIB = 1024 if sys.platform != "darwin" else 1024 * 1024


class Figures(Struct, frozen=True, kw_only=True):
    """What a run took. `cpu`: processor seconds of the coding process; `share`: processor seconds
    of each stage; `start`: seconds until the first report was coded, models loaded."""

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
    spent: dict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        readings = _timed_reading(path, spent)
        first = next(readings)
        code(first.report, stages)
        start = perf_counter() - began
        spent.clear()
        began, cpu = perf_counter(), process_time()
        for reading in (first, *readings):
            coding = code(reading.report, stages, watch=partial(_add, spent))
            counts["tokens"] += len(coding.linguistics().tokens)
            began_writing = process_time()
            ledger.add(reading, coding, program="benchmark")
            _add(spent, "store", process_time() - began_writing)
            counts.update(reports=1, claims=len(coding.claims), events=len(coding.events))
        wall, used = perf_counter() - began, process_time() - cpu
    return Figures(
        corpus=corpus, reader=settings.reader, reports=counts["reports"],
        tokens=counts["tokens"], claims=counts["claims"], events=counts["events"], start=start,
        wall=wall, cpu=used, peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / KIB_PER_MIB, share=dict(spent),
    )  # fmt: skip


def _timed_reading(path: Path, spent: dict[str, float]) -> Iterator[Reading]:
    readings = read_inputs([path])
    while True:
        began = process_time()
        item = next(readings, None)
        spent["ingest"] += process_time() - began
        if item is None:
            return
        if isinstance(item, Reading):
            yield item


def _add(spent: dict[str, float], name: str, seconds: float) -> None:
    spent[name] += seconds
