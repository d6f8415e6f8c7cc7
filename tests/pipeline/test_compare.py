"""A file of coded events beside one's own incidents: what is one, what each lacks, how far they
agree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from dateline.events.codebook import codebook
from dateline.model import Coding
from dateline.pipeline.compare import BOTH, FILE, LEDGER, Comparison, compare, group_of
from dateline.pipeline.derive import derive
from dateline.pipeline.given_places import given_rules
from tests.pipeline.given_rows import ACLED, GED, codings_of, table

KHERSON = {"location": "Kherson", "latitude": "46.6558", "longitude": "32.6178"}
RIGHT_BANK = {"location": "Antonivka", "latitude": "46.6832", "longitude": "32.7374"}


def own(*rows: dict[str, str]) -> list[Coding]:
    """Codings as of reports that were read: the same facts, of no data set."""
    made = codings_of(table(*({**r, "event_id_cnty": f"R{n}"} for n, r in enumerate(rows))))
    return [replace(c, report=replace(c.report, given=UNSET)) for c in made]


def compared(rows: Sequence[dict[str, str]], read: Sequence[dict[str, str]]) -> Comparison:
    numbered = [{**row, "event_id_cnty": f"A{n}"} for n, row in enumerate(rows)]
    codings = own(*read) if read else []
    return compare(codings_of(table(*numbered)), codings, derive(codings))


def found(made: Comparison) -> list[str]:
    return [row.found for row in made.rows]


def test_one_deed_told_by_both_is_one() -> None:
    made = compared([ACLED], [ACLED])
    (row,) = made.rows
    assert (row.found, row.row, row.differs, row.km) == (BOTH, "A0", (), 0.0)
    assert (made.agreement.of_rows, made.agreement.of_incidents) == (1.0, 1.0)
    assert made.agreement.agree == {"day": 1, "type": 1, "toll": 1, "actors": 1}


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({"event_date": "22 November 2022"}, ("day",)),
        ({"fatalities": "9"}, ("toll",)),
        ({"fatalities": "0"}, ()),
        ({"actor1": "Military Forces of Ukraine (2019-)"}, ("actors",)),
        ({"event_type": "Battles", "sub_event_type": "Armed clash"}, ("type",)),
        ({"latitude": "46.70", "longitude": "32.74"}, ()),
    ],
)
def test_a_pair_tells_in_what_it_differs(changed: dict[str, str], differs: tuple[str, ...]) -> None:
    (row,) = compared([{**ACLED, **changed}], [ACLED]).rows
    assert (row.found, row.differs) == (BOTH, differs)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"event_date": "24 November 2022"}, "nothing is there on that day"),
        (KHERSON, "nothing is there on that day"),
        ({"event_type": "Protests", "sub_event_type": "Peaceful protest"}, "is there on that day"),
        ({"latitude": "", "longitude": ""}, "it has no place that is known"),
    ],
)
def test_what_is_another_deed_stands_on_both_lists_with_its_reason(
    changed: dict[str, str], why: str
) -> None:
    rows = [{**ACLED, **changed}, {**ACLED, "event_date": "29 November 2022"}, ACLED]
    read = [
        {**ACLED, "event_date": "20 November 2022"},
        {**ACLED, "event_date": "30 November 2022"},
    ]
    made = compared(rows[:2], [*read, {**ACLED, "event_date": "27 November 2022"}])
    lone = next(row for row in made.rows if row.row == "A0" and row.found == FILE)
    assert why in lone.why


def test_each_is_matched_once_the_nearest_first() -> None:
    near = {**ACLED, "fatalities": "3"}
    far = {**ACLED, "event_date": "22 November 2022", "notes": "Shells hit a market."}
    made = compared([far, near], [{**ACLED, "fatalities": "3"}])
    assert [(row.found, row.row) for row in made.rows] == [(BOTH, "A1"), (FILE, "A0")]
    assert "is matched with A1" in made.rows[-1].why


def test_what_lies_beyond_the_days_and_countries_of_the_other_is_counted_apart() -> None:
    away = {**ACLED, "location": "Goma", "latitude": "-1.6741", "longitude": "29.2285"}
    old = {**ACLED, "event_date": "1 January 2020"}
    made = compared([ACLED, away, old], [ACLED])
    assert found(made) == [BOTH]
    assert made.agreement.beyond_rows == 2
    unrest = {**ACLED, "event_type": "Protests", "sub_event_type": "Peaceful protest"}
    made = compared([ACLED], [ACLED, unrest])
    assert (found(made), made.agreement.beyond_incidents) == ([BOTH], 1)


def test_what_the_ledger_alone_has_is_told() -> None:
    brid = {"location": "Davydiv Brid", "latitude": "47.2355", "longitude": "33.1925"}
    made = compared([ACLED, {**ACLED, **brid}], [ACLED, {**ACLED, **KHERSON}])
    assert sorted(found(made)) == [BOTH, FILE, LEDGER]
    assert made.agreement.of_rows == made.agreement.of_incidents == 0.5


def test_fighting_that_ged_has_may_be_a_strike_of_a_report() -> None:
    there = {"location": "Davydiv Brid", "latitude": "47.2355", "longitude": "33.1925",
             "event_date": "2022-11-09", "fatalities": "4"}  # fmt: skip
    codings = own({**ACLED, **there})
    (row,) = compare(codings_of(table(GED)), codings, derive(codings)).rows
    assert (row.found, row.type, row.own_type) == (BOTH, "battle.clash", "strike")
    assert (row.toll, row.own_toll, row.differs) == ("2-3-5", "4", ("type",))


def test_without_rows_or_incidents_nothing_is_claimed() -> None:
    made = compared([ACLED], [])
    assert made.rows == ()
    assert (made.agreement.of_rows, made.agreement.beyond_rows) == (None, 1)


def test_every_code_of_a_group_is_a_code() -> None:
    for codes in given_rules().kin.values():
        assert [code for code in codes if code not in codebook().codes] == []
    assert group_of("territory.taken") == "violence"
    assert group_of("territory.left") == "hands"
    assert group_of("politics.agree") == "politics"


DAYS = st.sampled_from(["20 November 2022", "21 November 2022", "23 November 2022"])
PLACES = st.sampled_from([KHERSON, RIGHT_BANK])
ROWS = st.lists(
    st.builds(lambda day, place, n: {**ACLED, **place, "event_date": day, "fatalities": n},
              DAYS, PLACES, st.sampled_from(["0", "2", "30"])), min_size=1, max_size=6,
)  # fmt: skip


@given(rows=ROWS, read=ROWS)
def test_nothing_is_lost_and_nothing_stands_twice(
    rows: list[dict[str, str]], read: list[dict[str, str]]
) -> None:
    made = compared(rows, read)
    told = [row.row for row in made.rows if row.row] + [
        row.incident for row in made.rows if row.incident
    ]
    assert len(told) == len(set(told))
    agreement = made.agreement
    assert agreement.rows + agreement.beyond_rows == len(rows)
    assert found(made).count(BOTH) == agreement.matched
    assert found(made).count(FILE) == agreement.rows - agreement.matched
    assert found(made).count(LEDGER) == agreement.incidents - agreement.matched
    assert all(agreement.agree[k] <= agreement.compared[k] for k in agreement.agree)
