"""Many reports on many machines: a Dask cluster's workers code, results come in input order.

Needs the extra `cluster` here and Dateline of the same version on every worker.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.model import MissingExtra, ReportError, RunError, decode
from dateline.pipeline.code import Coded, located
from dateline.pipeline.config import Settings
from dateline.pipeline.runner import Input, Result, shared, work

WINDOW = 8
"""Reports in flight for each thread of the cluster."""


def run_cluster(inputs: Iterable[Input], settings: Settings, *, address: str) -> Iterator[Result]:
    """Each input coded by the cluster whose scheduler is at `address` (tcp://host:port)."""
    client = _connected(address)
    pending: deque[tuple[Input, Any]] = deque()
    limit = WINDOW * max(1, sum(client.nthreads().values()))
    try:
        for item in inputs:
            future = None
            if not isinstance(item, ReportError):
                future = client.submit(work, item.report, settings, pure=False)
            pending.append((item, future))
            if len(pending) >= limit:
                yield _result(*pending.popleft())
        while pending:
            yield _result(*pending.popleft())
    finally:
        for _, future in pending:
            if future is not None:
                future.cancel()
        client.close()


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise MissingExtra(
            "coding on a cluster needs Dask", remedy="pip install 'dateline[cluster]'"
        ) from error
    try:
        client: Any = Client
        return client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise RunError(
            f"no cluster answers: {error}", where=address, remedy="start one with `dask scheduler`"
        ) from error


def _result(item: Input, future: Any) -> Result:
    if isinstance(item, ReportError):
        return item
    from distributed import KilledWorker

    try:
        return Coded(reading=item, coding=shared(item, decode(future.result())))
    except ReportError as error:
        return located(error, item)
    except KilledWorker:
        return ReportError(
            "the workers that coded this report were killed",
            where=item.original.location,
            remedy="is there memory enough on them?",
        )
