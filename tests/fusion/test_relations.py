"""How two tellings stand to each other in place, time, source and words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.fusion.relations import (
    are_other_sides,
    days_apart,
    is_site_of,
    known_by,
    published_by,
    relate_doers,
    relate_places,
    relate_sources,
    relate_targets,
    relate_times,
    share_words,
    told_at,
)
from dateline.fusion.tellings import Spot, Telling, tellings_of
from dateline.model import Basis, Place
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

COUNTRY = Place(
    id="t:10", name="Xland", lat=10.0, lon=20.0, country="XX", admin1=None, feature="PCLI",
    where_prec=6,
)  # fmt: skip
ELSEWHERE = Place(
    id="t:11", name="East Region", lat=11.0, lon=22.0, country="XX", admin1="02", feature="ADM1",
    where_prec=4,
)  # fmt: skip
PLANT = Place(
    id="t:12", name="Power Plant", lat=10.05, lon=20.0, country="XX", admin1="01", feature="PS",
    where_prec=1,
)  # fmt: skip


def tell(place: Place | None = RIVERTON, **fields: Any) -> Telling:
    told = Told(type="strike.air", place=place, **fields)
    (made,) = tellings_of(coding(told, outlet=f"{fields}"))
    return made


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        pytest.param(RIVERTON, RIVERTON, "same", id="one town"),
        pytest.param(RIVERTON, HILLTOP, None, id="two towns"),
        pytest.param(RIVERTON, REGION, "inside", id="a town in its region"),
        pytest.param(REGION, RIVERTON, "inside", id="a region around the town"),
        pytest.param(RIVERTON, ELSEWHERE, None, id="a town and another region"),
        pytest.param(REGION, REGION, "area", id="one region"),
        pytest.param(REGION, ELSEWHERE, None, id="two regions"),
        pytest.param(REGION, COUNTRY, "inside", id="a region in its country"),
        pytest.param(COUNTRY, COUNTRY, "country", id="one country"),
        pytest.param(PLANT, RIVERTON, "site", id="a plant at the town"),
        pytest.param(RIVERTON, None, None, id="no place in another report"),
        pytest.param(None, None, None, id="no places in two reports"),
    ],
)
def test_places(one: Place | None, other: Place | None, level: str | None) -> None:
    assert relate_places(tell(one), tell(other, words="it was so")) == level


def test_what_names_no_place_is_near_what_stands_in_its_paragraph() -> None:
    told = tell(None)
    assert relate_places(told, told) == "near"
    assert relate_places(told, replace(told, block=told.block + 1)) is None


@pytest.mark.parametrize(("inside", "level"), [(True, "claim"), (False, "carried")])
def test_a_place_taken_from_the_words_before_is_of_its_claim_or_of_its_paragraph(
    *, inside: bool, level: str
) -> None:
    town = tell(words="it was so")
    bare = replace(tell(None), carried=town.spots[0], carried_inside=inside)
    assert relate_places(town, bare) == level
    elsewhere = replace(bare, carried=Spot("hilltop", HILLTOP))
    assert relate_places(town, elsewhere) is None
    assert relate_places(town, replace(town, spots=(), carried=None)) == "near"
    assert relate_places(town, replace(town, spots=(), carried=elsewhere.carried)) is None


def test_a_site_is_at_a_town_within_eight_kilometres() -> None:
    def spot(place: Place | None) -> Spot:
        return Spot("x", place)

    near, far = replace(PLANT, lat=10.0719), replace(PLANT, lat=10.0721)
    assert is_site_of(spot(near), spot(RIVERTON))
    assert is_site_of(spot(RIVERTON), spot(near))
    assert not is_site_of(spot(far), spot(RIVERTON))
    assert not is_site_of(spot(PLANT), spot(PLANT))
    assert not is_site_of(spot(None), spot(RIVERTON))


@pytest.mark.parametrize(
    ("one", "other", "level", "apart"),
    [
        pytest.param({"day": 5}, {"day": 5}, "same", 0, id="one day"),
        pytest.param({"day": 5}, {"day": 6}, "next", 1, id="the next day"),
        pytest.param({"day": 5}, {"day": 7}, None, 2, id="two days apart"),
        pytest.param({"day": 7}, {"day": 5}, None, 2, id="either way round"),
        pytest.param({"day": 5}, {"day": 1, "until": 6}, "same", 0, id="a day within days"),
        pytest.param({"day": 9}, {"day": 1, "until": 10}, "long", 0, id="more than a week"),
        pytest.param({"day": 7}, {"day": 1, "until": 7}, "same", 0, id="a week is none"),
        pytest.param({"day": 5}, {"day": None}, "unknown", 0, id="undated"),
        pytest.param(
            {"day": 5}, {"day": 8, "basis": Basis.DOCUMENT}, "next", 3, id="told three days late"
        ),
        pytest.param(
            {"day": 5}, {"day": 9, "basis": Basis.DOCUMENT}, None, 4, id="told four days late"
        ),
    ],
)
def test_times(
    one: dict[str, object], other: dict[str, object], level: str | None, apart: int
) -> None:
    a, b = at_days(**one), at_days(**other)
    assert relate_times(a, b) == level
    assert (days_apart(a, b), days_apart(b, a)) == (apart, apart)


def at_days(day: object, **fields: object) -> Telling:
    told = Told(type="strike.air", day=day, **fields)  # type: ignore[arg-type]
    (made,) = tellings_of(coding(told, day=28))
    return made


def test_a_time_known_to_days_only_overlaps() -> None:
    told = tell()
    event = told.fact.event
    loose = replace(event, time=replace(event.time, date_prec=2))
    assert relate_times(told, replace(told, fact=replace(told.fact, event=loose))) == "overlap"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ({"source": "A"}, {"source": "a"}, "same"),
        ({"source": "A", "source_side": "AAA"}, {"source": "B", "source_side": "BBB"}, "opposed"),
        ({"source": "A", "source_side": "AAA"}, {"source": "B", "source_side": "AAA"}, "other"),
        ({"source": "A", "source_side": "AAA"}, {"source": "B"}, "other"),
    ],
)
def test_sources(one: dict[str, Any], other: dict[str, Any], level: str) -> None:
    assert relate_sources(tell(**one), tell(**other)) == level


def test_the_outlets_own_voice_beside_a_source_that_it_quotes() -> None:
    made = coding(Told(type="strike.air"), Told(type="strike.air", source="A"))
    own, quoted = tellings_of(made)
    assert relate_sources(own, quoted) == "voice"
    assert relate_sources(own, tell(source="A")) == "other"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ({"AAA"}, {"AAA"}, "same"),
        ({"AAA", "CCC"}, {"CCC"}, "same"),
        ({"AAA"}, {"BBB"}, "other"),
        (set(), {"BBB"}, "unknown"),
        (set(), set(), "unknown"),
    ],
)
def test_doers_and_targets(one: set[str], other: set[str], level: str) -> None:
    told = tell()
    a, b = (
        replace(told, fact=replace(told.fact, sides=frozenset(s), targets=frozenset(s), camp=None))
        for s in (one, other)
    )
    assert relate_doers(a, b) == level
    assert relate_targets(a, b) == level
    assert are_other_sides(a, b) is (level == "other")


@pytest.mark.parametrize(
    ("camps", "level"),
    [
        (("state", "rebel"), "other"),
        (("state", "state"), "unknown"),
        (("state", None), "unknown"),
        ((None, None), "unknown"),
    ],
)
def test_where_no_side_is_known_the_army_is_other_than_the_rebels(
    camps: tuple[str | None, str | None], level: str
) -> None:
    told = tell()
    a, b = (replace(told, fact=replace(told.fact, camp=c)) for c in camps)
    assert relate_doers(a, b) == level
    assert not are_other_sides(a, b)


@pytest.mark.parametrize(
    ("published", "hour", "end"),
    [
        ("2020-01-06T12:00:00", datetime(2020, 1, 6, 12), datetime(2020, 1, 6, 23, 59, 59)),
        ("2020-01-06T12:00:00Z", datetime(2020, 1, 6, 12), datetime(2020, 1, 6, 23, 59, 59)),
        ("2020-01-06T12:00:00+02:00", datetime(2020, 1, 6, 12), datetime(2020, 1, 6, 23, 59, 59)),
        ("2020-01-06", None, datetime(2020, 1, 6, 23, 59, 59)),
        (None, None, None),
    ],
)
def test_when_a_report_tells(
    published: str | None, hour: datetime | None, end: datetime | None
) -> None:
    told = tell()
    made = replace(told, fact=replace(told.fact, published=published))
    assert (told_at(made), published_by(made)) == (hour, end)


@pytest.mark.parametrize(
    ("day", "published", "known"),
    [(5, 6, 5), (5, 4, 4), (None, 6, 6)],
)
def test_a_deed_is_known_by_its_end_but_never_after_publication(
    day: int | None, published: int, known: int
) -> None:
    (told,) = tellings_of(coding(Told(type="strike.air", day=day), day=published))
    assert known_by(told) == datetime(2020, 1, known, 23, 59, 59)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("market bombed", "market bombed", 1.0),
        ("market bombed", "market burning", 0.75),
        ("market", "school", 0.5),
    ],
)
def test_the_longer_words_that_two_claims_share(one: str, other: str, share: float) -> None:
    """`happened at Place` gives each claim of the factory words in common."""
    a, b = tell(words=one), tell(words=other, source="A")
    least = min(len(a.stems), len(b.stems))
    assert share_words(a, b) == pytest.approx(len(a.stems & b.stems) / least)
    assert share_words(a, a) == 1.0
    assert share_words(a, b) <= max(share, 0.5)


STEMS = st.frozensets(st.sampled_from(["market", "school", "bridge", "church"]), max_size=4)


@given(STEMS, STEMS)
def test_shared_words_are_a_share_either_way(one: frozenset[str], other: frozenset[str]) -> None:
    told = tell(words="x"), tell(words="y", source="A")
    for made, stems in zip(told, (one, other), strict=True):
        made.__dict__["stems"] = stems
    a, b = told
    found = share_words(a, b)
    assert 0.0 <= found <= 1.0
    assert found == share_words(b, a)
    assert (found > 0) is bool(one & other)
