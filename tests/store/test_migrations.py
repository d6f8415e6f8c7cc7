"""The migrations make exactly the tables that the program works with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from dateline.store import open_ledger
from dateline.store.contract import HEAD
from dateline.store.schema import metadata


def test_migrated_tables_are_the_tables_of_the_program(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert found == []


def test_the_newest_migration_is_the_one_that_the_program_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("dateline.store") / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
