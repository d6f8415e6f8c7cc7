"""The watch loop inside the workbench: it looks at what is due until the workbench is stopped.

Invariant: it is one loop with `dateline watch run`: who comes second is refused by the ledger.
"""

from __future__ import annotations

from collections import deque
from threading import Event, Thread
from time import monotonic

from dateline.model import DatelineError
from dateline.pipeline import Settings
from dateline.store import Watch
from dateline.watch.clocks import SystemClock
from dateline.watch.folders import own_files
from dateline.watch.loop import Loop, Setup
from dateline.watch.taking import Coder
from dateline.web.desk import Desk

LAST = 50
"""Looks that the page of watches can tell of."""
PATIENCE = 5.0
"""Seconds that a look under way may still take once the workbench is stopped."""


class StoppableClock(SystemClock):
    """The machine's time, whose sleep ends at once when the loop is to stop."""

    def __init__(self, stop: Event) -> None:
        self._stop = stop

    def seconds(self) -> float:
        return monotonic()

    def sleep(self, seconds: float) -> None:
        self._stop.wait(seconds)


class Watcher:
    """Runs the loop in a thread of its own. `trouble`: why it ended by itself."""

    def __init__(self, desk: Desk, settings: Settings | None = None) -> None:
        self.desk = desk
        self.looks: deque[Watch] = deque(maxlen=LAST)
        self.trouble: str | None = None
        self._settings = settings or Settings()
        self._stop = Event()
        self._thread: Thread | None = None

    @property
    def runs(self) -> bool:
        """Whether the loop is at work."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begins to look; once."""
        if not self.runs:
            self._stop.clear()
            self.trouble = None
            self._thread = Thread(target=self._run, name="dateline-watch", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends the loop. A look that takes longer is cut off, and is due again: nothing is lost."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        setup = Setup(
            coder=Coder(self._settings), own=own_files(self.desk.ledger),
            clock=StoppableClock(self._stop), stops=True,
        )  # fmt: skip
        try:
            with self.desk.open() as opened:
                Loop(opened, setup, tell=self.looks.append).run(until=self._stop.is_set)
        except DatelineError as error:
            self.trouble = str(error)
