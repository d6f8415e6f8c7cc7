"""Given events: every column that is understood is a span, and stands beside what was read."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.codebook import ACLED as ACLED_TYPES
from dateline.events.codebook import codebook
from dateline.model import (
    AcledCode,
    ControlState,
    OriginKind,
    PlaceRole,
    PloverCode,
    encode,
    shipped_data_sets,
)
from dateline.pipeline.derive import derive, incident_rows
from dateline.pipeline.given_actors import draft_of
from dateline.pipeline.given_days import read_day
from dateline.pipeline.given_places import given_rules
from dateline.pipeline.territory import territory
from dateline.store.cut import checked
from tests.pipeline.given_rows import ACLED, GED, coded, codings_of, control_table, table


def test_acled_s_row_is_its_coder_s_event() -> None:
    coding = coded(ACLED)
    (event,) = coding.events
    (claim,) = coding.claims
    assert (event.type, event.trigger.text) == ("strike", ACLED["sub_event_type"])
    assert event.codes.acled == AcledCode(ACLED["event_type"], ACLED["sub_event_type"])
    assert isinstance(event.codes.plover, PloverCode)
    assert (event.time.earliest, event.time.latest, event.time.date_prec) == (
        "2022-11-21", "2022-11-21", 1,
    )  # fmt: skip
    (killed,) = event.quantities
    assert (killed.text, killed.low, killed.best, killed.high) == ("2", None, 2.0, None)
    (toponym,) = coding.toponyms
    assert toponym.place is not None
    assert (toponym.place.id, toponym.place.where_prec) == ("geonames:713304", 1)
    assert "km from the row's 46.6832, 32.7374" in (toponym.why or "")
    names = {actor.id: (actor.name, actor.side, actor.sector) for actor in coding.actors}
    assert [names[a] for a in event.actors] == [("Russian forces", "RUS", "MIL")]
    assert [names[a] for a in event.recipients] == [("Ukrainians", None, "CVL")]
    assert [span.text for span in claim.content] == [ACLED["notes"]]
    assert (claim.source.span, claim.relays[0].span) == (
        None, coding.report.span(*_at(coding.report.text, "Reuters")),
    )  # fmt: skip
    checked(coding)


def _at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_ged_s_row_has_its_three_counts_and_what_it_says_is_its_claim() -> None:
    coding = coded(GED)
    (event,) = coding.events
    (killed,) = event.quantities
    assert (killed.low, killed.best, killed.high) == (2.0, 3.0, 5.0)
    assert event.codes.ucdp_type_of_violence == 1
    assert [actor.name for actor in coding.actors] == ["Russia", "Ukraine"]
    (claim,) = coding.claims
    assert claim.content[0].text == "1"
    assert "Davydiv Brid village" in [span.text for span in claim.content]
    assert coding.toponyms[0].place is not None
    assert coding.toponyms[0].place.name == "Davydiv Brid"
    checked(coding)


@pytest.mark.parametrize(
    ("changed", "place", "prec"),
    [
        ({}, "Antonivka", 1),
        ({"location": "Kherson - Antonivka"}, "Antonivka", 1),
        ({"geo_precision": "3"}, "Kherson", 4),
        ({"location": "Nowhere at All"}, "Nowhere at All", 1),
        ({"latitude": "10", "longitude": "10"}, "Antonivka", 1),
    ],
    ids=["town", "part", "region", "unknown name", "a namesake elsewhere"],
)
def test_a_place_is_the_gazetteer_s_where_its_name_is_near(
    changed: dict[str, str], place: str, prec: int
) -> None:
    (toponym,) = coded(ACLED, **changed).toponyms
    assert toponym.place is not None
    assert (toponym.place.name.split()[0], toponym.place.where_prec) == (place.split()[0], prec)
    known = not {"location": "Nowhere at All"}.items() <= changed.items()
    assert toponym.place.id.startswith("geonames:") is (known and "latitude" not in changed)


@pytest.mark.parametrize("point", [("", ""), ("0", "0"), ("91", "1"), ("nan", "1"), ("x", "1")])
def test_a_row_without_a_point_has_a_place_that_is_unknown(point: tuple[str, str]) -> None:
    (toponym,) = coded(ACLED, latitude=point[0], longitude=point[1]).toponyms
    assert (toponym.place, toponym.why) == (None, "the row gives no coordinates")


def test_what_is_near_a_town_is_told_so() -> None:
    assert coded(ACLED).events[0].places[0].role is PlaceRole.AT
    assert coded(ACLED, geo_precision="2").events[0].places[0].role is PlaceRole.NEAR


@pytest.mark.parametrize(
    ("row", "changed", "days", "prec"),
    [
        (ACLED, {"time_precision": "2"}, ("2022-11-18", "2022-11-24"), 3),
        (ACLED, {"time_precision": "3"}, ("2022-11-01", "2022-11-30"), 4),
        (ACLED, {"time_precision": "9"}, ("2022-11-21", "2022-11-21"), 5),
        (ACLED, {"time_precision": ""}, ("2022-11-21", "2022-11-21"), 1),
        (GED, {"date_prec": "2", "date_end": "2022-11-12"}, ("2022-11-09", "2022-11-12"), 2),
        (GED, {"date_end": "2022-11-01 00:00:00"}, ("2022-11-01", "2022-11-09"), 1),
    ],
)
def test_a_day_is_as_wide_as_its_precision_says(
    row: dict[str, str], changed: dict[str, str], days: tuple[str, str], prec: int
) -> None:
    time = coded(row, **changed).events[0].time
    assert ((time.earliest, time.latest), time.date_prec) == (days, prec)


@pytest.mark.parametrize(
    ("row", "changed", "counts"),
    [
        (ACLED, {"fatalities": "0"}, []),  # ACLED writes 0 where nobody knows, too
        (GED, {"best": "0", "low": "0", "high": "4"}, [(0.0, 0.0, 4.0)]),
        (GED, {"best": "-1"}, []),
        (GED, {"best": "many"}, []),
        (GED, {"best": "1e400"}, []),
        (GED, {"low": ""}, [(None, 3.0, 5.0)]),
    ],
)
def test_a_count_is_taken_where_it_is_one(
    row: dict[str, str], changed: dict[str, str], counts: list[tuple[float | None, ...]]
) -> None:
    found = coded(row, **changed).events[0].quantities
    assert [(q.low, q.best, q.high) for q in found] == counts


@pytest.mark.parametrize(
    ("written", "name", "side"),
    [
        ("Military Forces of Ukraine (2019-) Air Force", "Ukrainian forces", "UKR"),
        ("Government of Russia (Soviet Union)", "Russia", "RUS"),
        ("Police Forces of Sudan (2019-)", "Police Forces of Sudan", "SDN"),
        ("RSF: Rapid Support Forces", "Rapid Support Forces", None),
        ("Civilians (Sudan)", "Sudanese", None),
        ("Unidentified Armed Group (Mali)", "Unidentified Armed Group (Mali)", None),
        ("Military Forces of Nowhere", "Military Forces of Nowhere", None),
    ],
)
def test_an_actor_is_who_reports_name(written: str, name: str, side: str | None) -> None:
    draft = draft_of(written)
    if side is not None or name == written:
        assert (draft.name, draft.side) == (name, side)
    else:
        assert name.split()[0] in draft.name
        assert draft.kind.value != "person"


def test_an_unknown_type_leaves_the_row_as_words() -> None:
    coding = coded(ACLED, sub_event_type="Volcano", event_type="Nature")
    assert (coding.claims, coding.events) == ((), ())
    assert coding.notes == ("ACLED's type 'Volcano' is not known; the row is kept as words",)


def test_every_type_of_the_sets_is_a_code_and_acled_s_are_all_known() -> None:
    book = codebook()
    for known in shipped_data_sets():
        assert [code for code in known.types.by.values() if code not in book.codes] == []
    acled = shipped_data_sets()[0].types.by
    wanted = {kind for subs in ACLED_TYPES.values() for kind in subs} | set(ACLED_TYPES)
    assert wanted - set(acled) == set()


def test_a_row_and_a_report_of_one_agency_are_one_origin() -> None:
    """ACLED has the event from Reuters: Reuters' own report beside it is no second origin."""
    rows = codings_of(table(ACLED, {**ACLED, "event_id_cnty": "X", "source": "Reuters"}))
    derived = derive(rows)
    (incident,) = incident_rows(rows, derived)
    assert incident.origins == ("Reuters (agency)",)
    assert incident.given == ("ACLED",)
    other = {**ACLED, "event_id_cnty": "X", "notes": "Antonivka was hit by artillery on Monday."}
    apart = codings_of(table(ACLED, {**other, "source": "Suspilne Media"}))
    (incident,) = incident_rows(apart, derive(apart))
    assert len(incident.origins) == 2


