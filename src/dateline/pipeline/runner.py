"""Many reports through the stages: in this process, or in several, in input order.

Invariant: whatever the runner, the same results in the order of the inputs, and never more
than `jobs * window` reports in memory.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context

import msgspec

from dateline.encoder.threads import keep_one_thread
from dateline.model import (
    Coding,
    Component,
    Reading,
    Report,
    ReportError,
    decode,
    encode,
)
from dateline.pipeline.code import Coded, Watch, code, code_reading, located
from dateline.pipeline.config import Settings, checked
from dateline.pipeline.orphans import end_with_parent
from dateline.pipeline.stages import check_order, components

NEW_OBJECTS = 50_000
"""New objects after which the collector of cyclic garbage looks through them."""

Input = Reading | ReportError
Result = Coded | ReportError
Pending = tuple[Input, "Future[bytes] | None"]


def run(inputs: Iterable[Input], settings: Settings) -> Iterator[Result]:
    """A coding or an error for each input, in input order; RunError where none can go on."""
    checked(settings)
    if settings.cluster is not None:
        from dateline.pipeline.cluster import run_cluster

        return run_cluster(inputs, settings, address=settings.cluster)
    if settings.jobs == 1:
        stages = components(reader=settings.reader, zero_shot=settings.zero_shot)
        return run_here(inputs, stages, conflict=settings.conflict, seconds=settings.seconds)
    return run_pool(inputs, settings)


def run_here(
    inputs: Iterable[Input],
    stages: Sequence[Component],
    *,
    conflict: str | None = None,
    watch: Watch | None = None,
    seconds: float | None = None,
) -> Iterator[Result]:
    """Each input coded in this process; `watch` and `seconds` as in `code`."""
    check_order(stages)
    for item in inputs:
        if isinstance(item, ReportError):
            yield item
        else:
            result = code_reading(item, stages, conflict=conflict, watch=watch, seconds=seconds)
            _settle()
            yield result


def run_pool(inputs: Iterable[Input], settings: Settings) -> Iterator[Result]:
    """Each input coded by one of `jobs` processes; a process that dies fails one report."""
    pending: deque[Pending] = deque()
    pool = Pool(settings)
    try:
        for item in inputs:
            pending.append((item, pool.submit(item)))
            if len(pending) >= settings.jobs * settings.window:
                yield pool.result(pending)
        while pending:
            yield pool.result(pending)
    finally:
        pool.close()


class Pool:
    """Worker processes; replaced where one of them was killed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._executor = self._start(settings.jobs)

    def submit(self, item: Input) -> Future[bytes] | None:
        """The result to come for a reading; None for an error, which passes as it is."""
        if isinstance(item, ReportError):
            return None
        try:
            return self._executor.submit(work, item.report, self._settings)
        except BrokenProcessPool:
            broken: Future[bytes] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def result(self, pending: deque[Pending]) -> Result:
        """The result for the first of the pending inputs, which is taken off."""
        item, future = pending.popleft()
        if isinstance(item, ReportError):
            return item
        assert future is not None
        try:
            return Coded(reading=item, coding=shared(item, decode(future.result())))
        except ReportError as error:
            return located(error, item)
        except BrokenProcessPool:
            outcome = self._alone(item)
            self._restart(pending)
            return outcome

    def close(self) -> None:
        """Ends the processes; what they had not begun is dropped."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin_worker)

    def _alone(self, item: Reading) -> Result:
        """One report in a process of its own, to find the one that kills its process."""
        with self._start(1) as executor:
            try:
                line = executor.submit(work, item.report, self._settings).result()
            except ReportError as error:
                return located(error, item)
            except BrokenProcessPool:
                return ReportError(
                    "the process that coded this report was killed",
                    where=item.original.location,
                    remedy="is there memory enough? try fewer --jobs, or a shorter report",
                )
        return Coded(reading=item, coding=shared(item, decode(line)))

    def _restart(self, pending: deque[Pending]) -> None:
        self.close()
        self._executor = self._start(self._settings.jobs)
        again = [(item, self.submit(item)) for item, _ in pending]
        pending.clear()
        pending.extend(again)


def shared(item: Reading, coding: Coding) -> Coding:
    """The coding with the caller's report where it is equal, so that it is in memory once."""
    return msgspec.structs.replace(coding, report=item.report) if (
        coding.report == item.report
    ) else coding  # fmt: skip


def _begin_worker() -> None:
    """Leaves Ctrl-C to the process that started this one, ends when that one does; one thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_one_thread()
    end_with_parent()


@cache
def _stages(*, reader: bool, zero_shot: bool) -> tuple[Component, ...]:
    """A worker's components, built once a process, which has one thread for each task."""
    keep_one_thread()
    stages = components(reader=reader, zero_shot=zero_shot)
    check_order(stages)
    return stages


@cache
def _settle() -> None:
    """Once a process, when its first report is coded: what is loaded by then stays, and records
    hold no cycles, so that the collector of cyclic garbage has little to look for."""
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


def work(report: Report, settings: Settings) -> bytes:
    """One report coded in a worker: the line of JSON; ReportError where it fails."""
    stages = _stages(reader=settings.reader, zero_shot=settings.zero_shot)
    line = encode(code(report, stages, conflict=settings.conflict, seconds=settings.seconds))
    _settle()
    return line
