"""Control evidence: from events, never from fears, metonyms or a region that holds a town."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as told_as

import pytest
from msgspec.structs import replace

from dateline.control.evidence import Evidence, Reader
from dateline.control.parameters import shipped_parameters
from dateline.model import (
    Auxiliary,
    Coding,
    ControlState,
    Event,
    Place,
    Span,
    Stance,
    Toponym,
    ToponymKind,
)
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

TAKEN = Told(type="territory.taken", side="BBB")


def read(whole: Coding, *area: str) -> list[Evidence]:
    reader = Reader(
        shipped_parameters(),
        spread=lambda _area, _towns: area,
        belligerents=frozenset({"AAA", "BBB"}),
    )
    return list(reader.evidence_of(whole))


def test_a_taken_town_is_held_by_its_taker() -> None:
    (found,) = read(coding(TAKEN))
    assert (found.assertion.place, found.assertion.controller) == (RIVERTON.id, "BBB")
    assert found.assertion.state is ControlState.HELD
    assert found.claimant_kind == "third"
    assert found.assertion.claim == coding(TAKEN).claims[0].id


def test_who_leaves_no_longer_holds_and_a_denial_turns_it_round() -> None:
    left = Told(type="territory.left", side="AAA")
    assert read(coding(left))[0].assertion.not_controller == "AAA"
    absent = Told(type="force.present", side="AAA", auxiliary=Auxiliary.NEGATED)
    assert read(coding(absent))[0].assertion.not_controller == "AAA"


@pytest.mark.parametrize(
    "auxiliary",
    [Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL, Auxiliary.DEMANDED, Auxiliary.HISTORICAL],
)
def test_what_did_not_happen_now_says_nothing(auxiliary: Auxiliary) -> None:
    assert not read(coding(Told(type="territory.taken", side="BBB", auxiliary=auxiliary)))


def test_a_demand_says_nothing() -> None:
    demand = Told(type="territory.left", side="AAA", stance=Stance.DEMAND)
    assert not read(coding(demand))


def test_a_metonym_locates_nothing() -> None:
    whole = coding(TAKEN)
    metonym = replace(whole.toponyms[0], kind=ToponymKind.METONYMIC)
    assert not read(replace(whole, toponyms=(metonym,)))


def test_a_region_is_spread_to_its_places_at_a_lower_weight() -> None:
    found = read(coding(Told(type="territory.left", side="AAA", place=REGION)), "p:1", "p:2")
    assert [f.assertion.place for f in found] == ["p:1", "p:2"]
    assert all(f.area and f.weight < 0.9 for f in found)


@pytest.mark.parametrize(
    ("side", "told", "kind"),
    [
        ("BBB", TAKEN, "gain"),
        ("AAA", TAKEN, "loss"),
        ("CCC", TAKEN, "third"),
        ("AAA", Told(type="territory.left", side="AAA"), "loss"),
        ("BBB", Told(type="territory.left", side="AAA"), "gain"),
    ],
)
def test_claimants_are_weighed_by_their_interest(side: str, told: Told, kind: str) -> None:
    whole = coding(Told(type=told.type, side=told.side, source="somebody", source_side=side))
    assert read(whole)[0].claimant_kind == kind


def test_all_of_a_region_asks_for_all_of_its_places() -> None:
    asked: list[bool] = []

    def spread(_area: Toponym, towns: Sequence[Place] | None) -> list[str]:
        asked.append(towns is None)
        return ["p:1"]

    reader = Reader(shipped_parameters(), spread=spread)
    whole = Told(type="territory.left", side="AAA", place=REGION, words="completely left")
    assert list(reader.evidence_of(coding(whole)))
    denied = told_as(whole, auxiliary=Auxiliary.NEGATED)
    assert not list(reader.evidence_of(coding(denied)))
    assert asked == [True]


def test_an_attack_that_was_repelled_names_no_day_of_a_change() -> None:
    repelled = Told(type="territory.held", side="BBB", words="repelled")
    (found,) = read(coding(repelled))
    assert (found.says, found.assertion.controller) == ("there", "BBB")
    assert found.weight < 0.4


def read_at_home(told: Told) -> list[str | None]:
    reader = Reader(
        shipped_parameters(), spread=lambda _area, _towns: (), home=lambda _country: "AAA",
        belligerents=frozenset({"AAA", "BBB"}),
    )  # fmt: skip
    return [found.assertion.controller for found in reader.evidence_of(coding(told))]


def test_liberated_is_given_back_to_its_country_unless_its_taker_says_so() -> None:
    freed = Told(type="territory.taken", words="liberated")
    assert read_at_home(freed) == ["AAA"]
    assert read_at_home(told_as(freed, source="a spokesman", source_side="BBB")) == ["BBB"]
    assert read_at_home(told_as(freed, source="a spokesman", source_side="CCC")) == ["AAA"]


def test_who_does_not_fight_takes_nothing() -> None:
    assert not read(coding(Told(type="territory.taken", side="CCC")))


def described(text: str, words: str, *, acting: str | None) -> Coding:
    """A report with one event of these words, which stand before Riverton."""
    whole = coding(Told(type="territory.taken", side=acting, words="x" * (len(text) - 11)))
    report = replace(whole.report, text=text)
    start, at = text.index(words), text.index("Riverton")
    event = replace(whole.events[0], trigger=Span(start=start, end=start + len(words), text=words))
    place = replace(whole.toponyms[0], start=at, end=at + 8, text="Riverton")
    return replace(whole, report=report, events=(event,), toponyms=(place,))


def at_home() -> Reader:
    return Reader(
        shipped_parameters(), spread=lambda _area, _towns: (), home=lambda _country: "AAA",
        belligerents=frozenset({"AAA", "BBB"}),
    )  # fmt: skip


def test_a_place_that_is_only_described_was_not_taken_then() -> None:
    freed = described("A man of theirs fled from liberated Riverton.", "liberated", acting="BBB")
    (found,) = at_home().evidence_of(freed)
    assert (found.says, found.assertion.controller) == ("there", "AAA")
    held = described("A blast was heard in the occupied town of Riverton.", "occupied", acting=None)
    (found,) = at_home().evidence_of(held)
    assert (found.says, found.assertion.controller) == ("there", "BBB")


def test_a_proxy_speaks_for_its_patron() -> None:
    told = Told(type="territory.taken", side="BBB", source="a proxy", source_side="PPP")
    reader = replace_reader(lambda side: {"PPP": "BBB"}.get(side, side))
    (found,) = reader.evidence_of(coding(told))
    assert found.claimant_kind == "gain"


def replace_reader(holds_for: Callable[[str], str]) -> Reader:
    return told_as(at_home(), holds_for=holds_for)


def test_what_is_done_counts_though_the_sentence_goes_on_to_predict() -> None:
    words = "they have withdrawn"
    told = Told(
        type="territory.left", side="AAA", words=words, stance=Stance.PREDICT,
        auxiliary=Auxiliary.FUTURE,
    )  # fmt: skip
    whole = coding(told)
    start = whole.report.text.index("withdrawn")
    trigger = Span(start=start, end=start + 9, text="withdrawn")
    assert not read(whole)
    (found,) = read(replace(whole, events=(replace(whole.events[0], trigger=trigger),)))
    assert found.assertion.not_controller == "AAA"


def test_what_is_dated_after_its_report_is_still_to_come() -> None:
    whole = coding(Told(type="territory.taken", side="BBB", day=20), day=6)
    event = whole.events[0]
    assert not read(replace(whole, events=(dated(event),)))


def dated(event: Event) -> Event:
    return replace(event, time=replace(event.time, timex="t1"))


def test_only_the_beginning_of_a_leaving_counts_less() -> None:
    plain = read(coding(Told(type="territory.left", side="AAA", words="withdrawal")))[0]
    told = Told(type="territory.left", side="AAA", words="they began a withdrawal")
    whole = coding(told)
    start = whole.report.text.index("withdrawal")
    trigger = Span(start=start, end=start + 10, text="withdrawal")
    (begun,) = read(replace(whole, events=(replace(whole.events[0], trigger=trigger),)))
    assert begun.weight == pytest.approx(plain.weight / 2)


def test_a_namesake_far_from_all_that_is_named_beside_it_says_nothing() -> None:
    far = replace_place(RIVERTON, "t:5", lat=14.0)
    beside = [Told(type="other", place=RIVERTON), Told(type="other", place=HILLTOP)]
    whole = coding(Told(type="territory.taken", side="BBB", place=far), *beside)
    assert not read(whole)
    assert read(coding(Told(type="territory.taken", side="BBB", place=far), beside[0]))


def replace_place(place: Place, key: str, *, lat: float) -> Place:
    return replace(place, id=key, lat=lat)


def test_all_of_a_region_is_marked_as_such() -> None:
    told = Told(type="territory.left", side="AAA", place=REGION, words="completely left")
    (found,) = read(coding(told), "p:1")
    assert found.whole
    assert found.area
    nearly = Told(type="territory.left", side="AAA", place=REGION, words="almost completely left")
    assert read(coding(nearly), "p:1")[0].whole
    taken = Told(type="territory.taken", side="BBB", place=REGION, words="almost all taken")
    assert not read(coding(taken), "p:1")[0].whole


def test_the_army_is_the_countrys_own_where_no_side_is_told() -> None:
    whole = coding(Told(type="territory.taken", side="BBB"))
    army = replace(whole.actors[0], name="army", side=None)
    (found,) = at_home().evidence_of(replace(whole, actors=(army,)))
    assert found.assertion.controller == "AAA"
    assert found.weight < 1.0
    rebels = replace(whole.actors[0], name="rebels", side=None)
    assert not list(at_home().evidence_of(replace(whole, actors=(rebels,))))


def test_government_held_says_whose_it_is() -> None:
    freed = described("Graves were found in de-occupied Riverton.", "occupied", acting=None)
    assert next(iter(at_home().evidence_of(freed))).assertion.controller == "AAA"
    held = described("Shells fell on government-held Riverton.", "held", acting=None)
    (found,) = at_home().evidence_of(held)
    assert (found.says, found.assertion.controller) == ("there", "AAA")
