"""What the map shows first, and the drawn map."""

from __future__ import annotations

from dateline.model import Place
from dateline.publish.atlas import drawing_of, view_box
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
