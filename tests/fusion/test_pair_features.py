"""What the model is told of a pair: its levels and its flags."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.contrast import NONE, Marks
from dateline.fusion.opposed import Opposition, deny_bare, find_oppositions
from dateline.fusion.pair_features import (
    features_of,
    group_of,
    is_accuser,
    is_clause_before,
    is_explicit,
    levels_of,
    names_other_site,
    noun_of,
    word_before,
)
from dateline.fusion.tellings import Telling, tellings_of
from dateline.model import (
    Aspect,
    Auxiliary,
    ContradictionKind,
    Quantity,
    QuantityOf,
    Stance,
)
from tests.fusion.factory import HILLTOP, REGION, Told, coding

SAID = Told(type="strike.air", side="AAA", source="B", source_side="BBB")
DENIED = Told(
    type="strike.air", side="AAA", source="A", source_side="AAA", auxiliary=Auxiliary.NEGATED
)


def change(told: Told, **fields: object) -> Told:
    return Told(**{**vars(told), **fields})


def oppose(one: Told, other: Told, *, apart: bool = True) -> Opposition:
    """How the two are opposed, told by two reports or in one."""
    if apart:
        codings = [coding(one, outlet="Post"), coding(other, outlet="Mail")]
    else:
        codings = [coding(one, other)]
    a, b = (t for made in codings for t in tellings_of(made))
    return next(find_oppositions(a, b))


def describe(found: Opposition) -> dict[str, float]:
    levels = levels_of(found)
    assert levels is not None
    return features_of(found, levels, incident_of={})


@pytest.mark.parametrize(
    ("form", "group"),
    [
        ("denied_same", "denial"),
        ("denied_bare", "denial"),
        ("doers_kin", "doers"),
        ("numbers", "numbers"),
        ("days", "days"),
        ("gone", "ground"),
        ("held_or_taken", "ground"),
        ("taken", "ground"),
    ],
)
def test_forms_that_share_their_evidence(form: str, group: str) -> None:
    found = oppose(SAID, DENIED)
    changed = Opposition(ContradictionKind.POLARITY, form, found.a, found.b)
    assert group_of(changed) == group


@pytest.mark.parametrize(
    ("one", "other", "levels"),
    [
        pytest.param(SAID, DENIED, ("denied_same", "same", "same", "opposed"), id="one day"),
        pytest.param(
            SAID, change(DENIED, day=6), ("denied_same", "same", "next", "opposed"), id="a day on"
        ),
        pytest.param(SAID, change(DENIED, day=9), None, id="four days on"),
        pytest.param(
            SAID, change(DENIED, place=REGION), ("denied_same", "inside", "same", "opposed"),
            id="denied of the region",
        ),
        pytest.param(
            Told(type="territory.held", side="AAA", place=REGION),
            Told(type="territory.taken", side="BBB", place=REGION), None,
            id="two sides hold something of one region",
        ),
        pytest.param(
            Told(type="territory.held", side="AAA", day=12, source="A"),
            Told(type="territory.left", side="AAA", day=5, source="B"),
            ("gone", "same", "later", "other"), id="still there a week after it was left",
        ),
        pytest.param(
            Told(type="territory.held", side="AAA", day=13),
            Told(type="territory.left", side="AAA", day=5), None,
            id="there again later than a week",
        ),
        pytest.param(
            Told(type="territory.taken", side="AAA", day=3, source="A"),
            Told(type="territory.taken", side="AAA", day=9, source="B"),
            ("days", "same", "days", "other"), id="taken on two days",
        ),
    ],
)  # fmt: skip
def test_how_a_pair_stands(
    one: Told, other: Told, levels: tuple[str, str, str, str] | None
) -> None:
    codings = coding(one, outlet="Post", day=14), coding(other, outlet="Mail", day=14)
    a, b = (t for made in codings for t in tellings_of(made))
    found = levels_of(next(find_oppositions(a, b)))
    named = found and tuple(found[name] for name in ("form", "place", "time", "source"))
    assert named == levels


@pytest.mark.parametrize(
    ("one", "other", "has", "lacks"),
    [
        pytest.param(
            SAID, DENIED, {"denial", "denial:plain", "denial:plain by the doer", "denial:one doer"},
            {"denial:explicit", "denial:of ground", "hedged"}, id="not by us",
        ),
        pytest.param(
            SAID, change(DENIED, stance=Stance.DENY),
            {"denial:explicit", "denial:explicit by the doer",
             "denial:the doer answers a charge elsewhere"},
            {"denial:plain"}, id="we deny it",
        ),
        pytest.param(
            SAID, change(DENIED, source="C", source_side="CCC"), {"denial:plain"},
            {"denial:plain by the doer"}, id="somebody else says not by them",
        ),
        pytest.param(
            change(SAID, type="territory.taken"), change(DENIED, type="territory.taken"),
            {"denial:of ground", "denial:plain of ground"}, {"denial:of politics"}, id="of ground",
        ),
        pytest.param(
            change(SAID, type="force.present"), change(DENIED, type="force.present"),
            {"denial:plain of a move"}, {"denial:of ground"}, id="of a move",
        ),
        pytest.param(
            change(SAID, side=None), DENIED, {"denial:of a doer where none is told"},
            {"denial:one doer"}, id="no doer is told",
        ),
        pytest.param(
            SAID, change(DENIED, words="the school was hit"), {"denial:of another site"}, set(),
            id="not the school",
        ),
        pytest.param(
            Told(type="strike.air", side="AAA", source="B", source_side="BBB"),
            Told(type="strike.air", side="BBB", source="A", source_side="AAA"),
            {"doers", "doers:same", "doers:each blames the other"}, {"doers:by camps"},
            id="each blames the other",
        ),
        pytest.param(
            Told(type="strike.air", side="AAA", source="residents"),
            Told(type="strike.air", side="BBB", source="A", source_side="AAA"),
            {"doers:the accused answers"}, {"doers:each blames the other"}, id="the accused",
        ),
        pytest.param(
            Told(type="territory.held", side="AAA", source="A", source_side="AAA"),
            Told(type="territory.held", side="BBB", source="B", source_side="BBB"),
            {"ground", "ground:held", "ground:each for itself"}, {"ground:by camps"},
            id="each for itself",
        ),
        pytest.param(
            Told(type="strike.air", source="A", killed=(10, 10, 10)),
            Told(type="strike.air", source="B", killed=(40, None, None)),
            {"numbers", "numbers:one type", "numbers:one place and day", "numbers:bound",
             "of:killed"},
            {"numbers:one", "numbers:one campaign", "numbers:within"}, id="two tolls",
        ),
        pytest.param(
            Told(type="strike.air", source="A", killed=(1, 1, 1)),
            Told(type="strike", source="B", killed=(40, 40, 40), day=6),
            {"numbers:one"},
            {"numbers:one type", "numbers:one place and day", "numbers:bound"},
            id="one dead, and forty a day later",
        ),
    ],
)  # fmt: skip
def test_flags(one: Told, other: Told, has: set[str], lacks: set[str]) -> None:
    found = set(describe(oppose(one, other)))
    assert has - found == set()
    assert lacks & found == set()


def test_no_feature_is_nought_and_none_leaves_its_bounds() -> None:
    made = describe(oppose(SAID, change(DENIED, words="it was done to them")))
    assert all(0 < value <= 1 for value in made.values())


def test_words_and_score_are_of_the_pair() -> None:
    found = oppose(SAID, DENIED)
    low = replace(found.b.fact.event, score=0.3)
    weak = replace(found.b, fact=replace(found.b.fact, event=low))
    made = describe(Opposition(found.kind, found.form, found.a, weak))
    assert made["score"] == 0.3
    assert made["words"] == made["denial:words"] == 1.0


def test_one_incident_is_told_only_where_both_are_of_it() -> None:
    found = oppose(SAID, DENIED)
    levels = levels_of(found)
    assert levels is not None
    a, b = found.a.fact.event.id, found.b.fact.event.id
    for joined, same in (({a: "i", b: "i"}, True), ({a: "i", b: "j"}, False), ({a: "i"}, False)):
        made = features_of(found, levels, incident_of=joined)
        assert ("incident:same" in made) is same


@pytest.mark.parametrize(
    ("aspect", "flag"),
    [(None, None), (Aspect.DONE, None), (Aspect.BEGUN, "for aspect:begun")],
)
def test_what_is_only_begun_is_told_apart_from_what_is_done(
    aspect: Aspect | None, flag: str | None
) -> None:
    found = oppose(SAID, DENIED)
    event = replace(found.a.fact.event, aspect=aspect)
    changed = replace(found.a, fact=replace(found.a.fact, event=event))
    made = describe(Opposition(found.kind, found.form, changed, found.b))
    assert [name for name in made if "aspect:" in name] == ([flag] if flag else [])


def pair_in_one_report(*, gap: int, marks: Marks = NONE) -> tuple[Telling, Telling]:
    """A deed, and a denial so many characters after it in one paragraph."""
    found = oppose(SAID, DENIED, apart=False)
    a, b = found.a, found.b
    start = a.at + gap
    trigger = replace(b.fact.event.trigger, start=start, end=start + 3)
    fact = replace(b.fact, event=replace(b.fact.event, trigger=trigger))
    return a, replace(b, fact=fact, block=a.block, marks=marks)


@pytest.mark.parametrize(("gap", "before"), [(1, True), (500, True), (501, False), (0, False)])
def test_a_denial_answers_the_clause_right_before_it(*, gap: int, before: bool) -> None:
    a, b = pair_in_one_report(gap=gap)
    assert is_clause_before(a, b) is before
    assert not is_clause_before(a, replace(b, block=b.block + 1))


def test_a_bare_denial_stands_beside_what_it_denies() -> None:
    a, b = pair_in_one_report(gap=100, marks=Marks(denial=True))
    levels = levels_of(deny_bare(a, b))
    assert levels is not None
    assert (levels["place"], levels["time"]) == ("near", "same")
    made = features_of(deny_bare(a, b), levels, incident_of={})
    assert made["gap"] == pytest.approx(0.2)
    assert made["denial:bare by its word"] == 1.0
    assert "denial:bare without a word" not in made


def test_what_is_only_not_told_denies_nothing() -> None:
    a, b = pair_in_one_report(gap=100, marks=Marks(not_told=True))
    assert levels_of(deny_bare(a, b)) is None


def test_explicit_is_a_denial_in_so_many_words() -> None:
    found = oppose(SAID, DENIED)
    a, b = found.a, found.b
    assert not is_explicit(a, b)
    assert is_explicit(a, replace(b, marks=Marks(denial=True)))
    assert is_explicit(replace(a, called_false=True), b)
    denying = replace(b.fact.claim, stance=Stance.DENY)
    assert is_explicit(a, replace(b, fact=replace(b.fact, claim=denying)))


@pytest.mark.parametrize(
    ("told", "accuser"),
    [
        (SAID, True),
        (change(SAID, source_side="AAA"), False),
        (change(SAID, source_side=None), False),
        (change(SAID, side=None), False),
    ],
)
def test_an_accuser_is_of_another_side(*, told: Told, accuser: bool) -> None:
    (made,) = tellings_of(coding(told))
    assert is_accuser(made) is accuser


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("the school was hit", "it was hit", False),
        ("it was hit", "the school was hit", True),
        ("the school was hit", "the market was hit", True),
        ("the school was hit", "the school burned", False),
    ],
)
def test_another_site_is_denied(*, one: str, other: str, differ: bool) -> None:
    a, b = (t for w in (one, other) for t in tellings_of(coding(change(SAID, words=w))))
    assert names_other_site(a, b) is differ


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("40 soldiers", "soldi"),
        ("40", ""),
        ("soldiers", ""),
        ("more than 40", ""),
        ("40 Civilians", "civil"),
    ],
)
def test_what_is_counted(text: str, noun: str) -> None:
    number = Quantity(
        start=0, end=len(text), text=text, of=QuantityOf.KILLED, low=1, best=1, high=1
    )
    assert noun_of(number) == noun


def test_the_word_before_a_deed_is_of_its_own_claim() -> None:
    (made,) = tellings_of(coding(change(SAID, words='no "controlled" withdrawal')))
    at = made.text.index("withdrawal")
    trigger = replace(made.fact.event.trigger, start=at, end=at + 10)
    event = replace(made.fact.event, trigger=trigger)
    moved = replace(made, fact=replace(made.fact, event=event))
    assert word_before(moved) == "controlled"
    first = replace(event, trigger=replace(trigger, start=made.fact.claim.start))
    assert word_before(replace(made, fact=replace(made.fact, event=first))) == ""


def test_far_places_are_no_pair() -> None:
    found = oppose(SAID, DENIED)
    other = replace(found.b.spots[0], name="hilltop", place=HILLTOP)
    apart = replace(found.b, spots=(other,))
    assert levels_of(Opposition(found.kind, found.form, found.a, apart)) is None
