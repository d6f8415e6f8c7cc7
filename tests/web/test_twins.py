"""Lists as GeoJSON and Atom: the same rows as the page's, whatever reports say."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.store.rows import ClaimRow
from dateline.web.twins import atom, geometry_of, spots_of

ROW = ClaimRow(
    id="clm-none", report="rep-1", published=None, outlet=None, start=0, end=1, source=None,
    source_kind="unnamed", side=None, relays=(), cue=None, manner="indirect", stance="assert",
    certainty="certain", hedges=(), content="words", events=(), places=(), score=0.5,
    recorded_at="2022-11-14T08:00:00Z",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("kind", ["claims", "events", "places", "incidents", "map"])
def test_what_has_a_place_is_a_point_with_its_precision(client: Any, kind: str) -> None:
    answer = client.get(f"/{kind}.geojson")
    assert answer.headers["content-type"].startswith("application/geo+json")
    found = answer.json()
    assert found["type"] == "FeatureCollection"
    rows = client.get(f"/{kind}.json").json()
    assert [f["id"] for f in found["features"]] == [row["id"] for row in rows]
    placed = [f for f in found["features"] if f["geometry"]]
    assert placed
    for feature in placed:
        points = feature["geometry"]["coordinates"]
        for lon, lat in points if feature["geometry"]["type"] == "MultiPoint" else [points]:
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def test_the_filter_narrows_both(client: Any) -> None:
    rows = client.get("/claims.json?stance=deny").json()
    assert 0 < len(rows) < len(client.get("/claims.json").json())
    features = client.get("/claims.geojson?stance=deny").json()["features"]
    assert [f["id"] for f in features] == [row["id"] for row in rows]
    feed = ElementTree.fromstring(client.get("/claims.atom?stance=deny").content)
    found = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert sorted(map(str, found)) == sorted(f"urn:dateline:{row['id']}" for row in rows)


@pytest.mark.parametrize(("kind", "page"), [("claims", "claims"), ("events", "claims"),
                                            ("reports", "reports")])  # fmt: skip
def test_an_entry_leads_to_its_page(client: Any, kind: str, page: str) -> None:
    answer = client.get(f"/{kind}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    links = [e.find(f"{ATOM}link") for e in feed.iter(f"{ATOM}entry")]
    first = next(link.attrib["href"] for link in links if link is not None)
    assert first.startswith(f"http://127.0.0.1/{page}/")
    assert client.get(first.removeprefix("http://127.0.0.1")).status_code == 200


def test_hostile_words_are_text_alone() -> None:
    row = replace(ROW, content="<script>alert(1)</script> \x00 & ]]>", source='"><img src=x>')
    body = atom([row], title="t", address="/claims", site="http://127.0.0.1").content
    entry = next(ElementTree.fromstring(body).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}content") == "<script>alert(1)</script> \ufffd & ]]>"
    assert [child.tag for child in entry.iter() if not child.tag.startswith(ATOM)] == []


@pytest.mark.parametrize("address", ["/reports.geojson", "/places.atom", "/sources.atom",
                                     "/control.geojson", "/claims/clm-x.geojson"])  # fmt: skip
def test_a_form_that_there_is_not_is_told(client: Any, address: str) -> None:
    assert client.get(address).status_code == 404


def test_what_is_nowhere_has_no_geometry(taken: Any) -> None:
    assert geometry_of([]) is None
    assert spots_of(ROW, taken.views) == []
