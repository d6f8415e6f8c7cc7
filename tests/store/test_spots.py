"""What lies near a place or in an area: one answer in both databases."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import Place, UsageError
from dateline.pipeline.whereabouts import read_asked
from dateline.places.query import distance
from dateline.query import parse_query
from dateline.store import Filter, Ledger
from tests.store.records import coding, reading

KHERSON = "Kherson"
SPOTS = {
    "geonames:706448": (KHERSON, 46.637, 32.6146, "UA", "08", "PPLA"),
    "geonames:713304": ("Antonivka", 46.6767, 32.7306, "UA", "08", "PPL"),
    "dateline:antonivka-bridge": ("Antonivka Road Bridge", 46.67, 32.72, "UA", "08", "BDG"),
    "dateline:kakhovka-dam": ("Kakhovka Dam", 46.777, 33.37, "UA", "08", "DAM"),
    "geonames:706442": ("Kherson Oblast", 46.5727, 33.4818, "UA", "08", "ADM1"),
    "geonames:690791": ("Ukraine", 49.0, 32.0, "UA", None, "PCLI"),
    "geonames:700569": ("Mykolaiv", 46.9762, 31.993, "UA", "16", "PPLA"),
    "geonames:524901": ("Moscow", 55.752, 37.6178, "RU", "48", "PPLC"),
}


def place(key: str) -> Place:
    """One of the spots as the gazetteer has it."""
    name, lat, lon, country, admin1, feature = SPOTS[key]
    return Place(
        id=key, name=name, lat=lat, lon=lon, country=country, admin1=admin1, feature=feature,
        where_prec=1,
    )  # fmt: skip


@pytest.fixture
def spread(ledger: Ledger) -> Ledger:
    """A ledger whose reports each tell of soldiers who left one of the spots."""
    for number, key in enumerate(SPOTS, start=1):
        read = reading(number)
        made = coding(read.report)
        first = msgspec.structs.replace(made.toponyms[0], place=place(key))
        made = msgspec.structs.replace(made, toponyms=(first, *made.toponyms[1:]))
        ledger.add(read, made, program="by hand")
    return ledger


def names_at(ledger: Ledger, where: Filter) -> set[str]:
    """The places of the events that a filter finds; each list finds the same."""
    found = {name for row in ledger.events(where) for name in row.places}
    claims = list(ledger.claims(where))
    assert {row.id for row in claims} == {row.claim for row in ledger.events(where)}
    assert ledger.count("claim", where) == len(claims)
    assert len(ledger.claim_page(where, limit=500).rows) == len(claims)
    assert {row.id for row in ledger.reports(where)} == {row.report for row in claims}
    assert {row.name for row in ledger.places(where)} == found
    return found


ALL = {name for name, *_ in SPOTS.values()}
OBLAST = {KHERSON, "Antonivka", "Antonivka Road Bridge", "Kakhovka Dam", "Kherson Oblast"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("near:Kherson", {KHERSON, "Antonivka", "Antonivka Road Bridge"}),
        ("near:Kherson~5", {KHERSON}),
        ("near:Херсон~5", {KHERSON}),
        ("near:geonames:706448~60", OBLAST - {"Kherson Oblast"}),
        ('near:"46.97, 31.99~2"', {"Mykolaiv"}),
        ("near:Goma~100", set()),
        ('in:"Kherson Oblast"', OBLAST),
        ("in:Ukraine", ALL - {"Moscow"}),
        ('in:Ukraine -in:"Kherson Oblast"', {"Ukraine", "Mykolaiv"}),
        ('in:"right bank of the Dnipro, Kherson Oblast"', OBLAST - {"Kherson Oblast"}),
        ("in:Russia OR near:Mykolaiv~10", {"Moscow", "Mykolaiv"}),
        ('in:"western Kherson Oblast"', {KHERSON, "Antonivka", "Antonivka Road Bridge"}),
    ],
)
def test_what_lies_near_and_within(spread: Ledger, query: str, found: set[str]) -> None:
    assert {p.id for p in spread.known_places()} == set(SPOTS)
    where = read_asked(spread, query)
    if " OR " in query or " -in" in query:
        assert {n for row in spread.events(where) for n in row.places} == found
    else:
        assert names_at(spread, where) == found


def test_every_place_is_known_once_and_in_order(spread: Ledger) -> None:
    assert list(spread.known_places()) == [place(key) for key in sorted(SPOTS)]


def test_an_empty_ledger_knows_no_place(ledger: Ledger) -> None:
    assert list(ledger.known_places()) == []
    assert not list(ledger.claims(read_asked(ledger, "near:Kherson")))


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("near:Khreson", "did you mean 'Kherson'?"),
        ("near:Khreson", "no place 'Khreson' is known"),
        ("in:Khreson", "no place 'Khreson' is known"),
        ('near:"Kherson Oblast"', 'write in:"Kherson Oblast"'),
        ("near:99,200~5", "is no point"),
    ],
)
def test_a_place_that_nobody_knows_is_an_error(spread: Ledger, query: str, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_asked(spread, query)
    assert what in str(caught.value)
    assert str(caught.value).startswith(query.partition(":")[0])


def test_a_store_that_was_not_told_where_it_is_says_so(spread: Ledger) -> None:
    with pytest.raises(UsageError, match="nobody has looked up near:Kherson~25"):
        list(spread.claims(Filter(query=parse_query("near:Kherson"))))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lat=st.floats(46, 47.5), lon=st.floats(31.5, 34), km=st.integers(1, 150))
def test_near_is_what_is_no_farther(spread: Ledger, lat: float, lon: float, km: int) -> None:
    where = read_asked(spread, f'near:"{lat:.4f},{lon:.4f}~{km}"')
    found = {name for row in spread.events(where) for name in row.places}
    spots = [place(key) for key in SPOTS if SPOTS[key][5] not in ("ADM1", "PCLI")]
    at = float(f"{lat:.4f}"), float(f"{lon:.4f}")
    assert found == {p.name for p in spots if distance(*at, p.lat, p.lon) <= km}
