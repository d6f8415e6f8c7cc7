"""The atlas as rows and as GeoJSON."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from dateline.model import ConfigError
from dateline.pipeline.control_rows import changes, claimant_map, geojson, history, holdings
from tests.control.test_atlas import atlas

LATER = datetime(2020, 2, 1)


def test_holdings_say_who_since_when_and_by_which_claims() -> None:
    rows = {r.place: r for r in holdings(atlas("p:20"), LATER)}
    assert (rows["p:20"].controller, rows["p:20"].since) == ("BBB", "2020-01-05")
    assert rows["p:20"].claims_for
    assert rows["p:20"].claimants_for == 1
    assert rows["p:50"].controller == "AAA"
    assert (rows["p:20"].before, rows["p:50"].before) == ("AAA", None)


def test_changes_and_history_agree() -> None:
    made = atlas("p:20")
    (change,) = changes(made, datetime(2020, 1, 2), LATER)
    assert (change.place, change.before, change.controller) == ("p:20", "AAA", "BBB")
    phases = list(history(made, "2-0"))
    assert [p.controller for p in phases] == ["AAA", "BBB"]
    assert [p.before for p in phases] == [None, "AAA"]
    assert phases[-1].claims_for == change.claims


def test_geojson_is_a_collection_of_points() -> None:
    made = json.loads(geojson(holdings(atlas("p:20"), LATER)))
    assert made["type"] == "FeatureCollection"
    first = made["features"][0]
    assert first["geometry"]["type"] == "Point"
    assert "lat" not in first["properties"]


def test_a_map_keeps_who_holds_the_rest() -> None:
    data = b'{"type": "FeatureCollection", "features": []}'
    made = claimant_map(
        data, claimant="me", at="2020-01-01", side=None, elsewhere="AAA", location="a.geojson"
    )
    assert json.loads(made.data)["elsewhere"] == "AAA"
    with pytest.raises(ConfigError, match="another side for elsewhere"):
        claimant_map(
            made.data, claimant="me", at="2020-01-01", side=None, elsewhere="BBB",
            location="a.geojson",
        )  # fmt: skip
