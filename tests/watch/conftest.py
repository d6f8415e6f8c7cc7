"""A ledger, a clock, a server, and a coder that reads nothing: what a watch needs in tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest

from dateline.model import Coding, Reading, ReportError
from dateline.pipeline import Settings
from dateline.pipeline.code import Coded
from dateline.store import Ledger, Watch, open_ledger
from dateline.watch.adding import put_watch
from dateline.watch.folders import own_files
from dateline.watch.loop import Loop, Setup
from dateline.watch.records import Options
from dateline.watch.taking import Coder
from tests.watch.feed_server import FeedServer, Passing


class PlainCoder(Coder):
    """Codes every report as one that says nothing; `codes` counts them, `fails` names some."""

    def __init__(self) -> None:
        super().__init__(Settings(reader=False))
        self.coded: list[str] = []
        self.fails = ""

    def code(self, readings: Iterable[Reading]) -> Iterator[Coded | ReportError]:
        for reading in readings:
            if self.fails and self.fails in reading.report.text:
                yield ReportError("no", where=reading.original.location)
                continue
            self.coded.append(reading.report.text)
            yield Coded(reading=reading, coding=Coding(report=reading.report))


class Desk:
    """Everything together, as one process has it."""

    def __init__(self, path: Path, clock: Passing) -> None:
        self.path, self.clock, self.coder = path, clock, PlainCoder()
        self.ledger: Ledger = open_ledger(path, clock=clock.now)
        self.told: list[Watch] = []

    def watch(
        self,
        target: str | None = None,
        *,
        query: str | None = None,
        every: str | None = None,
        name: str | None = None,
        **options: object,
    ) -> Watch:
        """Adds a watch; addresses of this machine are allowed."""
        options.setdefault("private", True)
        return put_watch(
            self.ledger, target=target, query=query, name=name, every=every,
            options=Options(**options), now=self.clock.now(),  # type: ignore[arg-type]
        )  # fmt: skip

    def loop(self, *, max_bytes: int = 200_000, workers: int = 1) -> Loop:
        """A loop as a new process would begin it."""
        setup = Setup(
            coder=self.coder, own=own_files(str(self.path)), max_bytes=max_bytes, timeout=0.3,
            workers=workers, clock=self.clock, chance=Random(7),
        )  # fmt: skip
        return Loop(self.ledger, setup, tell=self.told.append)

    def once(self) -> list[Watch]:
        """Looks once at what is due; the watches that were looked at."""
        self.told.clear()
        self.loop().run_once()
        return list(self.told)

    def state(self, watch: Watch) -> Watch:
        """The watch as it is now."""
        return self.ledger.watch_book().find_watch(watch.id)

    def texts(self) -> list[str]:
        """The texts in the ledger."""
        return [coding.report.text for coding in self.ledger.codings()]


@pytest.fixture
def clock() -> Passing:
    return Passing()


@pytest.fixture
def desk(tmp_path: Path, clock: Passing) -> Iterator[Desk]:
    made = Desk(tmp_path / "ledger.sqlite", clock)
    with made.ledger:
        yield made


@pytest.fixture
def server(clock: Passing) -> Iterator[FeedServer]:
    with FeedServer(clock).running() as running:
        yield running
