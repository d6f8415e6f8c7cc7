"""PostgreSQL's index of parts of words (pg_trgm), for outlets, sources and reasons of judgements.

Invariant: it changes how fast a part of a word is found, never what is found; where the extension
cannot be had, parts are looked for row by row, as SQLite does.
"""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from dateline.store.failures import brief
from dateline.store.settings import keep_setting, read_setting

STATE, READY, NONE = "trigrams", "1", "none"
EXTENSION = "pg_trgm"
INDEXES = {
    "ix_trigrams_outlet": "codings USING gin (lower(outlet) gin_trgm_ops)",
    "ix_trigrams_source": "claims USING gin (source_words gin_trgm_ops)",
    "ix_trigrams_reason": "judgements USING gin (lower(reason) gin_trgm_ops)",
}


def wanting(connection: Connection) -> bool:
    """Whether the index is to be made: it never was tried, or the extension has come since."""
    if connection.dialect.name != "postgresql":
        return False
    kept = read_setting(connection, STATE)
    return kept is None or (kept == NONE and _installed(connection))


def prepare(connection: Connection) -> str | None:
    """Makes the index; why it cannot be made, which is kept, so that it is said once."""
    try:
        with connection.begin_nested():
            if not _installed(connection):
                connection.exec_driver_sql(f"CREATE EXTENSION {EXTENSION}")
            for name, on in INDEXES.items():
                connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS {name} ON {on}")
    except DBAPIError as error:
        keep_setting(connection, STATE, NONE)
        return brief(error)
    keep_setting(connection, STATE, READY)
    return None


def _installed(connection: Connection) -> bool:
    query = text("SELECT count(*) FROM pg_extension WHERE extname = :name")
    return bool(connection.execute(query, {"name": EXTENSION}).scalar())