def test_a_body_that_a_row_has_its_event_from_is_no_second_origin() -> None:
    """The Ukrainian forces' own statement and ACLED's row from it are one."""
    told = "Armed Forces of Ukraine"
    (coding,) = codings_of(table({**ACLED, "source": f"{told}; Undisclosed Source"}))
    (relay,) = coding.claims[0].relays
    assert relay.span is not None
    assert relay.span.text == told
    (origin,) = derive([coding]).origins
    assert (origin.kind, origin.name, origin.side) == (
        OriginKind.STATEMENT, "Ukrainian forces", "UKR",
    )  # fmt: skip
    checked(coding)


def test_the_coder_s_rows_of_two_places_or_days_are_no_one_incident() -> None:
    other = {**ACLED, "event_id_cnty": "X"}
    town = {"location": "Kherson", "latitude": "46.6558", "longitude": "32.6178"}
    for changed in ({"event_date": "25 November 2022"}, town):
        rows = codings_of(table(ACLED, {**other, **changed}))
        assert len(derive(rows).incidents) == 2


def test_a_status_that_changes_turns_the_place() -> None:
    rows = codings_of(
        control_table(
            ("706448", "20221109", "RU"), ("706448", "20221111", "UA"),
            ("706448", "20221112", "UA"), ("713304", "20221105", "RU"),
            ("713304", "20221109", "CONTESTED"), ("713304", "20221110", "CONTESTED"),
            ("1", "20221109", "UA"),
        )
    )  # fmt: skip
    atlas = territory(rows)
    kherson = [(p.state, p.holder) for p in atlas.history("geonames:706448")]
    assert kherson[-1] == (ControlState.HELD, "UKR")
    assert (ControlState.HELD, "RUS") in kherson
    contested = [p.state for p in atlas.history("geonames:713304")]
    assert contested[-1] is ControlState.CONTESTED
    assert [item.name for item in atlas.left] == ["1"]


