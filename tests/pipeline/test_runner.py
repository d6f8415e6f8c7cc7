"""Runners: input order, the same from one process as from several, bounded memory."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

import dateline.pipeline.runner as runner
from dateline.model import Coding, Layer, Reading, Report, ReportError, UsageError, encode
from dateline.pipeline import Coded, Settings, run
from dateline.pipeline.runner import run_here
from tests.store.records import coding as hand_coding
from tests.store.records import reading

INPUTS: list[Reading | ReportError] = [
    reading(1),
    ReportError("cannot be read", where="b.bin"),
    *(reading(n, location=f"{n}.txt") for n in range(2, 12)),
]


def lines(results: Iterator[Coded | ReportError]) -> list[bytes | str]:
    """Codings as JSON, errors as words."""
    return [encode(r.coding) if isinstance(r, Coded) else str(r) for r in results]


@pytest.fixture(scope="module")
def serial() -> list[bytes | str]:
    """What one process makes of the inputs."""
    return lines(run(INPUTS, Settings(reader=False)))


def test_results_stand_in_the_order_of_the_inputs(serial: list[bytes | str]) -> None:
    assert len(serial) == len(INPUTS)
    assert serial[1] == "b.bin: cannot be read"
    for item, line in zip(INPUTS, serial, strict=True):
        if isinstance(item, Reading):
            assert isinstance(line, bytes)
            assert item.report.id.encode() in line


def test_several_processes_make_the_same(serial: list[bytes | str]) -> None:
    assert lines(run(INPUTS, Settings(jobs=2, window=1, reader=False))) == serial


def test_no_more_inputs_are_taken_than_fit_the_window() -> None:
    taken = 0

    def counted() -> Iterator[Reading | ReportError]:
        nonlocal taken
        for item in INPUTS:
            taken += 1
            yield item

    results = run(counted(), Settings(jobs=2, window=1, reader=False))
    next(results)
    assert taken <= 2
    results.close()  # type: ignore[attr-defined]


def test_a_crash_is_noted_in_one_report_and_the_others_go_on() -> None:
    class Touchy:
        name = "touchy"
        needs: frozenset[Layer] = frozenset()
        writes: frozenset[Layer] = frozenset({Layer.CLAIMS})

        def __call__(self, coding: Coding) -> Coding:
            if " 3 soldiers" in coding.report.text:
                raise RuntimeError("three")
            return coding

    results = list(run_here(INPUTS, [Touchy()]))
    failed = [r for r in results if isinstance(r, ReportError)]
    assert [error.where for error in failed] == ["b.bin"]
    noted = [
        r.reading.original.location for r in results if isinstance(r, Coded) and r.coding.notes
    ]
    assert noted == ["3.txt"]


def deadly(report: Report, _: Settings) -> bytes:
    """A worker that is killed by one report."""
    if " 5 soldiers" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return encode(hand_coding(report))


def test_a_report_that_kills_its_process_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "work", deadly)
    results = list(run(INPUTS, Settings(jobs=2)))
    failed = [r for r in results if isinstance(r, ReportError)]
    assert [error.where for error in failed] == ["b.bin", "5.txt"]
    assert "was killed" in str(failed[1])
    assert [r.reading for r in results if isinstance(r, Coded)] == [
        item for item in INPUTS if isinstance(item, Reading) and " 5 " not in item.report.text
    ]


@pytest.mark.parametrize(
    ("settings", "what"),
    [(Settings(jobs=0), "no number"), (Settings(conflict="moon"), "there is no conflict 'moon'")],
)
def test_settings_that_make_no_sense_are_refused(settings: Settings, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        list(run([], settings))


def test_settings_are_part_of_the_program_that_coded() -> None:
    assert Settings().program() != Settings(reader=False).program()
    assert Settings(jobs=4).program() == Settings().program()
