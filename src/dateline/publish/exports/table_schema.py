"""The Table Schema of a table (specs.frictionlessdata.io/table-schema), to stand beside its CSV."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from dateline.publish.exports.tables import Table


class _Columns(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/columns.yaml`."""

    types: dict[str, tuple[str, ...]]
    of_table: dict[str, dict[str, str]]
    keys: dict[str, str]
    about: dict[str, str]


@cache
def _columns() -> _Columns:
    data = (files("dateline.publish") / "data" / "columns.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=_Columns)


def table_schema(name: str, table: Table) -> dict[str, Any]:
    """Name, type and meaning of each column of the table of that name; empty cells are unknown."""
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for column in table.columns],
        "missingValues": [""],
    }
    key = _columns().keys.get(name)
    return {**schema, "primaryKey": key} if key else schema


def _field(table: str, column: str) -> dict[str, str]:
    known = _columns()
    kinds = (kind for kind, names in known.types.items() if column in names)
    kind = known.of_table.get(table, {}).get(column) or next(kinds, "string")
    return {"name": column, "type": kind, "description": known.about[column]}


def schema_file(name: str, table: Table) -> bytes:
    """The schema as a file of JSON."""
    return msgspec.json.format(msgspec.json.encode(table_schema(name, table)), indent=2) + b"\n"
