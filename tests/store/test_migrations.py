"""The migrations make exactly the tables that the program works with."""

from __future__ import annotations

import gzip
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.structs import replace
from sqlalchemy import create_engine

from dateline.model import LedgerError, Reading
from dateline.query import parse_query
from dateline.store import Filter, open_ledger
from dateline.store.contract import HEAD
from dateline.store.schema import metadata
from tests.store.records import coding, reading

DATA = Path(__file__).parent / "data"


def test_migrated_tables_are_the_tables_of_the_program(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            # The index of words is of the database's own kind, with tables of its own.
            opts={"include_name": lambda name, *_: not str(name).startswith("search_words")},
        )
        found = compare_metadata(context, metadata)
    engine.dispose()
    assert found == []


def test_the_newest_migration_is_the_one_that_the_program_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("dateline.store") / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger that 0.1.0 wrote: two reports, one coded twice, two judgements, a map."""
    path = tmp_path / "old.sqlite"
    path.write_bytes(gzip.decompress((DATA / "ledger-0.1.0.sqlite.gz").read_bytes()))
    return path


def test_a_ledger_of_the_first_version_is_brought_up_to_date(old: Path) -> None:
    said: list[str] = []
    with open_ledger(old, note=said.append) as ledger:
        assert said == ["the index of words was made again from 3 codings: there was none"]
        assert len(list(ledger.claims())) == 6
        found = ledger.search(Filter(query=parse_query("Херсон"))).rows
        assert [hit.text for hit in found] == ["soldiers had left Kherson"] * 2
        told = [(c.seq, c.kind, c.what) for c in ledger.changes()]
        assert told == [
            (1, "report", "added"), (2, "report", "added"), (3, "report", "recoded"),
            (4, "judgement", "made"), (5, "judgement", "made"), (6, "judgement", "withdrawn"),
            (7, "map", "added"),
        ]  # fmt: skip
        assert not list(ledger.check())
        read = reading(5)
        ledger.add(read, coding(read.report), program="new")
        assert ledger.latest_change() == 8
    again: list[str] = []
    open_ledger(old, note=again.append).close()
    assert again == []


def test_an_old_ledger_that_may_only_be_read_says_what_to_do(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.store.opening.is_frozen", lambda _: True)
    with pytest.raises(LedgerError, match="copy it to a folder of your own"):
        open_ledger(old)


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        ("DROP TABLE search_words", "there was none"),
        ("UPDATE settings SET value = '0 9' WHERE name = 'index'", "it was of another version"),
        ("UPDATE settings SET value = '2 1' WHERE name = 'index'", "it did not go to the end"),
        ("DELETE FROM settings", "it was of another version"),
    ],
)
def test_an_index_that_is_missing_or_stale_is_made_again_with_a_note(
    tmp_path: Path, harm: str, why: str
) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        for n in (1, 2):
            read = reading(n)
            ledger.add(read, coding(read.report), program="one")
    with sqlite3.connect(path) as link:
        link.execute(harm)
    said: list[str] = []
    with open_ledger(path, note=said.append) as ledger:
        assert said == [f"the index of words was made again from 2 codings: {why}"]
        assert len(ledger.search(Filter(query=parse_query("Kherson"))).rows) == 2


def test_a_ledger_opened_with_other_tools_has_views(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        read = reading()
        for program in ("one", "two"):
            ledger.add(read, coding(read.report), program=program)
    page = (Path(__file__).parents[2] / "docs" / "data-model.md").read_text(encoding="utf-8")
    rows = {
        "reports": 1, "claims": 3, "events": 1, "places": 2, "contradictions": 1, "judgements": 0,
    }  # fmt: skip
    with sqlite3.connect(path) as link:
        for name, count in rows.items():
            assert len(link.execute(f"SELECT * FROM current_{name}").fetchall()) == count
            assert f"`current_{name}`" in page


@pytest.fixture
def fifth(tmp_path: Path) -> Path:
    """A ledger of tables 0005: two reports, one of a data set and one coded twice, two judgements,
    a map."""
    path = tmp_path / "fifth.sqlite"
    path.write_bytes(gzip.decompress((DATA / "ledger-0005.sqlite.gz").read_bytes()))
    return path


def test_a_ledger_of_larger_tables_says_the_same_in_smaller_ones(
    fifth: Path, tmp_path: Path
) -> None:
    """Every row and view, search and check; and what is written anew lies beside it the same."""
    before = _views_of(fifth)
    with open_ledger(fifth) as ledger, open_ledger(tmp_path / "new.sqlite") as new:
        assert not list(ledger.check())
        for read, program in ((_given(), "x"), (reading(4), "x"), (reading(4), "y")):
            new.add(read, coding(read.report), program=program)
        times = {"recorded_at": "", "judged": None}
        for ask in ("claims", "events", "reports"):
            rows, fresh = ([replace(row, **{k: v for k, v in times.items() if hasattr(row, k)})
                            for row in getattr(led, ask)()] for led in (ledger, new))  # fmt: skip
            assert rows == fresh
        assert list(ledger.places()) == list(new.places())
        assert list(ledger.known_places()) == list(new.known_places())
        for query in ("place:Kherson", "stance:deny", "since:2022-11-11", "Херсон", "id:clm-"):
            asked = Filter(query=parse_query(query))
            assert ledger.count("claim", asked) == new.count("claim", asked) > 0
        read = reading(5)
        ledger.add(read, coding(read.report), program="y")
        assert not list(ledger.check())
    with sqlite3.connect(fifth) as link:
        tables = {row[0] for row in link.execute("SELECT name FROM sqlite_master")}
        assert not tables & {"mentions", "actors", "timexes", "old_claims"}
    assert {name: rows <= _views_of(fifth)[name] for name, rows in before.items()} == dict.fromkeys(
        before, True
    )


def _given() -> Reading:
    given = reading(3, location="acled.csv")
    return replace(given, report=replace(given.report, given="ACLED"))


def _views_of(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """What each view says, but for counts."""
    names = ("claims", "events", "contradictions", "judgements")
    with sqlite3.connect(path) as link:
        found = {n: set(link.execute(f"SELECT * FROM current_{n}").fetchall()) for n in names}
    link.close()
    return found


def test_damaged_rows_are_carried_over_and_told(fifth: Path) -> None:
    """A migration neither stops at damage nor hides it."""
    with sqlite3.connect(fifth) as link:
        link.execute("UPDATE claims SET stance = 'hums' WHERE coding = 1 AND n = 0")
        link.execute("UPDATE events SET valid_from = 'noon' WHERE coding = 1")
        link.execute("UPDATE codings SET payload = x'00' WHERE seq = 2")
    link.close()
    with open_ledger(fifth) as ledger:
        told = [finding.what for finding in ledger.check()]
        assert any("claims has 2 rows wrong" in what for what in told)
        assert any("events has 2 rows wrong" in what for what in told)
        assert any("coding cannot be read" in what for what in told)
        assert ledger.count("claim") == 6


def test_rows_that_were_given_are_known_after_an_upgrade(fifth: Path) -> None:
    """What a ledger of two versions before holds is found by `given:`, and all of it is sealed."""
    with sqlite3.connect(fifth) as link:
        for table in ("seal_leaves", "seals", "stamps", "other_readings"):
            link.execute(f"DROP TABLE {table}")
        link.execute("ALTER TABLE codings DROP COLUMN given")
        link.execute("UPDATE alembic_version SET version_num = '0004'")
    link.close()
    with open_ledger(fifth) as ledger:
        asked = {
            word: Filter(query=parse_query(f"given:{word}")) for word in ("yes", "no", "acled")
        }
        assert [ledger.count("report", asked[w]) for w in ("yes", "no", "acled")] == [1, 1, 1]
        assert not list(ledger.check())
        (seal,) = ledger.archive_book().seals()
        assert seal.sightings == 2
        assert not list(ledger.archive_book().verify())
