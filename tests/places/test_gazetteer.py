from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest

from dateline.model import ConfigError
from dateline.places.gazetteer import FURTHER, MAIN, Gazetteer, natural_precision, user_path
from dateline.places.packing import Entry, write
from dateline.places.volume import Volume
from tests.places.conftest import entries


def ids(places: Gazetteer, name: str) -> dict[str, int]:
    return {places.id(ref): how for ref, how in places.named(name).items()}


def test_names_lead_to_places(small: Gazetteer) -> None:
    assert ids(small, "Kherson") == {"geonames:1": MAIN, "geonames:2": FURTHER}
    assert ids(small, "KHERSON oblast") == {"geonames:2": MAIN}
    assert ids(small, "Херсон") == {"geonames:1": FURTHER}
    assert ids(small, "Nowhere") == {}


def test_other_transliterations_lead_to_places(small: Gazetteer) -> None:
    found = {small.id(ref) for ref in small.spelled("Archangelske")}
    assert found == {"geonames:3"}


def test_a_place_is_what_was_packed(small: Gazetteer) -> None:
    place = small.by_id("geonames:3")
    assert place is not None
    assert (place.name, place.country, place.admin1) == ("Arkhanhelske", "UA", "08")
    assert (place.lat, place.lon) == pytest.approx((47.43, 33.4), abs=1e-4)
    assert place.where_prec == 1
    assert small.by_id("geonames:999") is None
    assert small.by_id("dateline:dnipro") is not None


def test_boxes_and_regions(small: Gazetteer) -> None:
    assert [p.id for p in small.places_within((46.5, 32.5, 46.7, 32.7))] == ["geonames:1"]
    names = [p.name for p in small.admin1_places("UA", "08")]
    assert names[:2] == ["Kherson", "Arkhanhelske"]
    assert set(names) == {"Kherson", "Arkhanhelske", "West Village", "East Village"}
    region = small.region("UA", "08")
    assert region is not None
    assert region.id == "geonames:2"


def test_packing_is_deterministic(tmp_path: Path) -> None:
    for name, rows in (("a", entries()), ("b", entries()[::-1])):
        write(tmp_path / name, rows, card={})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_later_volume_wins_for_the_same_id(tmp_path: Path) -> None:
    write(tmp_path / "one", entries(), card={})
    moved = Entry(id="geonames:1", name="Kherson", lat=1.0, lon=2.0, feature="PPLA", country="UA")
    write(tmp_path / "two", [moved], card={})
    both = Gazetteer([Volume(tmp_path / "one"), Volume(tmp_path / "two")])
    place = both.by_id("geonames:1")
    assert place is not None
    assert place.lat == 1.0
    towns = [ref for ref in both.named("Kherson") if both.id(ref) == "geonames:1"]
    assert [ref.volume for ref in towns] == [1]


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "x.sqlite"
    wrong.write_bytes(b"no database at all")
    with pytest.raises(ConfigError, match=r"x\.sqlite"):
        Volume(wrong)
    with pytest.raises(ConfigError):
        Volume(tmp_path / "missing.sqlite")


def test_the_user_says_where_the_own_gazetteer_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", os.path.join("some", "where.sqlite"))
    assert user_path() == Path("some") / "where.sqlite"


@pytest.mark.parametrize(
    ("feature", "code"), [("PPL", 1), ("ADM2", 3), ("ADM1", 4), ("STM", 5), ("PCLI", 6), ("SEA", 7)]
)
def test_precision_of_a_bare_name(feature: str, code: int) -> None:
    assert natural_precision(feature) == code


def test_the_shipped_gazetteer_fits(shipped: Gazetteer) -> None:
    volume = shipped.volumes[0]
    assert len(volume) > 230_000
    assert volume.path.stat().st_size <= 20_000_000
    started = time.process_time()
    Volume(volume.path)
    assert time.process_time() - started < 0.1


def test_crimea_and_the_golan_are_where_the_united_nations_have_them(shipped: Gazetteer) -> None:
    for name, country in (("Simferopol", "UA"), ("Katzrin", "SY"), ("Ariel", "PS")):
        found = [shipped.facts(ref).country for ref in shipped.named(name)]
        assert country in found
        assert country == "PS" or "RU" not in found


def test_ids_of_geonames_are_kept(shipped: Gazetteer) -> None:
    place = shipped.by_id("geonames:713208")
    assert place is not None
    assert place.name == "Arkhanhelske"
    region = shipped.by_id("geonames:706442")
    assert region is not None
    assert (region.name, region.feature) == ("Kherson Oblast", "ADM1")


def test_an_older_file_without_a_column_has_zeros(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    write(path, entries(), card={"sources": {}})
    base = sqlite3.connect(path)
    base.execute("DELETE FROM columns WHERE name='fame'")
    base.commit()
    base.close()
    places = Gazetteer([Volume(path)])
    assert {places.facts(ref).fame for ref in places.named("Kherson")} == {0}
    assert {places.facts(ref).country for ref in places.named("Kherson")} == {"UA"}


@pytest.mark.parametrize(
    ("country", "written", "own"),
    [
        ("SY", "Hama", "Ḩamāh"),
        ("UA", "Mykolaiv", "Mykolayiv"),
        ("YE", "Hodeidah", "Al Ḩudaydah"),
    ],
)
def test_places_are_shown_as_newsrooms_write_them(
    shipped: Gazetteer, country: str, written: str, own: str
) -> None:
    facts = [shipped.facts(ref) for ref in shipped.named(own)]
    towns = [f for f in facts if f.country == country and f.feature.startswith("PPL")]
    largest = max(towns, key=lambda town: town.people).ref
    assert shipped.name(largest) == written
    assert shipped.extra(largest)["gazetteer_name"] == own


@pytest.mark.parametrize(
    ("code", "lat", "lon"), [("CA", 60.1087, -113.6426), ("ML", 18.0, -2.0), ("UA", 49.0, 32.0)]
)
def test_countries_lie_where_geonames_has_them(
    shipped: Gazetteer, code: str, lat: float, lon: float
) -> None:
    ref = shipped.country(code)
    assert ref is not None
    facts = shipped.facts(ref)
    assert (facts.lat, facts.lon) == pytest.approx((lat, lon), abs=1e-3)
