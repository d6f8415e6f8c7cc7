"""Origins: where each claim entered the record.

A named source's words are one origin however many outlets carry them; an agency's text is the
agency's; a copied passage is that of the passage it copies. Corroboration counts origins whose
sources differ, never reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.fusion.agencies import agency_of, named
from dateline.fusion.carried import carried_claims, first_of, said_again
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
    general: bool = False


def origins_of(
    codings: Sequence[Coding], *, carried: Mapping[str, str] | None = None
) -> tuple[Origin, ...]:
    """The origins of all claims; each claim belongs to one. The order of codings is no matter.

    `carried`: claims that repeat earlier ones, where they are known already.
    """
    repeats = carried_claims(codings) if carried is None else carried
    roots = {claim.id: root for c in codings for claim, root in roots_of(c)}
    again = said_again(
        (source_of(roots[c.id]), roots[c.id].occasion, c)
        for coding in codings
        for c in coding.claims
        if roots[c.id].kind is OriginKind.STATEMENT
    )
    groups: dict[Root, list[str]] = defaultdict(list)
    reasons: dict[Root, set[str]] = defaultdict(set)
    for claim, root in roots.items():
        first = repeats.get(claim, claim)
        shared = roots[first]
        if first in again:
            shared = replace(shared, occasion=roots[first_of(first, again)].occasion)
            reasons[replace(shared, why="")].add(said_again_on(roots[first].occasion))
        key = replace(shared, why="")
        groups[key].append(claim)
        reasons[key].add(root.why if first == claim else copied_from(first, roots[first].name))
    return tuple(
        origin_of(key, claims=tuple(sorted(groups[key])), why=tuple(sorted(reasons[key])))
        for key in sorted(groups, key=lambda k: (k.kind, k.name, k.side or "", k.occasion))
    )


def origin_of(root: Root, *, claims: tuple[str, ...] = (), why: tuple[str, ...] = ()) -> Origin:
    """The origin of all claims that have one root."""
    return Origin(
        id=content_id("org", root.kind.value, root.name, root.side, root.occasion),
        kind=root.kind, name=root.name, side=root.side, claims=claims, why=why,
        general=root.general,
    )  # fmt: skip


def source_of(root: Root) -> str:
    """What tells the source of a statement from others."""
    return f"{root.name}|{root.side}"


def said_again_on(day: str) -> str:
    """Why a claim is of a statement that was made on an earlier day."""
    return f"said again on {day}"


def copied_from(first: str, name: str) -> str:
    """Why a claim is of the origin of another, whose words it has; `name`: of that origin."""
    return f"copies the words of {first} ({name})"


def roots_of(coding: Coding) -> Iterator[tuple[Claim, Root]]:
    """Each claim of a coding with where it alone says that it comes from."""
    actors = {a.id: a for a in coding.actors}
    agency = agency_of(coding.report)
    for claim in coding.claims:
        yield claim, _root(claim, coding, actors, agency)


def _root(
    claim: Claim, coding: Coding, actors: Mapping[str, Actor], agency: tuple[str, str] | None
) -> Root:
    report = coding.report
    day = (report.published or "")[:10]
    source = actors.get(claim.source.actor or "")
    tellers = (actors.get(relay.actor or "") for relay in claim.relays)
    teller = next((actor for actor in tellers if actor is not None), None)
    if report.given and teller is not None:
        return Root(
            OriginKind.STATEMENT, teller.name, teller.side, day,
            f"given by {report.given}, which names {teller.name} as its source",
            general=teller.kind is ActorKind.STATE,
        )  # fmt: skip
    if claim.source.kind in POSTED:
        return Root(
            POSTED[claim.source.kind], report.relay or report.outlet or report.id, None, claim.id,
            "pictures or posts, without their author",
        )  # fmt: skip
    if source is not None and _speaks(source, claim):
        document = claim.source.kind is SourceKind.DOCUMENT
        return Root(
            OriginKind.DOCUMENT if document else OriginKind.STATEMENT, source.name, source.side,
            day, f"{source.name} is named as the source" + _way(claim, actors),
            general=source.kind in (ActorKind.STATE, ActorKind.UNNAMED),
        )  # fmt: skip
    outlet = report.relay or report.outlet or report.url or report.id
    kind, said = OriginKind.OUTLET, "told in the outlet's own voice"
    if agency is not None:
        outlet, kind = agency[0], OriginKind.AGENCY
        said = f"the text is the agency's, by {agency[1]}"
    if report.given:
        said = f"given by {report.given}, which names it as its source" if report.relay else (
            f"given by {report.given}, which names no source"
        )  # fmt: skip
    if source is not None and _publishes(source, claim):
        name = named(source.name) or source.name
        other = OriginKind.AGENCY if named(source.name) else OriginKind.OUTLET
        return Root(other, name, None, day, f"{source.name} is named as the outlet that told it")
    if claim.source.span is not None:
        words = " ".join(claim.source.span.text.split())
        return Root(
            kind, f"{outlet}: {words.casefold()}", None, day,
            f"{words}: no name is given, so it is {outlet}'s" + _way(claim, actors),
        )  # fmt: skip
    return Root(kind, outlet, None, day, said)


def _speaks(source: Actor, claim: Claim) -> bool:
    """Whether a source can be told apart from others of its kind: residents, police and
    officials of two reports may be two groups of people."""
    if claim.source.kind in ANONYMOUS or claim.source.kind is SourceKind.OUTLET:
        return False
    if source.kind is ActorKind.UNNAMED:
        return source.side is not None and source.affiliation is not None
    return source.kind in (ActorKind.PERSON, ActorKind.STATE) or bool(
        source.side or source.affiliation or source.kind is ActorKind.ORGANISATION
    )


def _publishes(source: Actor, claim: Claim) -> bool:
    """Whether another outlet or agency is named, whose telling this is."""
    by_outlet = claim.source.kind is SourceKind.OUTLET and not source.name.islower()
    return by_outlet and source.kind is ActorKind.ORGANISATION


def _way(claim: Claim, actors: Mapping[str, Actor]) -> str:
    """Through whom the words came to the outlet, as written."""
    through = [
        r.span.text if r.span is not None else actors[r.actor or ""].name
        for r in claim.relays
        if r.span is not None or (r.actor or "") in actors
    ]
    return f", by way of {', '.join(' '.join(n.split()) for n in through)}" if through else ""
