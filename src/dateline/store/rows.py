"""What queries ask for and what they return: flat records, one a line of a table."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

from dateline.query import Term

R = TypeVar("R")


class Spot(Struct, frozen=True, kw_only=True):
    """What a `near` or `in` of a query means: the ids of the places that lie there."""

    field: str
    value: str
    places: tuple[str, ...]


class Filter(Struct, frozen=True, kw_only=True):
    """Which records a query returns; None: any.

    `source`: part of a source's name, without regard to case; `sources`: whole names, any of which
    will do; `place`: a gazetteer id, or part
    of a place's name or of a toponym as written; `type`: a code of the codebook, or its beginning;
    `since`, `until`: the valid time of an event overlaps these days (what has no date is left
    out); `report`: id, or its beginning; `located`: where each `near` and `in` of the query is.
    """

    source: str | None = None
    sources: tuple[str, ...] | None = None
    side: str | None = None
    place: str | None = None
    type: str | None = None
    certainty: str | None = None
    stance: str | None = None
    auxiliary: str | None = None
    since: str | None = None
    until: str | None = None
    report: str | None = None
    query: Term | None = None
    located: tuple[Spot, ...] = ()
    exact: bool = False
    changed_after: int | None = None
    common: bool = False
    codings: tuple[int, ...] | None = None


class ReportRow(Struct, frozen=True, kw_only=True):
    """A report and what was found in it."""

    id: str
    published: str | None
    updated: str | None
    outlet: str | None
    title: str | None
    lang: str | None
    url: str | None
    sha256: str
    conflict: str | None
    claims: int
    events: int
    contradictions: int
    program: str
    recorded_at: str


class ClaimRow(Struct, frozen=True, kw_only=True):
    """A claim in its report. `content`: its spans, joined by ' … '; `source` as named;
    `judged`: the latest verdict on it that holds, right or wrong."""

    id: str
    report: str
    published: str | None
    outlet: str | None
    start: int
    end: int
    source: str | None
    source_kind: str
    side: str | None
    relays: tuple[str, ...]
    cue: str | None
    manner: str
    stance: str
    certainty: str
    hedges: tuple[str, ...]
    content: str
    events: tuple[str, ...]
    places: tuple[str, ...]
    score: float
    recorded_at: str
    judged: str | None = None


class EventRow(Struct, frozen=True, kw_only=True):
    """An event with the words of its trigger and of its claim, and who claims it."""

    id: str
    report: str
    claim: str
    published: str | None
    outlet: str | None
    type: str
    auxiliary: str
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    earliest: str | None
    latest: str | None
    date_prec: int | None
    basis: str
    quantities: tuple[str, ...]
    source: str | None
    side: str | None
    stance: str
    certainty: str
    content: str
    score: float
    recorded_at: str
    judged: str | None = None


class PlaceRow(Struct, frozen=True, kw_only=True):
    """A place and how often it is named. `id` None: toponyms that nothing resolved."""

    id: str | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str | None
    where_prec: int | None
    toponyms: int
    reports: int
    claims: int
    events: int


class ClaimantMap(Struct, frozen=True, kw_only=True):
    """A map of control made elsewhere: one more claimant. `data`: GeoJSON; `at`: valid time."""

    claimant: str
    side: str | None
    at: str
    data: bytes
    location: str | None = None
    recorded_at: str | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """Something that is not as it was written: which record it is in, and what is wrong."""

    record: str
    what: str


class Order(StrEnum):
    """How a page is sorted: by publication, by when it is said to have been, by the words."""

    NEWEST = "newest"
    OLDEST = "oldest"
    VALID = "valid"
    RELEVANCE = "relevance"


class Page(Struct, Generic[R], frozen=True, kw_only=True):
    """Some rows; `after` asks for those that follow, None: these were the last."""

    rows: tuple[R, ...]
    after: str | None = None


class Hit(Struct, frozen=True, kw_only=True):
    """What a search found: a claim, or a report in whose text the words stand.

    `text`: the words around; `start`: where that begins in the report's text (None: it is of
    several spans); `marks`: where in `text` the words of the query stand.
    """

    kind: str
    id: str
    report: str
    published: str | None
    outlet: str | None
    lang: str | None
    source: str | None
    side: str | None
    stance: str | None
    text: str
    start: int | None
    marks: tuple[tuple[int, int], ...]


class Count(Struct, frozen=True, kw_only=True):
    """How many claims have a value; None: those of which it is not known."""

    value: str | None
    claims: int


class Change(Struct, frozen=True, kw_only=True):
    """What a transaction did: `kind` report, judgement, map or case; `what` added, recoded, made,
    changed, withdrawn."""

    seq: int
    at: str
    kind: str
    record: str
    what: str
