"""Queries that take too long are stopped, by the database itself."""

from __future__ import annotations

from time import monotonic
from typing import Any

from sqlalchemy import Engine, event

from dateline.store.failures import slow_query

STEPS = 10_000
"""Instructions of SQLite's machine between two looks at the clock: some tenths of a ms."""


def stop_slow_queries(engine: Engine, *, seconds: float) -> None:
    """From now on each statement of an engine may take so long, and is stopped then."""
    if engine.dialect.name == "postgresql":
        _limit_server(engine, seconds=seconds)
    else:
        _limit_file(engine, seconds=seconds)


def _limit_server(engine: Engine, *, seconds: float) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")


def _limit_file(engine: Engine, *, seconds: float) -> None:
    clock = _Clock(seconds)

    @event.listens_for(engine, "before_cursor_execute")
    def _before(*_: Any) -> None:
        clock.start()

    @event.listens_for(engine, "handle_error", retval=True)
    def _stopped(_context: Any) -> BaseException | None:
        # The index of words says that it is broken where it was stopped while it was opened.
        return slow_query(None) if clock.rang else None

    engine.dispose()  # connections that were made before know no limit

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.set_progress_handler(clock.is_over, STEPS)


class _Clock:
    """How long a statement may go on; `rang`: it was stopped."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = 0.0
        self.rang = False

    def start(self) -> None:
        """A statement begins."""
        self._end = monotonic() + self._seconds
        self.rang = False

    def is_over(self) -> int:
        """1 where it is to be stopped, as SQLite asks."""
        self.rang = self.rang or monotonic() > self._end
        return int(self.rang)
