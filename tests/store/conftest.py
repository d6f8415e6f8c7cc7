"""The stores that the contract is tested on: a SQLite file, and PostgreSQL where there is one.

DATELINE_TEST_POSTGRES names a database that the tests may empty.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.store import Ledger, open_ledger
from tests.store.records import Ticking

POSTGRES = os.environ.get("DATELINE_TEST_POSTGRES")

Opener = Callable[[], Ledger]


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param(
            "postgres",
            marks=pytest.mark.skipif(not POSTGRES, reason="DATELINE_TEST_POSTGRES is not set"),
        ),
    ]
)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens the same empty ledger each time it is called."""
    place = str(tmp_path / "ledger.sqlite")
    if request.param == "postgres":
        assert POSTGRES is not None
        place = POSTGRES
        empty_database(POSTGRES)
    clock = Ticking()
    return lambda: open_ledger(place, clock=clock)


@pytest.fixture
def ledger(opener: Opener) -> Iterator[Ledger]:
    """An empty ledger whose clock ticks a second a write."""
    with opener() as opened:
        yield opened


def empty_database(address: str) -> None:
    import psycopg

    with psycopg.connect(address.replace("+psycopg", "")) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
