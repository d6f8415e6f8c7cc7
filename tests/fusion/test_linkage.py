"""Pairs: what excludes that they are one, and what speaks for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import facts_of
from dateline.fusion.linkage import levels_of, link, shipped_weights
from dateline.model import Auxiliary, Basis
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

WEIGHTS = shipped_weights()
TOLD = st.builds(
    Told,
    type=st.sampled_from(["strike.air", "territory.taken", "territory.left", "damage.utility"]),
    side=st.sampled_from([None, "AAA", "BBB"]), place=st.sampled_from([RIVERTON, HILLTOP, REGION]),
    day=st.sampled_from([1, 4, 5, 6, None]), basis=st.sampled_from([Basis.STATED, Basis.DOCUMENT]),
)  # fmt: skip


def deed(told: Told, outlet: str = "Post") -> Deed:
    return deeds_of(facts_of(coding(told, outlet=outlet)))[0]


@given(TOLD, TOLD)
def test_a_link_is_the_same_either_way_and_a_probability(one: Told, other: Told) -> None:
    a, b = deed(one), deed(other, "Mail")
    assert link(a, b, WEIGHTS) == link(b, a, WEIGHTS)
    found = link(a, b, WEIGHTS)
    assert found is None or WEIGHTS.least <= found.chance <= 1.0


@given(TOLD)
def test_two_tellings_in_the_same_words_are_likelier_one_than_not(told: Told) -> None:
    a, b = deed(told), deed(told, "Mail")
    found = link(a, b, WEIGHTS)
    if a.kind == "deed" and a.days:
        assert found is not None
        assert found.chance > 0.5


def excluded(one: Told, other: Told) -> bool:
    return levels_of(deed(one), deed(other, "Mail"), WEIGHTS) is None


def test_what_excludes_that_two_are_one() -> None:
    taken = Told(type="territory.taken", side="AAA")
    assert excluded(taken, Told(type="territory.taken", side="BBB"))
    assert excluded(taken, Told(type="territory.left", side="AAA"))
    assert excluded(taken, Told(type="territory.taken", side="AAA", auxiliary=Auxiliary.NEGATED))
    assert excluded(taken, Told(type="territory.taken", side="AAA", place=HILLTOP))
    assert excluded(taken, Told(type="territory.taken", side="AAA", day=9))
    assert not excluded(taken, Told(type="territory.left", side="BBB"))
    assert not excluded(taken, Told(type="territory.flag", side="AAA"))


def test_a_report_tells_of_no_later_day() -> None:
    reported = Told(type="strike.air", basis=Basis.DOCUMENT)
    assert excluded(reported, Told(type="strike.air", day=6))
    assert not excluded(reported, Told(type="strike.air", day=4))


def test_what_may_come_again_next_day_needs_more_to_be_one() -> None:
    def chance(code: str) -> float:
        told = Told(type=code, side="AAA", basis=Basis.DOCUMENT)
        later = Told(type=code, side="AAA", basis=Basis.DOCUMENT, day=6)
        found = link(deed(told), deed(later, "Mail"), WEIGHTS)
        return found.chance if found else 0.0

    assert chance("strike.air") < chance("territory.taken")


def test_hours_speak_for_and_against_one_deed() -> None:
    a, b = deed(Told(type="strike.air")), deed(Told(type="strike.air"), "Mail")
    night, noon = (replace(b, fact=replace(b.fact, hour=hour)) for hour in ("NI", "AF"))
    at_night = replace(a, fact=replace(a.fact, hour="NI"))
    same, other = link(at_night, night, WEIGHTS), link(at_night, noon, WEIGHTS)
    assert same is not None
    assert same.chance > (other.chance if other else 0.0)


def test_a_night_is_told_by_either_of_its_dates() -> None:
    a, b = deed(Told(type="strike.air", day=4)), deed(Told(type="strike.air", day=5), "Mail")
    assert levels_of(a, b, WEIGHTS) is None
    first, second = (replace(d, fact=replace(d.fact, hour="NI")) for d in (a, b))
    found = levels_of(first, second, WEIGHTS)
    assert found is not None
    assert found["often"] == "near"


def test_counts_of_a_region_and_of_a_place_in_it_may_be_one() -> None:
    count = Told(type="civilians.attacked", place=REGION, killed=(3, 3, 3))
    a = deed(count)
    inside = replace(a, spot=replace(a.spot, key=HILLTOP.id, place=HILLTOP))
    found = levels_of(a, inside, WEIGHTS)
    assert found is not None
    assert found["count"] == "inside"


def test_namesakes_that_a_report_leaves_open_may_be_one_place() -> None:
    a, b = deed(Told(type="strike.air")), deed(Told(type="strike.air", place=HILLTOP), "Mail")
    assert levels_of(a, b, WEIGHTS) is None
    open_ = replace(b, spot=replace(b.spot, rivals=frozenset((RIVERTON.id,))))
    assert levels_of(a, open_, WEIGHTS) is not None


def test_two_days_that_words_give_are_two_deeds_of_a_town_too() -> None:
    taken = Told(type="territory.taken", side="AAA")
    assert not excluded(taken, replace_day(taken, 6))
    assert excluded(taken, replace_day(taken, 7))


def replace_day(told: Told, day: int) -> Told:
    return Told(type=told.type, side=told.side, day=day)


def test_a_report_tells_of_no_day_after_it() -> None:
    reported = Told(type="territory.taken", side="AAA", day=4, basis=Basis.DOCUMENT)
    assert excluded(reported, Told(type="territory.taken", side="AAA", day=5))
    assert not excluded(reported, Told(type="territory.taken", side="AAA", day=4))


def level(one: Told, other: Told, table: str) -> str:
    levels = levels_of(deed(one), deed(other, "Mail"), WEIGHTS)
    assert levels is not None
    return levels[table]


def told_by(word: str, words: str, *, day: int) -> Deed:
    """A strike of a report of that day, told by one of its words."""
    made = coding(Told(type="strike.air", words=words, day=day, basis=Basis.DOCUMENT), outlet=word)
    (event,) = made.events
    start = made.report.text.index(word)
    trigger = made.report.span(start, start + len(word))
    (found,) = deeds_of(facts_of(replace(made, events=(replace(event, trigger=trigger),))))
    return found


def test_a_deed_told_as_known_is_that_of_the_days_before() -> None:
    dated = deed(Told(type="strike.air", words="planes bombed a market", day=2))
    known = told_by("bombing", "in the market bombing nine died", day=5)
    levels = levels_of(dated, known, WEIGHTS)
    assert levels is not None
    assert levels["often"] == "recalled"
    assert levels_of(dated, told_by("bombing", "in a bombing nine died", day=5), WEIGHTS) is None
    assert levels_of(dated, told_by("bombing", "in the bombing nine died", day=20), WEIGHTS) is None


def test_a_town_taken_and_left_by_nobody_known_may_be_two_turns() -> None:
    taken, left = Told(type="territory.taken"), Told(type="territory.left")
    assert level(taken, left, "type") == "turn"
    known = Told(type="territory.taken", side="AAA"), Told(type="territory.left", side="BBB")
    assert level(*known, "type") == "kin"


def test_words_of_two_languages_are_not_held_against_a_pair() -> None:
    one = deed(Told(type="strike.air", words="granary burned beside wreckage heaps"))
    other = deed(Told(type="strike.air", words="ferries capsized under mortar volleys"), "Mail")
    levels = levels_of(one, other, WEIGHTS)
    foreign = replace(other, fact=replace(other.fact, lang="fr"))
    across = levels_of(one, foreign, WEIGHTS)
    assert levels is not None
    assert across is not None
    assert (levels["words"], across["words"]) == ("none", "unknown")


def test_rebels_and_the_army_take_a_town_in_two_deeds() -> None:
    one = deed(Told(type="territory.taken"))
    for camps, same in ((("rebel", "state"), False), (("state", "state"), True)):
        left, right = (
            replace(d, fact=replace(d.fact, camp=camp))
            for d, camp in zip(
                (one, deed(Told(type="territory.taken"), "Mail")), camps, strict=True
            )
        )
        assert (levels_of(left, right, WEIGHTS) is not None) is same
