"""What the program keeps for itself in a ledger, by name."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from dateline.store import schema


def read_setting(connection: Connection, name: str) -> str | None:
    """The value kept under a name."""
    table = schema.settings
    return connection.execute(select(table.c.value).where(table.c.name == name)).scalar()


def keep_setting(connection: Connection, name: str, value: str) -> None:
    """Keeps a value; the one before is gone."""
    table = schema.settings
    done = connection.execute(update(table).where(table.c.name == name).values(value=value))
    if not done.rowcount:
        connection.execute(insert(table), {"name": name, "value": value})
