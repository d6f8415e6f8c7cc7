"""What follows from all claims of a ledger: origins, incidents, contradictions, revisions.

Derived, never edited: computed anew from codings and judgements, in any order of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.model import (
    Claim,
    Coding,
    Contradiction,
    Incident,
    IncidentKind,
    Judgement,
    Origin,
    given_sets,
)

UNNAMED = "the outlet"
"""How a source is called that has no name."""

if TYPE_CHECKING:
    from dateline.pipeline.learning import Learned


class Derived(Struct, frozen=True, kw_only=True):
    """Origins, incidents, and contradictions within reports and across them."""

    origins: tuple[Origin, ...]
    incidents: tuple[Incident, ...]
    contradictions: tuple[Contradiction, ...]


class OriginRow(Struct, frozen=True, kw_only=True):
    """An origin, and the reports that carry it."""

    id: str
    kind: str
    name: str
    side: str | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    why: tuple[str, ...]


class IncidentRow(Struct, frozen=True, kw_only=True):
    """An incident with its corroboration: independent origins, never reports. `kind`: one deed, a
    count of many, or a situation; `purity`: how likely its loosest sure event is of it;
    `doubtful`: events that are less sure, and count towards no corroboration.

    `against_interest`: origins that speak against their own side's interest; `given`: the data
    sets whose coders' rows are among its claims.
    """

    id: str
    type: str
    place: str | None
    earliest: str | None
    latest: str | None
    date_prec: int | None
    events: tuple[str, ...]
    claims: tuple[str, ...]
    reports: int
    origins: tuple[str, ...]
    sides: tuple[str, ...]
    against_interest: tuple[str, ...]
    why: tuple[str, ...]
    kind: str
    purity: float
    doubtful: tuple[str, ...]
    given: tuple[str, ...] = ()


class ContradictionRow(Struct, frozen=True, kw_only=True):
    """Two claims that cannot both hold, with their words and sources. `score`: how likely it
    is one; `perhaps`: it is below what is shown unasked."""

    kind: str
    why: str
    score: float
    perhaps: bool
    claim: str
    source: str
    content: str
    other: str
    other_source: str
    other_content: str
    reports: tuple[str, ...]


class RevisionRow(Struct, frozen=True, kw_only=True):
    """One claim's fate from a version of a page to the next."""

    earlier: str
    later: str
    change: str
    claim: str | None
    became: str | None
    content: str


def derive(
    codings: Sequence[Coding],
    judgements: Sequence[Judgement] = (),
    *,
    learned: Learned | None = None,
) -> Derived:
    """Everything that follows from these codings; `learned`: how scores are to be read.

    What was judged wrong is left out. A page that was fetched again with the same words is one
    telling, with the first.
    """
    from dateline.fusion.carried import carried_claims
    from dateline.fusion.contradict import contradictions_of
    from dateline.fusion.facts import facts_of
    from dateline.fusion.incidents import incidents_of
    from dateline.fusion.origins import origins_of
    from dateline.fusion.versions import editions
    from dateline.pipeline.learning import model_of, weights_of
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import rulings_of, standing

    wrong = rulings_of(judgements).wrong
    codings = with_shared_names(standing(codings, judgements))
    ordered = sorted(codings, key=lambda c: (c.report.published or "~", c.report.id))
    again = editions(ordered)
    tellings = [c for c in ordered if c.report.id not in again]
    facts = [fact for coding in tellings for fact in facts_of(coding)]
    carried = carried_claims(ordered)
    origins = origins_of(ordered, carried=carried)
    incidents = incidents_of(
        facts, origins=origins, carried=carried, judgements=judgements,
        weights=weights_of(learned),
    )  # fmt: skip
    return Derived(
        origins=origins,
        incidents=incidents,
        contradictions=tuple(
            found
            for found in contradictions_of(tellings, incidents=incidents, model=model_of(learned))
            if found.id not in wrong
        ),
    )


def origin_rows(codings: Sequence[Coding], derived: Derived) -> Iterator[OriginRow]:
    """Origins, the most widely carried first."""
    owner = _owners(codings)
    rows = [
        OriginRow(
            id=o.id, kind=o.kind.value, name=o.name, side=o.side, claims=o.claims,
            reports=tuple(sorted({owner[c].report.id for c in o.claims})), why=o.why,
        )
        for o in derived.origins
    ]  # fmt: skip
    yield from sorted(rows, key=lambda r: (-len(r.reports), -len(r.claims), r.name, r.id))


