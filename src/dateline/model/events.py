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


class Quantity(Span, frozen=True, kw_only=True):
    """A number in its words: low, best and high; None: not given."""

    of: QuantityOf
    low: float | None
    best: float | None
    high: float | None


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
    (toponym ids). `same_as`: id of the earlier event of the report that this one repeats.
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
    why: tuple[str, ...] = ()
