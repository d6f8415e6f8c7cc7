"""Parts of words: found the same in both databases, with PostgreSQL's index and without."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, create_engine, text

from dateline.model import TargetKind, Verdict
from dateline.query import parse_query
from dateline.store import Filter, Ledger, open_ledger, trigrams
from tests.store.conftest import POSTGRES, empty_database
from tests.store.records import Ticking, coding, reading

needs_postgres = pytest.mark.skipif(not POSTGRES, reason="DATELINE_TEST_POSTGRES is not set")


def fill(ledger: Ledger) -> None:
    """Two reports, and a judgement with a reason."""
    for number in (1, 2):
        read = reading(number)
        ledger.add(read, coding(read.report), program="by hand")
    claim = next(ledger.claims())
    ledger.judge(TargetKind.CLAIM, claim.id, Verdict.WRONG, author="Ana", reason="Misread_100%")


FOUND = {"outlet:wir": 6, "outlet:IRE": 6, "outlet:w_re": 0, "note:read_100%": 1, "note:sread": 1,
         "note:read%100": 0, "outlet:xyz": 0}  # fmt: skip


def counts(ledger: Ledger) -> dict[str, int]:
    """How many claims each query finds."""
    return {q: ledger.count("claim", Filter(query=parse_query(q))) for q in FOUND}


def test_parts_of_words_are_found(ledger: Ledger) -> None:
    fill(ledger)
    assert counts(ledger) == FOUND
    assert len(list(ledger.claims(Filter(source="nistry of def")))) == 2


@needs_postgres
def test_the_index_is_made_once_and_used() -> None:
    assert POSTGRES is not None
    empty_database(POSTGRES)
    notes: list[str] = []
    with open_ledger(POSTGRES, clock=Ticking(), note=notes.append) as ledger:
        fill(ledger)
    engine = create_engine(POSTGRES.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        assert not trigrams.wanting(connection)
        assert notes == []
        connection.execute(text("SET enable_seqscan = off"))
        assert "ix_trigrams_outlet" in plan(connection, "codings WHERE lower(outlet)")
        assert "ix_trigrams_source" in plan(connection, "claims WHERE source_words")
        assert "ix_trigrams_reason" in plan(connection, "judgements WHERE lower(reason)")
    engine.dispose()


def plan(connection: Connection, asked: str) -> str:
    """How PostgreSQL looks for a part of a word."""
    rows = connection.execute(text(f"EXPLAIN SELECT 1 FROM {asked} LIKE '%' || 'wire' || '%'"))
    return "\n".join(rows.scalars())


@needs_postgres
def test_without_the_extension_the_same_is_found_and_it_is_said_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert POSTGRES is not None
    empty_database(POSTGRES)
    monkeypatch.setattr(trigrams, "EXTENSION", "pg_nowhere")
    notes: list[str] = []
    for _ in range(2):
        with open_ledger(POSTGRES, clock=Ticking(), note=notes.append) as ledger:
            if not list(ledger.reports()):
                fill(ledger)
            assert counts(ledger) == FOUND
    assert len(notes) == 1
    assert "pg_nowhere cannot be had" in notes[0]
    monkeypatch.undo()
    with open_ledger(POSTGRES, note=notes.append) as ledger:
        assert counts(ledger) == FOUND
    assert len(notes) == 1