def incident_rows(
    codings: Sequence[Coding],
    derived: Derived,
    *,
    of: str | None = None,
    situations: bool = False,
) -> Iterator[IncidentRow]:
    """Incidents by time, the undated last; with `of` those that rest on one report too; with
    `situations` what goes on for long or over an area, in their stead. Places are called as the
    reports mostly write them."""
    owner = _owners(codings)
    names = {o.id: name_of_origin(o) for o in derived.origins}
    from dateline.publish.shown_names import most_used_names

    places = {t.place.id: t.place.name for c in codings for t in c.toponyms if t.place}
    places |= most_used_names(codings)
    ordered = sorted(derived.incidents, key=lambda i: (i.time.earliest or "~", i.id))
    for found in ordered:
        if (found.kind is IncidentKind.SITUATION) is not situations:
            continue
        if of is not None and all(owner[c].report.id != of for c in found.claims):
            continue
        told_in = [owner[c] for c in found.claims]
        yield incident_row(
            found, reports=len({coding.report.id for coding in told_in}),
            given=names_of_sets(told_in), names=names, places=places,
        )  # fmt: skip


def incident_row(
    found: Incident, *, reports: int, given: tuple[str, ...], names: Mapping[str, str],
    places: Mapping[str, str],
) -> IncidentRow:  # fmt: skip
    """The row of an incident; `names`: of origins, `places`: of places, by id."""
    return IncidentRow(
        id=found.id, type=found.type,
        place=places.get(found.place or "", found.called or found.place),
        earliest=found.time.earliest, latest=found.time.latest, date_prec=found.time.date_prec,
        events=found.events, claims=found.claims, reports=reports,
        origins=tuple(names[o] for o in found.origins), sides=found.sides,
        against_interest=tuple(names[o] for o in found.against_interest), why=found.why,
        kind=found.kind.value, purity=found.purity, doubtful=found.doubtful, given=given,
    )  # fmt: skip


def names_of_sets(codings: Iterable[Coding]) -> tuple[str, ...]:
    """The names of the data sets that some codings have rows of."""
    return tuple(known.name for known in given_sets(codings))


def name_of_origin(origin: Origin) -> str:
    """How an origin is called in a row."""
    return f"{origin.name} ({origin.kind.value})"


def contradiction_rows(
    codings: Sequence[Coding], derived: Derived, *, perhaps: bool = False
) -> Iterator[ContradictionRow]:
    """Contradictions, the likeliest first; `perhaps`: those that only may be one too."""
    shown = [found for found in derived.contradictions if perhaps or not found.perhaps]
    wanted = {claim for found in shown for claim in found.claims}
    told = {
        claim.id: (source_name(claim, coding), words(claim), coding.report.id)
        for coding in codings
        for claim in coding.claims
        if claim.id in wanted
    }
    for found in sorted(shown, key=lambda c: (-c.score, c.claims)):
        yield contradiction_row(found, told)


def contradiction_row(
    found: Contradiction, told: Mapping[str, tuple[str, str, str]]
) -> ContradictionRow:
    """The row of a contradiction; `told`: source, words and report of each claim."""
    (source, content, report), (other, said, elsewhere) = (told[c] for c in found.claims)
    return ContradictionRow(
        kind=found.kind.value, why=found.why, score=found.score, perhaps=found.perhaps,
        claim=found.claims[0], source=source, content=content,
        other=found.claims[1], other_source=other, other_content=said,
        reports=tuple(dict.fromkeys((report, elsewhere))),
    )  # fmt: skip


def revision_rows(codings: Sequence[Coding]) -> Iterator[RevisionRow]:
    """What later versions of pages added, changed and dropped; `unchanged` where nothing was."""
    from dateline.fusion.versions import revisions

    claims = {c.id: c for coding in codings for c in coding.claims}
    for found in revisions(codings):
        fates: list[tuple[str, str | None, str | None]] = [
            *(("changed", a, b) for a, b in found.changed),
            *(("dropped", a, None) for a in found.dropped),
            *(("added", None, b) for b in found.added),
        ]
        for change, before, after in fates or [("unchanged", None, None)]:
            told = claims.get(after or before or "")
            yield RevisionRow(
                earlier=found.earlier, later=found.later, change=change, claim=before,
                became=after, content=words(told) if told is not None else "",
            )  # fmt: skip


def source_name(claim: Claim, coding: Coding) -> str:
    """A claim's source by name, or as written, or the outlet."""
    actor = next((a for a in coding.actors if a.id == claim.source.actor), None)
    if actor is not None:
        return actor.name
    if claim.source.span is not None:
        return claim.source.span.text
    return coding.report.outlet or UNNAMED


def words(claim: Claim) -> str:
    """A claim's content as written."""
    return " … ".join(span.text for span in claim.content)


def _owners(codings: Sequence[Coding]) -> dict[str, Coding]:
    return {claim.id: coding for coding in codings for claim in coding.claims}
