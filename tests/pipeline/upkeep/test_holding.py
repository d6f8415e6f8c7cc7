"""Who held each place when, as reports come: what a walk through all that is said gives."""

from __future__ import annotations

import random
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Step
from hypothesis import strategies as st

from dateline.control.holders import Phase
from dateline.control.walking import walk_on
from dateline.model import Coding, Place, Stance, TargetKind, Verdict
from dateline.pipeline.control_rows import holdings
from dateline.pipeline.following import Following, count_left
from dateline.pipeline.territory import settlements_of, territory
from dateline.pipeline.upkeep import holding
from dateline.pipeline.upkeep.holding import Reckoning
from dateline.pipeline.upkeep.keeping import keep_up, kept_tables
from dateline.store import Ledger, open_ledger
from tests.fusion.factory import REGION, Told, coding
from tests.pipeline.upkeep.test_keeping import reading, shorter

TYPES = ("territory.taken", "territory.left", "territory.held", "battle", "force.present")
NOON = datetime(2020, 1, 12, 12)


@pytest.fixture(autouse=True)
def _stands_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a reckoning stood is kept after every day."""
    monkeypatch.setattr(holding, "walk_on", partial(walk_on, apart=1))


@cache
def towns() -> list[Place]:
    """Two settlements of the gazetteer, in which alone control is reckoned."""
    return sorted(settlements_of("UA"), key=lambda place: place.id)[:2]


@cache
def pool() -> list[Coding]:
    """Reports of a month on two towns and a region that change hands; of two wars, or of none."""
    chance = random.Random(4)
    made: list[Coding] = []
    for number in range(24):
        day = 1 + number
        told = [
            Told(
                type=chance.choice(TYPES), side=chance.choice(("RUS", "UKR")),
                place=chance.choice((*towns(), *towns(), REGION)),
                day=max(1, day - chance.randrange(4)),
                source=chance.choice((None, "staff", "ministry")),
                source_side=chance.choice((None, "RUS", "UKR")),
                stance=chance.choice((Stance.ASSERT, Stance.ASSERT, Stance.DENY)),
            )
            for _ in range(3)
        ]  # fmt: skip
        war = chance.choice(("ukraine", "ukraine", "ukraine", "sudan", None))
        one = coding(*told, outlet=f"o{number}", day=day)
        made.append(msgspec.structs.replace(one, conflict=war))
    return made


def check(ledger: Ledger) -> None:
    """The tables tell the phases, and what is left out, that a whole reckoning gives."""
    whole = territory(list(ledger.codings()), judgements=list(ledger.judgements()))
    following = Following(ledger)
    assert following.kept
    with kept_tables(ledger) as tables:
        assert tables is not None
        assert tables.places_held("", 100) == sorted(whole.phases)
        for place, phases in whole.phases.items():
            kept = [msgspec.json.decode(row, type=Phase) for row in tables.phases_of(place)]
            assert kept == list(phases)
    for day in (1, 9, 28):
        instant = NOON.replace(day=day)
        assert list(following.holdings(instant)) == list(holdings(whole, instant))
    assert following.count_left_out() == count_left(whole)


CHANGES = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 23)),
    st.tuples(st.just("add"), st.integers(0, 23)),
    st.tuples(st.just("recode"), st.integers(0, 23)),
    st.tuples(st.just("wrong"), st.integers(0, 71)),
    st.tuples(st.just("right"), st.integers(0, 71)),
    st.tuples(st.just("withdraw"), st.integers(0, 5)),
    st.tuples(st.just("keep"), st.just(0)),
)


def change(ledger: Ledger, step: str, value: int) -> None:
    """One change of a ledger; what cannot be done is left out."""
    if step in ("add", "recode"):
        made = pool()[value] if step == "add" else shorter(pool()[value])
        ledger.add(reading(made), made, program=step)
    elif step == "keep":
        keep_up(ledger)
    elif step == "withdraw":
        judged = list(ledger.judgements())
        if judged:
            ledger.withdraw(judged[value % len(judged)].id)
    else:
        claim = [c.id for one in pool() for c in one.claims][value]
        ledger.judge(TargetKind.CLAIM, claim, Verdict(step), author="x")


@settings(
    max_examples=25, deadline=None, phases=[Step.explicit, Step.reuse, Step.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(CHANGES, min_size=8, max_size=30))
def test_any_order_of_any_changes_gives_the_phases_of_a_whole_walk(
    steps: list[tuple[str, int]],
) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        for step, value in steps:
            change(ledger, step, value)
        keep_up(ledger)
        check(ledger)


def test_reports_one_by_one_are_reckoned_from_where_the_reckoning_stood(tmp_path: Path) -> None:
    order = [*range(0, 24, 2), *range(23, 0, -2)]
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for number in order:
            change(ledger, "add", number)
            keep_up(ledger)
            check(ledger)
        with kept_tables(ledger) as tables:
            assert tables is not None
            stands = [tables.stand_before(place.id, "2020-01-20") for place in towns()]
        assert all(stands)


def test_what_was_known_before_is_reckoned_whole(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for number in range(12):
            change(ledger, "add", number)
        keep_up(ledger)
        instant = max(row.recorded_at for row in ledger.report_page(limit=50).rows)
        early = list(Following(ledger, as_of=instant).holdings(NOON))
        for number in range(12, 24):
            change(ledger, "add", number)
        keep_up(ledger)
        assert list(Following(ledger, as_of=instant).holdings(NOON)) == early
        assert list(Following(ledger).holdings(NOON)) != early


def test_a_writer_that_is_killed_while_it_reckons_leaves_tables_that_do_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for number in range(8):
            change(ledger, "add", number)
        keep_up(ledger)
        change(ledger, "add", 9)
        with monkeypatch.context() as patch:
            patch.setattr(Reckoning, "_walk", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                keep_up(ledger)
        with kept_tables(ledger) as tables:
            assert tables is None
        keep_up(ledger)
        check(ledger)
