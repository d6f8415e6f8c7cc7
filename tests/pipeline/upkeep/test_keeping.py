"""What is kept up to date is what a whole computation gives, after any order of any changes."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dateline.fusion.learning import Curve
from dateline.model import (
    ActorKind,
    Auxiliary,
    Coding,
    Original,
    Reading,
    Stance,
    TargetKind,
    Verdict,
    report_id,
)
from dateline.pipeline.derive import Derived, derive, incident_rows
from dateline.pipeline.following import Following
from dateline.pipeline.learning import Part, keep_learned, read_learned, undo_learned
from dateline.pipeline.standing import standing
from dateline.pipeline.tolls import toll_rows
from dateline.pipeline.upkeep import keeping
from dateline.pipeline.upkeep.keeping import compare_kept, derived_of, keep_up
from dateline.pipeline.upkeep.refreshing import Refreshing
from dateline.store import Ledger, open_ledger
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

WIRE = "the ministry said that its forces shelled the northern bridge over the river at dawn"
LIKE = "the ministry says that its forces shelled the northern bridge over the river at dawn today"
PLANT = msgspec.structs.replace(RIVERTON, id="t:3", name="Plant", lat=10.02, feature="PWR")


def reading(made: Coding) -> Reading:
    report = made.report
    return Reading(
        report=report,
        original=Original(
            sha256=report.sha256, data=report.text.encode(), media_type="text/plain",
            location="memory",
        ),
    )  # fmt: skip


def addressed(made: Coding, url: str) -> Coding:
    """The same report under an address."""
    old = made.report
    name = report_id(
        sha256=old.sha256, text=old.text, title=None, published=old.published, outlet=old.outlet,
        url=url,
    )  # fmt: skip
    return msgspec.structs.replace(made, report=msgspec.structs.replace(old, url=url, id=name))


def with_person(made: Coding, name: str) -> Coding:
    """The report with its sources as one person of this name."""
    actors = tuple(
        msgspec.structs.replace(a, name=name, kind=ActorKind.PERSON)
        if not a.name.startswith("forces") else a
        for a in made.actors
    )  # fmt: skip
    return msgspec.structs.replace(made, actors=actors)


def pool() -> list[Coding]:
    """Reports that meet in every way: places, regions, sites, copies, persons, pages."""
    strike = Told(type="strike.air", side="AAA", killed=(3, 3, 3))
    denied = Told(
        type="strike.air", side="AAA", source="ministry", source_side="AAA",
        auxiliary=Auxiliary.NEGATED,
    )  # fmt: skip
    wire = Told(
        type="strike.shelling", side="BBB", source="ministry", source_side="BBB", words=WIRE
    )
    taken = Told(type="territory.taken", side="AAA", place=HILLTOP, day=8)
    spoken = Told(type="territory.held", side="BBB", place=HILLTOP, day=8, source="P", words=WIRE)
    claimed = Told(
        type="territory.taken", side="AAA", source="general", source_side="AAA", place=HILLTOP,
        day=8,
    )  # fmt: skip
    refused = Told(
        type="territory.taken", side="AAA", source="staff", source_side="BBB", place=HILLTOP,
        day=8, stance=Stance.DENY,
    )  # fmt: skip
    return [
        coding(claimed, outlet="m", day=9),
        coding(refused, claimed, outlet="n", day=9),
        coding(strike, Told(type="civilians.attacked", side="AAA", killed=(9, 9, 9)), outlet="a"),
        coding(strike, denied, Told(type="strike.air", side="AAA", place=PLANT), outlet="b", day=7),
        coding(denied, Told(type="battle", place=REGION, day=5, until=6), outlet="c"),
        coding(wire, Told(type="battle", place=REGION, day=9), outlet="d", day=8),
        coding(msgspec_told(wire, LIKE), taken, outlet="e", day=9),
        coding(wire, Told(type="strike.air", side="BBB", killed=(5, 5, 5)), outlet="f", day=7),
        with_person(coding(spoken, taken, outlet="g", day=9), "Volodymyr Zelensky"),
        with_person(coding(spoken, outlet="h", day=10), "Volodymyr Zelenskyj"),
        with_person(coding(spoken, wire, outlet="i", day=11), "Volodymyr Zelenskyj"),
        addressed(coding(taken, strike, outlet="k", day=9), "https://post.example/a"),
        addressed(coding(taken, strike, outlet="k", day=10), "https://post.example/a"),
        coding(Told(type="territory.left", side="BBB", place=HILLTOP, day=20), outlet="l", day=21),
        *lasting(),
        *placeless(),
        *placed_by_name(),
    ]


def lasting() -> list[Coding]:
    """What goes on in a region, told with silences that another report fills; and of no day."""
    days = (14, 20, 27)
    told = [Told(type="battle", place=REGION, day=day, killed=(day, day, day)) for day in days]
    undated = Told(type="battle", place=REGION, day=None)
    return [
        *(coding(one, outlet=f"q{n}", day=28) for n, one in enumerate(told)),
        coding(undated, told[1], outlet="r", day=28),
    ]


def placeless() -> list[Coding]:
    """A deed without a place, and like ones at two places of which it takes the one."""
    words = "drone wreckage burned beside granary"
    return [
        coding(Told(type="strike.air", place=place, day=day, words=words), outlet=outlet, day=9)
        for place, day, outlet in (
            (None, 8, "s"), (RIVERTON, 8, "t"), (HILLTOP, 8, "u"), (RIVERTON, 9, "v"),
        )
    ]  # fmt: skip


def placed_by_name() -> list[Coding]:
    """A deed that names its place where nobody saw one, and others at two places of that name."""
    words = "masked raiders seized depot"
    seeking = Told(type="civilians.abducted", place=None, day=25, words="Place kidnappings rose")
    long = Told(type="civilians.abducted", place=HILLTOP, day=1, until=15, words=words)
    return [
        coding(seeking, outlet="w", day=26),
        *(
            coding(
                Told(type="civilians.abducted", place=place, day=day, words=words),
                outlet=outlet, day=27,
            )
            for place, day, outlet in ((RIVERTON, 25, "x"), (HILLTOP, 25, "y"), (HILLTOP, 8, "z"))
        ),
        coding(long, outlet="aa", day=28),
    ]  # fmt: skip


def msgspec_told(told: Told, words: str) -> Told:
    """The same in other words."""
    return Told(
        type=told.type, side=told.side, source=told.source, source_side=told.source_side,
        words=words,
    )  # fmt: skip


POOL = pool()
CLAIMS = [c.id for made in POOL for c in made.claims]
EVENTS = [e.id for made in POOL for e in made.events]


def shorter(made: Coding) -> Coding:
    """Another coding of the same report: its last claim was not found."""
    last = made.claims[-1].id
    return msgspec.structs.replace(
        made, claims=made.claims[:-1], events=tuple(e for e in made.events if e.claim != last)
    )


def same(ledger: Ledger) -> None:
    """The tables hold what a whole computation gives."""
    learned = read_learned(ledger)
    whole = derive(list(ledger.codings()), list(ledger.judgements()), learned=learned)
    kept = derived_of(ledger)
    assert kept is not None
    assert sorted_of(kept) == sorted_of(whole)
    codings = standing(list(ledger.codings()), list(ledger.judgements()))
    following = Following(ledger)
    assert following.kept
    assert following.derived == whole
    for ongoing in (False, True):
        rows = list(following.incidents(situations=ongoing))
        assert rows == list(incident_rows(codings, whole, situations=ongoing))
    told = [msgspec.json.encode(row) for row in toll_rows(codings, whole)]
    assert sorted(msgspec.json.encode(row) for row in following.tolls()) == sorted(told)


def sorted_of(found: Derived) -> list[list[bytes]]:
    origins = (msgspec.structs.replace(o, why=()) for o in found.origins)
    groups = (found.incidents, found.contradictions, tuple(origins))
    return [sorted(msgspec.json.encode(one) for one in group) for group in groups]


STEPS = st.one_of(
    st.tuples(st.just("add"), st.integers(0, len(POOL) - 1)),
    st.tuples(st.just("add"), st.integers(0, len(POOL) - 1)),
    st.tuples(st.just("recode"), st.integers(0, len(POOL) - 1)),
    st.tuples(st.just("wrong"), st.integers(0, len(CLAIMS) - 1)),
    st.tuples(st.just("bad"), st.integers(0, len(POOL) - 1)),
    st.tuples(st.just("right"), st.integers(0, len(CLAIMS) - 1)),
    st.tuples(st.just("same"), st.tuples(*[st.integers(0, len(EVENTS) - 1)] * 2)),
    st.tuples(st.just("different"), st.tuples(*[st.integers(0, len(EVENTS) - 1)] * 2)),
    st.tuples(st.just("withdraw"), st.integers(0, 5)),
    st.tuples(st.just("keep"), st.just(0)),
)


def take(ledger: Ledger, step: str, value: object) -> None:
    """One change of a ledger; what cannot be done is left out."""
    if isinstance(value, tuple):
        a, b = (EVENTS[n] for n in value)
        if a != b:
            ledger.judge(TargetKind.EVENT, a, Verdict(step), author="x", other=b)
        return
    assert isinstance(value, int)
    if step in ("add", "recode"):
        made = POOL[value] if step == "add" else shorter(POOL[value])
        ledger.add(reading(made), made, program=step)
    elif step == "bad":
        ledger.judge(TargetKind.REPORT, POOL[value].report.id, Verdict.WRONG, author="x")
    elif step == "withdraw":
        made_ = list(ledger.judgements())
        if made_:
            ledger.withdraw(made_[value % len(made_)].id)
    elif step == "keep":
        keep_up(ledger)
    else:
        ledger.judge(TargetKind.CLAIM, CLAIMS[value], Verdict(step), author="x")


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip
@given(st.lists(STEPS, min_size=6, max_size=30))
def test_any_order_of_any_changes_gives_what_a_whole_computation_gives(
    steps: list[tuple[str, object]],
) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        for step, value in steps:
            take(ledger, step, value)
        keep_up(ledger)
        same(ledger)


@pytest.mark.parametrize("backwards", [False, True])
def test_reports_one_by_one_give_what_they_give_together(backwards: bool, tmp_path: Path) -> None:  # noqa: FBT001
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for made in reversed(POOL) if backwards else POOL:
            ledger.add(reading(made), made, program="one")
            assert keep_up(ledger)
            same(ledger)
        assert not keep_up(ledger)
        kept = derived_of(ledger)
    assert kept is not None
    assert len(kept.incidents) > 5
    assert len(kept.contradictions) > 3
    assert any(len(o.claims) > 2 for o in kept.origins)


def test_what_goes_on_and_is_joined_with_a_deed_stands_once_as_a_deed(tmp_path: Path) -> None:
    """The fighting of a region, which a person joins with an event of a report not yet there."""
    fighting = next(e.id for e in POOL[4].events if e.type == "battle")
    left = next(e.id for made in POOL for e in made.events if e.type == "territory.left")
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(reading(POOL[4]), POOL[4], program="one")
        keep_up(ledger)
        ledger.judge(TargetKind.EVENT, left, Verdict.SAME, author="x", other=fighting)
        keep_up(ledger)
        same(ledger)
        kept = derived_of(ledger)
    assert kept is not None
    assert [fighting in i.events for i in kept.incidents].count(True) == 1


def test_tables_do_not_hold_once_something_is_written(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        assert derived_of(ledger) is None
        ledger.add(reading(POOL[0]), POOL[0], program="one")
        assert derived_of(ledger) is None
        keep_up(ledger)
        assert derived_of(ledger) is not None
        ledger.judge(TargetKind.CLAIM, CLAIMS[0], Verdict.WRONG, author="x")
        assert derived_of(ledger) is None
        keep_up(ledger)
        same(ledger)


def test_a_writer_that_is_killed_leaves_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for made in POOL[:4]:
            ledger.add(reading(made), made, program="one")
        keep_up(ledger)
        before = derived_of(ledger)
        ledger.add(reading(POOL[5]), POOL[5], program="one")
        with monkeypatch.context() as patch:
            patch.setattr(Refreshing, "_pair", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                keep_up(ledger)
        assert derived_of(ledger) is None
        assert before is not None
        keep_up(ledger)
        same(ledger)


def test_tables_of_other_rules_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for made in POOL[:3]:
            ledger.add(reading(made), made, program="one")
        keep_up(ledger)
        monkeypatch.setattr(keeping, "rules_name", lambda: "others")
        assert derived_of(ledger) is None
        assert keep_up(ledger)
        same(ledger)


def test_tables_that_were_lost_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with open_ledger(path) as ledger:
        ledger.add(reading(POOL[0]), POOL[0], program="one")
        keep_up(ledger)
    with sqlite3.connect(path) as link:
        link.execute("DROP TABLE derived_todo")
    with open_ledger(path) as ledger:
        assert derived_of(ledger) is None
        assert keep_up(ledger)
        same(ledger)


def test_what_was_learned_rules_the_tables_too(tmp_path: Path) -> None:
    def part(name: str, constant: float) -> Part:
        return Part(
            name=name, curve=Curve(constant, 1.0), judgements=30, wrong_before=9, wrong_after=3,
            loss_before=0.7, loss_after=0.4,
        )  # fmt: skip

    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for made in POOL:
            ledger.add(reading(made), made, program="one")
        keep_up(ledger)
        before = derived_of(ledger)
        keep_learned(
            ledger, [part("linkage", -30.0), part("contradiction", -30.0)], author="Ada",
            at="2026-01-01T00:00:00.000000Z",
        )  # fmt: skip
        assert derived_of(ledger) is None
        assert list(Following(ledger).contradictions()) == []
        keep_up(ledger)
        apart = derived_of(ledger)
        assert before is not None
        assert apart is not None
        assert len(apart.incidents) > len(before.incidents)
        assert (len(before.contradictions) > 0, len(apart.contradictions)) == (True, 0)
        whole = derive(list(ledger.codings()), [], learned=read_learned(ledger))
        assert {i.id for i in apart.incidents} == {i.id for i in whole.incidents}
        assert list(compare_kept(ledger)) == []
        undo_learned(ledger, at="2026-01-02T00:00:00.000000Z")
        keep_up(ledger)
        same(ledger)
