"""What SQLite knows of how many rows there are: without it, it reads a whole ledger for a page.

PostgreSQL looks after that itself.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from dateline.store import schema
from dateline.store.settings import keep_setting, read_setting

ANALYSED = "analysed"
GROWTH, FIRST = 2, 50
"""Looked at again when there are so many times as many codings; the first time from so many on."""
ROWS = 400
"""Rows of each index that are looked at."""


def refresh_statistics(connection: Connection) -> bool:
    """Counts anew where the ledger has grown much since it was last counted; whether it did."""
    if connection.dialect.name != "sqlite":
        return False
    newest = connection.execute(select(func.max(schema.codings.c.seq))).scalar() or 0
    if newest < max(FIRST, GROWTH * int(read_setting(connection, ANALYSED) or 0)):
        return False
    connection.exec_driver_sql(f"PRAGMA analysis_limit = {ROWS}")
    connection.exec_driver_sql("ANALYZE")
    keep_setting(connection, ANALYSED, str(newest))
    return True
