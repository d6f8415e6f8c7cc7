"""What follows is the same from the tables as computed anew, row for row."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from dateline.model import Coding, Judgement, TargetKind, Verdict
from dateline.pipeline.control_layer import control_layer
from dateline.pipeline.control_rows import holdings
from dateline.pipeline.derive import (
    contradiction_rows,
    derive,
    incident_rows,
    origin_rows,
    revision_rows,
)
from dateline.pipeline.following import Following, count_left
from dateline.pipeline.standing import standing
from dateline.pipeline.territory import territory
from dateline.pipeline.tolls import toll_rows
from dateline.pipeline.upkeep.keeping import compare_kept, keep_up
from dateline.store import Ledger, open_ledger
from tests.pipeline.given_rows import ACLED, codings_of, table
from tests.pipeline.test_territory import coded
from tests.pipeline.upkeep.test_keeping import CLAIMS, POOL, reading

LAST = datetime(9999, 12, 31)


def filled(path: Path) -> Ledger:
    """A ledger of the pool, one claim of it judged wrong."""
    ledger = open_ledger(path)
    for made in POOL:
        ledger.add(reading(made), made, program="one")
    ledger.judge(TargetKind.CLAIM, CLAIMS[3], Verdict.WRONG, author="x")
    return ledger


def everything(ledger: Ledger) -> tuple[list[Coding], list[Judgement]]:
    return list(ledger.codings()), list(ledger.judgements())


@pytest.mark.parametrize("situations", [False, True])
def test_incidents_are_listed_alike(situations: bool, tmp_path: Path) -> None:  # noqa: FBT001
    with filled(tmp_path / "l.sqlite") as ledger:
        codings, judgements = everything(ledger)
        whole = derive(codings, judgements)
        due = list(incident_rows(standing(codings, judgements), whole, situations=situations))
        assert list(Following(ledger).incidents(situations=situations)) == due
        keep_up(ledger)
        asked = Following(ledger)
        assert asked.kept
        assert list(asked.incidents(situations=situations)) == due
        assert due


def test_incidents_name_the_data_sets_alike(tmp_path: Path) -> None:
    (row,) = codings_of(table(ACLED))
    with filled(tmp_path / "l.sqlite") as ledger:
        ledger.add(reading(row), row, program="one")
        due = list(Following(ledger).incidents())
        keep_up(ledger)
        asked = Following(ledger)
        assert asked.kept
        assert list(asked.incidents()) == due
        assert ("ACLED",) in {incident.given for incident in due}


@pytest.mark.parametrize("perhaps", [False, True])
def test_contradictions_are_listed_alike(perhaps: bool, tmp_path: Path) -> None:  # noqa: FBT001
    with filled(tmp_path / "l.sqlite") as ledger:
        keep_up(ledger)
        first = next(Following(ledger).contradictions())
        judged = next(
            c for c in derive(*everything(ledger)).contradictions
            if c.claims == (first.claim, first.other)
        )  # fmt: skip
        ledger.judge(TargetKind.CONTRADICTION, judged.id, Verdict.WRONG, author="x")
        codings, judgements = everything(ledger)
        whole = derive(codings, judgements)
        due = list(contradiction_rows(standing(codings, judgements), whole, perhaps=perhaps))
        asked = Following(ledger)
        assert list(asked.contradictions(perhaps=perhaps)) == due
        assert asked.kept
        assert due
        assert first not in due


def test_tolls_are_listed_alike(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as ledger:
        keep_up(ledger)
        codings, judgements = everything(ledger)
        due = list(toll_rows(standing(codings, judgements), derive(codings, judgements)))
        assert list(Following(ledger).tolls()) == due
        assert len(due) > 1


def test_all_of_it_is_the_same_from_the_tables(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as ledger:
        keep_up(ledger)
        whole = derive(*everything(ledger))
        kept = Following(ledger).derived
        assert kept.origins == whole.origins
        assert kept.incidents == whole.incidents
        assert sorted(c.id for c in kept.contradictions) == sorted(
            c.id for c in whole.contradictions
        )


SAID = (
    "Russian forces withdrew from Kherson.",
    "Ukrainian forces took full control of Lyman on 1 October 2022.",
    "Some Russian troops may leave Melitopol.",
    "Russian forces captured Bakhmut, the Russian defence ministry said.",
)


def told(ledger: Ledger, *texts: str) -> list[Coding]:
    """Reports read by the first readers and written."""
    made = [coded(text, conflict="ukraine") for text in texts]
    for one in made:
        ledger.add(reading(one), one, program="one")
    return made


def test_control_is_the_same_from_the_tables(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        first, *_ = told(ledger, *SAID[:3])
        keep_up(ledger)
        told(ledger, *SAID[3:])
        asked = Following(ledger)
        due = territory(list(ledger.codings()))
        assert asked.kept
        assert list(asked.holdings(LAST)) == list(holdings(due, LAST))
        assert asked.count_left_out() == count_left(due)
        assert asked.layer() == control_layer(list(ledger.codings()))
        assert asked.atlas().phases == due.phases
        assert asked.layer() is not None
        assert {row.name for row in asked.holdings(LAST)} >= {"Kherson", "Lyman"}
        ledger.judge(TargetKind.CLAIM, first.claims[0].id, Verdict.WRONG, author="x")
        after = Following(ledger)
        due = territory(list(ledger.codings()), judgements=list(ledger.judgements()))
        assert list(after.holdings(LAST)) == list(holdings(due, LAST))
        assert "Kherson" not in {row.name for row in after.holdings(LAST)}


def test_control_as_published_by_a_day_is_computed(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        told(ledger, *SAID)
        keep_up(ledger)
        asked = Following(ledger)
        known = datetime(2022, 11, 12, 19)  # an hour before they were published
        due = territory(list(ledger.codings()), known=known)
        assert list(asked.holdings(LAST, known=known)) == list(holdings(due, LAST))
        assert asked.count_left_out(known=known) == count_left(due)
        assert list(asked.holdings(LAST, known=known)) != list(asked.holdings(LAST))


def test_revisions_and_origins_are_those_of_all_claims(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as ledger:
        codings, judgements = everything(ledger)
        whole = derive(codings, judgements)
        asked = Following(ledger)
        assert list(asked.revisions()) == list(revision_rows(codings))
        assert list(asked.origins()) == list(origin_rows(standing(codings, judgements), whole))
        keep_up(ledger)
        kept = Following(ledger)
        assert list(kept.origins()) == list(asked.origins())
        assert list(kept.origins())


def test_an_earlier_instant_is_computed(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(reading(POOL[0]), POOL[0], program="one")
        then = ledger.changed_at()
        ledger.add(reading(POOL[1]), POOL[1], program="one")
        keep_up(ledger)
        before = Following(ledger, as_of=then)
        assert not before.kept
        assert {r for row in before.incidents() for r in row.events} == {
            e.id for e in POOL[0].events
        }


def test_a_check_finds_what_is_kept_wrongly(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as ledger:
        assert not list(compare_kept(ledger))
        keep_up(ledger)
        assert not list(compare_kept(ledger))
        gone = next(iter(Following(ledger).incidents())).id
        from dateline.pipeline.upkeep.keeping import rules_name

        with ledger.derived_book().updating(rules_name()) as updating:
            updating.tables.remove_incidents([gone])
        assert next(f.record for f in compare_kept(ledger)) == f"incident {gone}"
