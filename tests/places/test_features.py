"""What speaks for a candidate, feature by feature."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.places.features import ALONE, CONTEXT, NAMES, Ballot, Outlet, Setting, alone, context
from dateline.places.gazetteer import MAIN, PART, SHORT, Facts, Ref, gazetteer
from dateline.places.kinds import by_word
from dateline.places.names import Found

TOWN = Facts(
    ref=Ref(0, 1),
    lat=46.6,
    lon=32.6,
    feature="PPL",
    country="UA",
    region="UA.08",
    people=60,
    fame=90,
)
FAR = replace(TOWN, ref=Ref(0, 2), lat=-30.0, lon=140.0, country="AU", region="AU.01", people=20)
REGION = replace(TOWN, ref=Ref(0, 3), lat=46.7, lon=32.7, feature="ADM1", people=70, fame=0)
COUNTRY = replace(TOWN, ref=Ref(0, 4), lat=49.0, feature="PCLI", region="", people=90, fame=0)
RIVER = replace(TOWN, ref=Ref(0, 5), lat=46.5, feature="STM", people=0, fame=0)
CAPITAL = replace(TOWN, ref=Ref(0, 6), feature="PPLC")
FOUND = Found(start=0, end=7, text="Kherson", names=("Kherson",))


def ballot(*facts: Facts, found: Found = FOUND, how: int = MAIN) -> Ballot:
    made = Ballot(found=found, facts=list(facts), how=[how] * len(facts))
    made.shares = [1 / len(facts)] * len(facts)
    return made


def describe(*facts: Facts, found: Found = FOUND, how: int = MAIN, setting: Setting | None = None,
             ) -> list[set[str]]:  # fmt: skip
    """The features of each candidate by itself that are not 0."""
    made = ballot(*facts, found=found, how=how)
    alone(made, setting or Setting(), gazetteer())
    return [{n for n, v in zip(ALONE, row, strict=True) if v} for row in made.vectors]


@pytest.mark.parametrize(
    ("facts", "how", "has", "lacks"),
    [
        pytest.param(TOWN, MAIN, {"main name", "people", "settlement's fame", "most people"},
                     {"capital", "country", "water or land", "facility"}, id="a town"),
        pytest.param(CAPITAL, MAIN, {"capital"}, {"regional seat"}, id="a capital"),
        pytest.param(COUNTRY, MAIN, {"country"}, {"first-level region"}, id="a country"),
        pytest.param(REGION, MAIN, {"first-level region"}, {"second-level region", "facility"},
                     id="a region"),
        pytest.param(RIVER, MAIN, {"water or land"}, {"facility", "people"}, id="a river"),
        pytest.param(replace(TOWN, feature="AIRP"), MAIN, {"facility"},
                     {"water or land", "settlement's fame"}, id="an airport"),
        pytest.param(TOWN, PART, {"part of the name"}, {"main name"}, id="a part of its name"),
        pytest.param(TOWN, SHORT, {"less than the written name"}, {"main name"},
                     id="less than what is written"),
    ],
)  # fmt: skip
def test_what_a_place_is(facts: Facts, how: int, has: set[str], lacks: set[str]) -> None:
    (found,) = describe(facts, how=how)
    assert has <= found
    assert not lacks & found


@pytest.mark.parametrize(
    ("word", "inside", "feature", "has"),
    [
        ("oblast", False, "ADM1", {"kind agrees"}),
        ("oblast", True, "ADM1", {"kind agrees", "kind in the name agrees"}),
        ("oblast", False, "PPL", {"kind disagrees"}),
        ("oblast", True, "PPL", {"kind disagrees", "kind in the name disagrees"}),
        (None, False, "PPL", set()),
    ],
)
def test_the_kind_that_words_say(
    *, word: str | None, inside: bool, feature: str, has: set[str]
) -> None:
    named = replace(FOUND, kind_word=by_word()[word] if word else None, kind_inside=inside)
    (found,) = describe(replace(TOWN, feature=feature), found=named)
    assert {name for name in found if "kind" in name} == has


@pytest.mark.parametrize(
    ("facts", "has"),
    [
        (TOWN, {"article and settlement"}),
        (REGION, {"article and region"}),
        (RIVER, {"article and land or water"}),
        (COUNTRY, set()),
    ],
)
def test_an_article_before_the_name(facts: Facts, has: set[str]) -> None:
    (found,) = describe(facts, found=replace(FOUND, article=True))
    assert {name for name in found if "article" in name} == has


WAR = Setting(countries=("UA", "RU"), focus=(44.0, 22.0, 53.0, 41.0))


@pytest.mark.parametrize(
    ("facts", "has"),
    [
        (TOWN, {"own country's conflict", "in the conflict's focus"}),
        (replace(TOWN, country="RU", lat=60.0), {"conflict's other country"}),
        (FAR, set()),
        (replace(FAR, country=""), set()),
        (CAPITAL, {"own country's conflict", "in the conflict's focus", "conflict: capital"}),
    ],
)
def test_the_conflict_of_the_report(facts: Facts, has: set[str]) -> None:
    (found,) = describe(facts, setting=WAR)
    assert {name for name in found if "conflict" in name} == has


@pytest.mark.parametrize(
    ("outlet", "has"),
    [
        (None, set()),
        (Outlet(country="UA"), {"outlet's country"}),
        (Outlet(country="AU", name="khersonnews"), {"in the outlet's name"}),
        (Outlet(country="UA", name="khersonnews"), {"outlet's country", "in the outlet's name"}),
    ],
)
def test_the_outlet(outlet: Outlet | None, has: set[str]) -> None:
    (found,) = describe(TOWN, setting=Setting(outlet=outlet))
    assert {name for name in found if "outlet" in name} == has


def test_a_town_beside_the_region_of_its_name() -> None:
    town, region = describe(TOWN, REGION)
    assert "settlement beside a region of the name" in town
    assert "settlement beside region" in region
    far, _ = describe(FAR, replace(REGION, lat=46.7))
    assert "settlement beside a region of the name" in far
    _, alone_region = describe(FAR, REGION)
    assert "settlement beside region" not in alone_region


def test_the_focus_has_edges() -> None:
    edge = replace(TOWN, lat=44.0, lon=22.0)
    assert WAR.holds(edge)
    assert not WAR.holds(replace(edge, lat=43.99))
    assert not WAR.holds(replace(edge, lon=41.01))
    assert not Setting().holds(edge)


def surroundings(own: Facts, *others: Facts) -> dict[str, float]:
    """The features that the other names of a report give a candidate."""
    told = [ballot(own), *(ballot(other) for other in others)]
    for one in told:
        alone(one, Setting(), gazetteer())
        one.shares = [1.0]
    context(told, {n: n for n in range(len(told))})
    row = told[0].vectors[0]
    assert len(row) == len(NAMES)
    return dict(zip(CONTEXT, row[len(ALONE) :], strict=True))


OTHER = replace(TOWN, ref=Ref(0, 9), lat=46.7)


@pytest.mark.parametrize(
    ("others", "has", "lacks"),
    [
        pytest.param((), set(), {"country's share", "nearest", "country's likelihood"},
                     id="no other name"),
        pytest.param((OTHER,),
                     {"country's share", "region's share", "nearest", "near others",
                      "country's likelihood", "neighbours of its kind"},
                     {"country named", "region named", "far from all"}, id="a town near by"),
        pytest.param((FAR,), {"far from all", "neighbours of its kind"},
                     {"country's share", "region's share"}, id="a town far off"),
        pytest.param((COUNTRY,), {"country named", "country's share", "neighbours of other kinds"},
                     {"region named", "region's share", "neighbours of its kind", "nearest"},
                     id="its country"),
        pytest.param((REGION,), {"region named", "region's share", "nearest"}, {"country named"},
                     id="its region"),
    ],
)  # fmt: skip
def test_what_the_other_names_say(
    others: tuple[Facts, ...], has: set[str], lacks: set[str]
) -> None:
    found = {name for name, value in surroundings(TOWN, *others).items() if value}
    assert has <= found
    assert not lacks & found


def test_a_nearer_name_says_more() -> None:
    near, further = (surroundings(TOWN, replace(OTHER, lat=lat)) for lat in (46.7, 47.7))
    assert near["nearest"] > further["nearest"] > 0
    assert near["near others"] > further["near others"] > 0


def test_where_the_words_say_that_it_lies() -> None:
    told = [ballot(TOWN, FAR, found=replace(FOUND, within=(1,))), ballot(REGION)]
    for one in told:
        alone(one, Setting(), gazetteer())
    told[1].shares = [1.0]
    context(told, {0: 0, 1: 1})
    rows = [dict(zip(NAMES, row, strict=True)) for row in told[0].vectors]
    assert [row["container's region"] for row in rows] == [1.0, 0.0]
    assert [row["container elsewhere"] for row in rows] == [0.0, 1.0]
