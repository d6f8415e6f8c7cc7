"""The record of an incident from its deeds: what, where, when, by how many origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.fusion.deeds import Deed
from dateline.fusion.facts import Fact
from dateline.fusion.independence import independent
from dateline.fusion.linkage import Link
from dateline.fusion.situations import most_precise, name_type, part_of, where_told
from dateline.model import (
    Incident,
    IncidentKind,
    Origin,
    content_id,
)


def incident_of(
    deeds: Sequence[Deed],
    of_claim: Mapping[str, Origin],
    *,
    doubtful: Sequence[Deed] = (),
    purity: float = 1.0,
    why: Iterable[Link] = (),
) -> Incident:
    """The incident that these deeds are, and what may be of it; `of_claim`: origins by claim."""
    found = list({d.id: d.fact for d in sorted(deeds, key=lambda d: d.key)}.values())
    sure = {f.event.id for f in found}
    loose = {d.id: d.fact for d in doubtful if d.id not in sure}
    members = sorted([*sure, *loose])
    claims = sorted({f.claim.id for f in (*found, *loose.values())})
    counting = {f.claim.id for f in found}
    origins = {of_claim[c].id: of_claim[c] for c in sorted(counting) if c in of_claim}
    kind = deeds[0].kind
    place, called = where_told([part_of(d) for d in deeds])
    against = {of_claim[f.claim.id].id for f in found if f.claim.id in of_claim and _against(f)}
    counted = kind is not IncidentKind.SITUATION
    return Incident(
        id=content_id("inc", kind.value, place or called, *members),
        type=name_type((d.fact.event.type for d in deeds), deeds[0].family),
        events=tuple(members), claims=tuple(claims), place=place,
        time=most_precise((f.event.id, f.event.time) for f in found),
        origins=independent(origins.values()) if counted else (),
        against_interest=tuple(sorted(against)) if counted else (),
        sides=tuple(sorted({o.side for o in origins.values() if o.side})),
        why=tuple(sorted(f"{x.a} = {x.b}: {x.chance:.2f}: {'; '.join(x.why)}" for x in why)),
        kind=kind, purity=purity, doubtful=tuple(sorted(loose)), called=called,
    )  # fmt: skip


def _against(fact: Fact) -> bool:
    """Whether the source tells of its own side's loss or wrong."""
    side = fact.source_side
    if side is None or not fact.affirmed:
        return False
    if fact.is_a(("territory.left", "force.lost", "force.captured")):
        return side in fact.sides or side in fact.targets
    if fact.is_a(("territory.taken",)):
        return side not in fact.sides and bool(fact.sides)
    return fact.is_a(("civilians", "damage", "strike")) and side in fact.sides
