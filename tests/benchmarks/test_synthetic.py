"""Reports that nobody wrote are as sound as those that were read."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.ledger import questions
from benchmarks.synthetic import SENTENCES, Writer
from dateline.store import Ledger, open_ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger of ten synthetic reports."""
    folder: Path = tmp_path_factory.mktemp("synthetic")
    opened = open_ledger(folder / "ledger.sqlite")
    list(opened.add_all(Writer().written(10), program="synthetic"))
    return opened


def test_the_ledger_is_sound_and_the_same_each_time(ledger: Ledger) -> None:
    assert not list(ledger.check())
    assert ledger.count("claim") == 10 * SENTENCES
    ids = {read.report.id for read, _ in Writer().written(10)}
    assert {row.id for row in ledger.reports()} == ids


@pytest.mark.parametrize("number", range(len(list(questions()))))
def test_every_question_is_answered(ledger: Ledger, number: int) -> None:
    _, ask = list(questions())[number]
    assert ask(ledger)
