"""Queries that take too long are stopped, by the database itself."""

from __future__ import annotations

from time import monotonic
from typing import Any

from sqlalchemy import Engine, event

STEPS = 10_000
"""Instructions of SQLite's machine between two looks at the clock: some tenths of a ms."""
DEADLINE = "deadline"
"""Under this a connection keeps when its query is to be stopped."""


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
    ends: list[float] = [0.0]

    @event.listens_for(engine, "before_cursor_execute")
    def _before(*_: Any) -> None:
        ends[0] = monotonic() + seconds

    def limit(connection: Any) -> None:
        connection.set_progress_handler(lambda: int(monotonic() > ends[0]), STEPS)

    engine.dispose()  # connections that were made before know no limit

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        limit(connection)