def test_a_row_in_which_a_town_changes_hands_is_evidence_of_control() -> None:
    taken = coded(
        ACLED, event_type="Battles", sub_event_type="Government regains territory",
        actor1="Military Forces of Ukraine (2019-)", actor2="Military Forces of Russia (2000-)",
    )  # fmt: skip
    atlas = territory([taken])
    assert atlas.history("geonames:713304")[-1].holder == "UKR"
    near = coded(
        ACLED, event_type="Battles", sub_event_type="Government regains territory",
        actor1="Military Forces of Ukraine (2019-)", geo_precision="2",
    )  # fmt: skip
    assert territory([near]).history("geonames:713304") == ()


NASTY = st.text(alphabet="a0,\n\"':;=<>\u202e\u2028 éж", max_size=12)


@given(row=st.fixed_dictionaries(dict.fromkeys(ACLED, NASTY)))
def test_whatever_a_row_holds_its_spans_are_true(row: dict[str, str]) -> None:
    whole = {**row, "sub_event_type": "Attack", "event_date": "2022-11-21"}
    for coding in codings_of(table(whole)):
        checked(coding)
        assert encode(coding)


@pytest.mark.parametrize("column", ["actor1", "location", "event_date", "fatalities", "source"])
@pytest.mark.parametrize("words", ["Military Forces of a " + "b " * 300_000, "(" * 500_000])
def test_a_cell_of_a_megabyte_costs_little(column: str, words: str) -> None:
    begun = time.process_time()
    for coding in codings_of(table({**ACLED, column: words})):
        checked(coding)
    assert time.process_time() - begun < 10


@given(st.text(max_size=20))
def test_a_day_is_read_or_none(written: str) -> None:
    found = read_day(written)
    assert found is None or 1 <= found.month <= 12


def test_the_reach_of_a_match_is_a_number_that_a_map_can_show() -> None:
    rules = given_rules()
    assert 0 < rules.matched_km <= rules.town_km < rules.region_km < math.inf
