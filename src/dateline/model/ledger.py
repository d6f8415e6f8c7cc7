"""Records of the ledger that span reports: origins, incidents, judgements, control."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from dateline.model.claims import Certainty
from dateline.model.times import Interval


class TargetKind(StrEnum):
    """What a judgement is about."""

    REPORT = "report"
    CLAIM = "claim"
    EVENT = "event"
    INCIDENT = "incident"
    CONTRADICTION = "contradiction"


class Verdict(StrEnum):
    """What a judgement says of its target; SAME and DIFFERENT name a second record."""

    RIGHT = "right"
    WRONG = "wrong"
    SAME = "same"
    DIFFERENT = "different"


class Judgement(Struct, frozen=True, gc=False, kw_only=True):
    """A person's decision on a record: who decided, when and why; withdrawn, never deleted."""

    id: str
    target_kind: TargetKind
    target: str
    verdict: Verdict
    author: str
    made_at: str
    other: str | None = None
    reason: str | None = None
    withdrawn_at: str | None = None


class OriginKind(StrEnum):
    """Where a claim entered the record."""

    STATEMENT = "statement"
    AGENCY = "agency"
    OUTLET = "outlet"
    POST = "post"
    IMAGERY = "imagery"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Origin(Struct, frozen=True, gc=False, kw_only=True):
    """Where claims entered the record: their named source and occasion, and the claims.

    `general`: a state, or officials of it without a name: any named source of its side, perhaps.
    """

    id: str
    kind: OriginKind
    name: str
    side: str | None
    claims: tuple[str, ...]
    why: tuple[str, ...] = ()
    general: bool = False


class IncidentKind(StrEnum):
    """What an incident is: one deed, a count of many of a region or day, or what goes on."""

    DEED = "deed"
    COUNT = "count"
    SITUATION = "situation"


class Incident(Struct, frozen=True, gc=False, kw_only=True):
    """Events of many claims judged to be one occurrence.

    `origins`: ids of independent origins (corroboration counts these, never reports);
    `against_interest`: origins that speak against their own side's interest; `purity`: how
    likely its loosest sure event is of the one occurrence; `doubtful`: events that are less sure
    than others of it, and count towards no corroboration; `called`: its place as the reports
    write it, where no gazetteer knows it. An incident of kind `situation` is what goes on for
    long or over an area: it collects events, and nothing is corroborated by it.
    """

    id: str
    type: str
    events: tuple[str, ...]
    claims: tuple[str, ...]
    place: str | None
    time: Interval
    origins: tuple[str, ...]
    against_interest: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    kind: IncidentKind = IncidentKind.DEED
    purity: float = 1.0
    doubtful: tuple[str, ...] = ()
    called: str | None = None


class ControlState(StrEnum):
    """What an assertion says of who holds a place."""

    HELD = "held"
    CONTESTED = "contested"
    CLAIMED = "claimed"
    UNKNOWN = "unknown"


class ControlSpan(Struct, frozen=True, kw_only=True):
    """One state of a place: true from `start` up to `end` in the world, and in the ledger
    from `known_from` up to `known_to` (ISO 8601, halves open; None: without limit).

    `controller`: the side that holds it, None where contested or unknown; `sides`: the sides
    that contest or claim it; `before`: who held it before its holder, None where nobody says.
    `claims_for`, `claims_against`: claim ids.
    """

    start: str | None
    end: str | None
    known_from: str | None
    known_to: str | None
    state: ControlState
    controller: str | None
    confidence: float
    before: str | None = None
    sides: tuple[str, ...] = ()
    claims_for: tuple[str, ...] = ()
    claims_against: tuple[str, ...] = ()
    why: str | None = None


class ControlAssertion(Struct, frozen=True, gc=False, kw_only=True):
    """Who holds a place over which valid time, according to which claim, known since when.

    `controller`: side; None where the claim only says who does not hold it (`not_controller`).
    `claimant`: actor or outlet that says so, with its side; `recorded`: transaction time.
    """

    id: str
    claim: str | None
    event: str | None
    claimant: str
    claimant_side: str | None
    place: str
    controller: str | None
    state: ControlState
    valid: Interval
    certainty: Certainty
    recorded: str
    not_controller: str | None = None
    ends: bool = False
    why: str | None = None
