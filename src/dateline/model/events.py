"""Events: one occurrence coded from one claim, by the codebook."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from dateline.model.spans import Span
from dateline.model.times import Interval


class Auxiliary(StrEnum):
    """PLOVER's auxiliary modes: whether and how the event is said to happen."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    DEMANDED = "demanded"


class QuantityOf(StrEnum):
    """What a number counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    LOST = "lost"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    DEPLOYED = "deployed"
    SETTLEMENTS = "settlements"
    EQUIPMENT = "equipment"
    AREA_KM2 = "area_km2"
    DISTANCE_KM = "distance_km"
    OTHER = "other"


class Aspect(StrEnum):
    """How far an event came."""

    MEANT = "meant"
    BEGUN = "begun"
    DONE = "done"


class Scope(StrEnum):
    """What a number is of: one incident, a stretch of time, a whole conflict."""

    INCIDENT = "incident"
    PERIOD = "period"
    CONFLICT = "conflict"


class PlaceRole(StrEnum):
    """What a place is to an event; `beside`: a place of its clause that is none of its own."""

    AT = "at"
    INTO = "into"
    FROM = "from"
    TOWARDS = "towards"
    NEAR = "near"
    PART_OF = "part_of"
    WHOLE_OF = "whole_of"
    BESIDE = "beside"


class EventPlace(Struct, frozen=True, gc=False):
    """A toponym (by its id) and what it is to an event."""

    role: PlaceRole
    toponym: str


class Quantity(Span, frozen=True, kw_only=True):
    """A number in its words: low, best and high; None: not given. `scope`: None: not told."""

    of: QuantityOf
    low: float | None
    best: float | None
    high: float | None
    scope: Scope | None = None


class AcledCode(Struct, frozen=True, gc=False):
    """ACLED event type and sub-event type."""

    event_type: str
    sub_event_type: str


class PloverCode(Struct, frozen=True, gc=False):
    """PLOVER event and mode."""

    event: str
    mode: str | None


class Codes(Struct, frozen=True, gc=False, kw_only=True):
    """Crosswalks to the codebooks that users know."""

    acled: AcledCode | None
    plover: PloverCode | None
    ucdp_type_of_violence: int | None = None


class Event(Struct, frozen=True, gc=False, kw_only=True):
    """One occurrence, derived from the claim `claim`.

    `actors` did it, `recipients` had it done to them (actor ids); `toponyms`: where
    (toponym ids), `places` all places of its clause with their roles. `aspect`: how far it came,
    None: not told. `same_as`: id of the earlier event of the report that this one repeats.
    `why`: the rule or neighbours behind the code, one line a slot.
    """

    id: str
    claim: str
    type: str
    auxiliary: Auxiliary
    trigger: Span
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    toponyms: tuple[str, ...]
    time: Interval
    quantities: tuple[Quantity, ...]
    codes: Codes
    score: float
    same_as: str | None = None
    main: bool = False
    aspect: Aspect | None = None
    places: tuple[EventPlace, ...] = ()
    why: tuple[str, ...] = ()
