"""Coding on a cluster: the same results, and what is missing is named."""

from __future__ import annotations

import sys

import pytest

from dateline.model import MissingExtra, Reading, ReportError, RunError, encode
from dateline.pipeline import Coded, Settings, run
from tests.store.records import reading

INPUTS: list[Reading | ReportError] = [
    reading(1),
    ReportError("cannot be read", where="b.bin"),
    reading(2),
]


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"pip install 'dateline\[cluster\]'"):
        next(run(INPUTS, Settings(cluster="tcp://localhost:1")))


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_the_same() -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        settings = Settings(cluster=cluster.scheduler_address, reader=False)
        results = list(run(INPUTS, settings))
    here = list(run(INPUTS, Settings(reader=False)))
    assert [encode(r.coding) if isinstance(r, Coded) else str(r) for r in results] == [
        encode(r.coding) if isinstance(r, Coded) else str(r) for r in here
    ]


def test_an_address_that_is_none_is_refused() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(RunError, match="no cluster answers"):
        next(run(INPUTS, Settings(cluster="carrier-pigeon://x")))
