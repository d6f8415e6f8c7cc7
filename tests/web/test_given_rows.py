"""Rows of data sets of coded events are told apart on every page on which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from litestar.testing import TestClient

from dateline.cli.app import run
from dateline.web.app import make_app
from dateline.web.desk import Desk
from tests.pipeline.given_rows import ACLED, table
from tests.web.conftest import TOKEN

SAID = "The mayor said on 21 November 2022 that two people were killed in Antonivka."
LABEL = "given by ACLED"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser that is signed in to a ledger of a row of ACLED and a report."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "acled.csv").write_bytes(table(ACLED))
    (folder / "a.txt").write_text(SAID, encoding="utf-8")
    ledger = folder / "ledger.sqlite"
    given = [str(path) for path in (Path(folder / "acled.csv"), Path(folder / "a.txt"))]
    assert run(["ingest", "--no-reader", *given, "--ledger", str(ledger)]) == 0
    app = make_app(Desk(str(ledger), author="Ada"), token=TOKEN)
    with TestClient(app, base_url="http://127.0.0.1") as made:
        made.cookies.set("dateline", TOKEN)
        yield made


def test_what_was_given_says_so_and_what_was_read_does_not(mixed: Any) -> None:
    listed = mixed.get("/claims.json").json()
    of_acled = [row for row in listed if row["outlet"] == "ACLED"]
    read = [row for row in listed if row["outlet"] != "ACLED"]
    assert of_acled
    assert read
    for row, marked in [(of_acled[0], True), (read[0], False)]:
        for page in (f"/claims/{row['id']}", f"/reports/{row['report']}"):
            assert (LABEL in mixed.get(page).text) is marked, page


def test_a_list_is_asked_for_what_was_read_alone(mixed: Any) -> None:
    rows = mixed.get("/claims.json", params={"q": "given:no"}).json()
    assert rows
    assert all(row["outlet"] != "ACLED" for row in rows)
