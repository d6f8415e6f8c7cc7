"""Origins: where each claim entered the record.

A named source's words are one origin however many outlets carry them; an agency's text is the
agency's; a copied passage is that of the passage it copies. Corroboration counts origins whose
sources differ, never reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.fusion.duplicates import Copy, copies, passages_of
from dateline.model import (
    Actor,
    ActorKind,
    Claim,
    Coding,
    Origin,
    OriginKind,
    SourceKind,
    content_id,
)

SIMILAR = 85.0
ANONYMOUS = frozenset({SourceKind.UNNAMED, SourceKind.UNKNOWN})
POSTED = {SourceKind.SOCIAL_MEDIA: OriginKind.POST, SourceKind.IMAGERY: OriginKind.IMAGERY}


@dataclass(frozen=True)
class Root:
    """What an origin is told apart by, and why a claim belongs to it."""

    kind: OriginKind
    name: str
    side: str | None
    occasion: str
    why: str


def origins_of(codings: Sequence[Coding]) -> tuple[Origin, ...]:
    """The origins of all claims; each claim belongs to one. The order of codings is no matter."""
    by_report = {c.report.id: c for c in codings}
    carried = _carried(by_report, copies(p for c in codings for p in passages_of(c.report)))
    roots: dict[str, Root] = {}
    for coding in codings:
        actors = {a.id: a for a in coding.actors}
        for claim in coding.claims:
            roots[claim.id] = root_of(claim, coding, actors)
    groups: dict[Root, list[str]] = defaultdict(list)
    reasons: dict[Root, set[str]] = defaultdict(set)
    for claim_id, root in roots.items():
        first = _first(claim_id, carried)
        shared = roots[first]
        key = Root(shared.kind, shared.name, shared.side, shared.occasion, "")
        groups[key].append(claim_id)
        reasons[key].add(root.why if first == claim_id else f"copies {first}")
    return tuple(
        Origin(
            id=content_id("org", key.kind.value, key.name, key.side, key.occasion),
            kind=key.kind, name=key.name, side=key.side, claims=tuple(sorted(groups[key])),
            why=tuple(sorted(reasons[key])),
        )
        for key in sorted(groups, key=lambda k: (k.kind, k.name, k.side or "", k.occasion))
    )  # fmt: skip


def root_of(claim: Claim, coding: Coding, actors: Mapping[str, Actor]) -> Root:
    """Where this claim alone says that it comes from."""
    report = coding.report
    day = (report.published or "")[:10]
    source = actors.get(claim.source.actor or "")
    if claim.source.kind in POSTED:
        return Root(
            POSTED[claim.source.kind], report.outlet or report.id, None, claim.id,
            "pictures or posts, without their author",
        )  # fmt: skip
    named = source is not None and source.kind is not ActorKind.UNNAMED
    if source is not None and named and claim.source.kind is not SourceKind.OUTLET:
        kind = OriginKind.DOCUMENT if claim.source.kind is SourceKind.DOCUMENT else None
        return Root(
            kind or OriginKind.STATEMENT, source.name, source.side, day,
            f"{source.name} is named as the source",
        )  # fmt: skip
    agency = _agency(coding)
    outlet = agency or report.outlet or report.url or report.id
    kind = OriginKind.AGENCY if agency else OriginKind.OUTLET
    if claim.source.kind in ANONYMOUS and claim.source.span is not None:
        words = claim.source.span.text.casefold()
        return Root(kind, f"{outlet}: {words}", None, day, "an unnamed source of this outlet")
    return Root(kind, outlet, None, day, "told in the outlet's own voice")


def _agency(coding: Coding) -> str | None:
    """The agency in the byline, where an organisation and no person signs."""
    report = coding.report
    outlet = (report.outlet or "").casefold()
    organisations = {m.text.casefold() for m in coding.mentions if m.kind.value == "organisation"}
    for name in report.byline:
        if name.casefold() != outlet and name.casefold() in organisations:
            return name
    return None


def _carried(codings: Mapping[str, Coding], found: Iterable[Copy]) -> dict[str, str]:
    """Claims in copied passages, with the earlier claim that each repeats."""
    from rapidfuzz import fuzz

    carried: dict[str, str] = {}
    for copy in found:
        earlier = _claims_in(codings[copy.earlier.report], copy.earlier.start, copy.earlier.end)
        later = _claims_in(codings[copy.later.report], copy.later.start, copy.later.end)
        for claim in later:
            scored = [(fuzz.ratio(_words(claim), _words(o)), o.id) for o in earlier]
            if scored and max(scored)[0] >= SIMILAR:
                carried[claim.id] = max(scored)[1]
    return carried


def _claims_in(coding: Coding, start: int, end: int) -> list[Claim]:
    return [c for c in coding.claims if start <= c.start and c.end <= end]


def _words(claim: Claim) -> str:
    return " ".join(s.text for s in claim.content)


def _first(claim: str, carried: Mapping[str, str]) -> str:
    seen = {claim}
    while claim in carried and carried[claim] not in seen:
        claim = carried[claim]
        seen.add(claim)
    return claim
