"""Rows read a batch at a time, and let go of where the reader stops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Executable, Row


def stream(connection: Connection, query: Executable, *, batch: int = 200) -> Iterator[Row[Any]]:
    """The rows of a query; no more than `batch` of them in memory."""
    with connection.execute(query.execution_options(yield_per=batch)) as result:
        yield from result
