"""Rectangles of valid and known time: nothing is known of a place before a report tells it."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model import ControlState
from dateline.pipeline.control_layer import control_layer
from tests.fusion.factory import RIVERTON, Told, coding

LISTED = replace(RIVERTON, id="geonames:706448")
TAKEN = Told(type="territory.taken", side="BBB", day=5, place=LISTED)
RETAKEN = Told(type="territory.taken", side="AAA", day=9, place=LISTED)


def test_what_is_held_is_known_from_the_report_that_tells_it() -> None:
    layer = control_layer([coding(TAKEN)])
    assert layer is not None
    (place,) = layer.places
    (held,) = (s for s in place.spans if s.state is ControlState.HELD and s.controller == "BBB")
    assert held.known_from == layer.known_first
    assert held.known_to is None


def test_a_history_is_known_until_a_later_report_tells_another() -> None:
    layer = control_layer([coding(TAKEN), coding(RETAKEN, outlet="Herald", day=9)])
    assert layer is not None
    (place,) = layer.places
    known = {(span.known_from, span.known_to) for span in place.spans}
    assert (layer.known_first, layer.known_last) in known
    assert (layer.known_last, None) in known


def test_where_nobody_tells_who_holds_what_there_is_no_layer() -> None:
    assert control_layer([coding(Told(type="strike.shelling", side=None))]) is None
