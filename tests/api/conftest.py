"""A ledger of two reports coded by hand, as the store has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import Ledger, open_ledger
from tests.store.records import Ticking, coding, reading


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Ledger]:
    """Reports of the ministry, which asserts, and the governor, who denies; Kherson is in both."""
    with open_ledger(tmp_path / "some.sqlite", clock=Ticking()) as opened:
        for n in (1, 2):
            read = reading(n, location=f"{n}.txt")
            opened.add(read, coding(read.report), program="by hand")
        yield opened
