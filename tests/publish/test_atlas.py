"""What the map shows first, and the drawn map."""

from __future__ import annotations

from dateline.model import Place
from dateline.publish.atlas import drawing_of, thinned, view_box
from dateline.publish.basemap import shipped_basemap
from dateline.publish.views import Views, views_of
from tests.publish.factory import DNIPRO, KHERSON, SNIHURIVKA, Draft

ROME = Place(
    id="gn:3169070", name="Rome", lat=41.9, lon=12.5, country="IT", admin1=None,
    feature="PPLC", where_prec=1,
)  # fmt: skip


def _views(*places: Place, conflict: str | None = "ukraine") -> Views:
    import msgspec

    draft = Draft(*(f"There was shelling in {place.name}." for place in places))
    for place in places:
        claim = draft.claim(f"There was shelling in {place.name}")
        draft.event(claim, "strike.shelling", "shelling", at=[(place, place.name)])
    return views_of([msgspec.structs.replace(draft.coding(), conflict=conflict)])


def test_talks_abroad_do_not_move_the_map_from_the_war() -> None:
    box = view_box(_views(KHERSON, SNIHURIVKA, ROME))
    assert box.holds((KHERSON.lon, KHERSON.lat))
    assert not box.holds((ROME.lon, ROME.lat))


def test_without_a_conflict_every_place_is_on_the_map() -> None:
    box = view_box(_views(KHERSON, ROME, conflict=None))
    assert box.holds((ROME.lon, ROME.lat))


def test_the_point_of_a_river_sets_no_scale() -> None:
    assert view_box(_views(KHERSON, DNIPRO)) == view_box(_views(KHERSON))


def test_the_country_in_view_is_named() -> None:
    drawing = drawing_of(_views(KHERSON, SNIHURIVKA), shipped_basemap())
    assert [name for _, _, name in drawing.names] == ["Ukraine"]


def test_a_country_that_several_places_stand_for_is_drawn_once() -> None:
    somewhere = Place(id="gn:1", name="The East", lat=48.0, lon=38.0, country="UA", admin1=None,
                      feature="RGN", where_prec=6)  # fmt: skip
    ukraine = Place(id="gn:690791", name="Ukraine", lat=49.0, lon=32.0, country="UA", admin1=None,
                    feature="PCLI", where_prec=6)  # fmt: skip
    basemap = shipped_basemap()
    drawing = drawing_of(_views(KHERSON, somewhere, ukraine, ukraine), basemap)
    assert len(drawing.areas) == (1 if basemap else 2)
    assert drawing.areas[-1].place.place.name == "Ukraine"


def test_many_signs_are_smaller_than_few() -> None:
    assert thinned(0, 12) == thinned(12, 12) == 1.0
    assert thinned(48, 12) == 0.5
    assert thinned(10_000, 12) == 0.4
