"""The fields that a query may name, and what each takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from dateline.model import Auxiliary, Certainty, Manner, Stance, shipped_data_sets

PLAIN_DATE = len("YYYY-MM-DD")
RECTANGLE = "west,south,east,north in degrees such as 32.1,46.2,33.5,47.1"
NEAR_KM = 25.0
"""Km that `near:` reaches unless it says how many: UCDP's reach of "near"."""
FARTHEST_KM = 20_040.0
"""Half the way round the Earth."""
ANY_OR_NONE = ("yes", "no")
"""Of `given:`: rows of any data set, or of none."""
KM = "~"
"""Stands between a place and the km around it."""


class FieldKind(Struct, frozen=True, kw_only=True):
    """A field: what it asks, and the value as it is kept. `read`: ValueError says what is due."""

    name: str
    about: str
    read: Callable[[str], str]


def _one_of(kind: type[StrEnum]) -> Callable[[str], str]:
    return _choice(tuple(member.value for member in kind))


def _choice(values: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.casefold() not in values:
            raise ValueError("one of " + ", ".join(values))
        return text.casefold()

    return read


def _day(text: str) -> str:
    try:
        if len(text) <= PLAIN_DATE:
            return date.fromisoformat(text).isoformat()
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("a date such as 2022-11-09") from None
    return text


def _text(text: str) -> str:
    return text


def _rectangle(text: str) -> str:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError(RECTANGLE) from None
    if not (-180 <= min(west, east) <= max(west, east) <= 180 and -90 <= south <= north <= 90):
        raise ValueError(RECTANGLE)
    return ",".join(f"{round(part, 4):g}" for part in (west, south, east, north))


def split_rectangle(value: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a value of `within:`.

    >>> split_rectangle("32.1,46.2,33.5,47.1")
    (32.1, 46.2, 33.5, 47.1)
    """
    west, south, east, north = map(float, value.split(","))
    return west, south, east, north


def near_value(place: str, km: float | None = None) -> str:
    """A place and the km around it as `near:` has them; ValueError says what is due.

    >>> near_value("Kherson"), near_value("Kherson", 7.5)
    ('Kherson~25', 'Kherson~7.5')
    """
    reach = NEAR_KM if km is None else km
    if not place.strip() or not (math.isfinite(reach) and 0 < reach <= FARTHEST_KM):
        raise ValueError(f"a place and km, such as Kherson{KM}25")
    return f"{place.strip()}{KM}{reach:g}"


def split_near(value: str) -> tuple[str, float]:
    """The place and the km of a value of `near:`.

    >>> split_near("Kherson~7.5")
    ('Kherson', 7.5)
    """
    place, _, km = value.rpartition(KM)
    return place, float(km)


def _near(text: str) -> str:
    place, told, km = text.rpartition(KM)
    if not told:
        return near_value(text)
    try:
        return near_value(place, float(km.casefold().removesuffix("km")))
    except ValueError:
        raise ValueError(f"a place and km, such as Kherson{KM}25") from None


def _given(text: str) -> str:
    """yes, no, or the beginning of a data set's name; ValueError says what is due."""
    value = text.strip().casefold()
    names = [known.name.casefold() for known in shipped_data_sets()]
    if value not in ANY_OR_NONE and not (value and any(n.startswith(value) for n in names)):
        raise ValueError("yes, no, or one of " + ", ".join(names))
    return value


FIELDS: dict[str, FieldKind] = {
    kind.name: kind
    for kind in (
        FieldKind(name="place", about="a place's name in any script, a toponym, or a gazetteer id; "
                  "Kherson* for all that begin so", read=_text),
        FieldKind(name="within", about="a rectangle on the map, as west,south,east,north in "
                  "degrees; countries have no point and are in none", read=_rectangle),
        FieldKind(name="near", about="a place, or degrees as 46.6,32.6, and the km around it: "
                  "Kherson~25", read=_near),
        FieldKind(name="in", about="an area in words: \"Kherson Oblast\", Donbas, Ukraine",
                  read=_text),
        FieldKind(name="source", about="words of a source's name, in any order and script",
                  read=_text),
        FieldKind(name="side", about="side of the source: a code, slug or party's name",
                  read=_text),
        FieldKind(name="stance", about="what the source does", read=_one_of(Stance)),
        FieldKind(name="certainty", about="how sure the claim presents itself",
                  read=_one_of(Certainty)),
        FieldKind(name="manner", about="how the words are given", read=_one_of(Manner)),
        FieldKind(name="type", about="event type of the codebook, or its beginning", read=_text),
        FieldKind(name="auxiliary", about="whether and how an event is said to happen",
                  read=_one_of(Auxiliary)),
        FieldKind(name="since", about="events whose valid time ends on this day or later",
                  read=_day),
        FieldKind(name="until", about="events whose valid time begins on this day or earlier",
                  read=_day),
        FieldKind(name="published", about="the beginning of the time of publication (2022-11)",
                  read=_text),
        FieldKind(name="outlet", about="part of the outlet's name", read=_text),
        FieldKind(name="lang", about="the report's language (ISO 639-1)", read=str.casefold),
        FieldKind(name="conflict", about="the slug of a conflict file", read=_text),
        FieldKind(name="given", about="rows of a data set of coded events: yes, no, or its name "
                  "(acled, ucdp, viina)", read=_given),
        FieldKind(name="report", about="a report's id, or its beginning", read=_text),
        FieldKind(name="id", about="the id of a report, claim or event, or its beginning",
                  read=_text),
        FieldKind(name="judged", about="the verdict on the claim",
                  read=_choice(("right", "wrong", "none"))),
        FieldKind(name="note", about="words of the reason of a judgement", read=_text),
    )
}  # fmt: skip
