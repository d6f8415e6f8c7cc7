"""Toponyms and the gazetteer places that they resolve to."""

from __future__ import annotations

from enum import StrEnum
from math import cos, hypot, radians
from typing import Protocol

from msgspec import Struct

from dateline.model.spans import Span


class ToponymKind(StrEnum):
    """How the name of a place is used (after Gritta et al. 2019)."""

    LITERAL = "literal"
    METONYMIC = "metonymic"
    DEMONYM = "demonym"
    EMBEDDED = "embedded"


WIDEST_POINT = 5
"""UCDP's precision of the widest place that still has a point; 6 and 7 are countries and more."""


class Place(Struct, frozen=True, gc=False, kw_only=True):
    """A gazetteer entry. `id` is gazetteer:key; `feature` a GeoNames feature code.

    `where_prec`: UCDP 1 (exact place) to 7 (international water or air); what the use of the
    place in this report allows, not what the gazetteer knows.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    feature: str
    where_prec: int


class Located(Protocol):
    """What has a point: degrees north and east."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


def km(one: Located, other: Located) -> float:
    """Distance between two points in km, on the plane that touches the first: for what is near."""
    shrink = cos(radians(one.lat))
    return hypot(one.lat - other.lat, (one.lon - other.lon) * shrink) * 111.2


class Candidate(Struct, frozen=True, gc=False, kw_only=True):
    """A gazetteer entry that was considered, with the ranker's score in [0, 1]."""

    id: str
    name: str
    score: float


class Toponym(Span, frozen=True, kw_only=True):
    """A mention of a place, as written.

    `area`: how the place is narrowed or widened ('bank:right', 'near', 'north of');
    `why`: what resolved it, or why it stays unknown; `candidates`: best first.
    """

    id: str
    kind: ToponymKind
    place: Place | None
    area: str | None = None
    why: str | None = None
    candidates: tuple[Candidate, ...] = ()
    score: float = 1.0
