"""Claims: the atom of the ledger (attribution as in PARC 3 and PolNeAR)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from dateline.model.spans import Span


class SourceKind(StrEnum):
    """Who makes a claim."""

    OUTLET = "outlet"
    PERSON = "person"
    OFFICE = "office"
    INSTITUTION = "institution"
    PARTY = "party"
    UNNAMED = "unnamed"
    SOCIAL_MEDIA = "social_media"
    IMAGERY = "imagery"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Manner(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NARRATION = "narration"


class Stance(StrEnum):
    """What the source does with the proposition."""

    ASSERT = "assert"
    DENY = "deny"
    DECLINE = "decline"
    ESTIMATE = "estimate"
    PREDICT = "predict"
    DEMAND = "demand"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure the claim presents itself."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Source(Struct, frozen=True, gc=False, kw_only=True):
    """Who makes (or relays) a claim; `span` is None for the outlet's own voice."""

    kind: SourceKind
    actor: str | None
    span: Span | None


class Claim(Struct, frozen=True, gc=False, kw_only=True):
    """An attributed proposition: source, cue and content.

    `relays` lead from the source outward to the outlet; `hedges` are the words behind
    `certainty`; `score` is the program's own calibrated confidence in [0, 1].
    `within` is the id of the claim that this one is nested in, if any.
    """

    id: str
    content: tuple[Span, ...]
    source: Source
    cue: Span | None
    manner: Manner
    stance: Stance
    certainty: Certainty
    score: float
    relays: tuple[Source, ...] = ()
    hedges: tuple[Span, ...] = ()
    events: tuple[str, ...] = ()
    within: str | None = None

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """One past the last character of the content."""
        return self.content[-1].end
