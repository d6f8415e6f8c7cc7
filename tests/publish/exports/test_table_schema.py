"""The Table Schema beside each table."""

from __future__ import annotations

import json

import pytest

from dateline.publish.exports.registry import EXPORTS
from dateline.publish.exports.table_schema import schema_file, table_schema
from dateline.publish.exports.tables import Table

TABLES = [(e.name, e.table) for e in EXPORTS if e.table is not None]


@pytest.mark.parametrize(("name", "table"), TABLES, ids=[n for n, _ in TABLES])
def test_each_column_has_a_type_and_a_meaning_in_order(name: str, table: Table) -> None:
    schema = table_schema(name, table)
    assert [f["name"] for f in schema["fields"]] == list(table.columns)
    assert {f["type"] for f in schema["fields"]} <= {"string", "integer", "number", "date"}
    assert all(f["description"] for f in schema["fields"])
    assert json.loads(schema_file(name, table)) == schema


def test_the_key_is_a_column() -> None:
    for name, table in TABLES:
        assert table_schema(name, table).get("primaryKey", "quote") in table.columns
