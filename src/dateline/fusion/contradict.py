"""Contradictions: pairs of claims about one proposition that cannot both hold.

Opposed pairs are proposed from the coded events (`proposals`, `opposed`), never from words
alone; a fitted model (`chances`) says how likely each is one. What is surer than the shown
precision is shown, the rest stands under `perhaps`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from dateline.fusion.bare_denials import find_bare_denials
from dateline.fusion.chances import ChanceModel, shipped_model
from dateline.fusion.opposed import Opposition, deny_bare, find_oppositions
from dateline.fusion.pair_features import features_of, levels_of
from dateline.fusion.proposals import is_told, propose_pairs, says_how_it_is
from dateline.fusion.reasons import tell_reason
from dateline.fusion.tellings import Telling, tellings_of
from dateline.model import Coding, Contradiction, Incident, IncidentKind


class Weighed(Struct, frozen=True, eq=False):
    """An opposed pair with what is known of it."""

    found: Opposition
    levels: dict[str, str]
    features: dict[str, float]
    chance: float


def contradictions_of(
    codings: Iterable[Coding],
    *,
    incidents: Sequence[Incident] = (),
    model: ChanceModel | None = None,
) -> tuple[Contradiction, ...]:
    """Contradictions within the reports and across them, in the order of the codings.

    One a pair of claims: the likeliest. Across reports one source's same telling is one
    position, by its first claim, however many reports carry it.
    """
    model = model or shipped_model()
    return likeliest_of(weigh_pairs(codings, incidents=incidents, model=model), model)


def likeliest_of(pairs: Iterable[Weighed], model: ChanceModel) -> tuple[Contradiction, ...]:
    """The likeliest of each pair of claims, in the order of their texts, whatever the order in
    which pairs come."""
    best: dict[tuple[str, str], Weighed] = {}
    for pair in pairs:
        key = (pair.found.a.fact.claim.id, pair.found.b.fact.claim.id)
        key = min(key, key[::-1])
        known = best.get(key)
        if pair.chance >= model.perhaps and (known is None or _rank(pair) < _rank(known)):
            best[key] = pair
    return tuple(_record(pair, model) for pair in sorted(best.values(), key=_in_text))


def _rank(pair: Weighed) -> tuple[object, ...]:
    """What goes before of two oppositions of one pair of claims: the likelier."""
    found = pair.found
    places = (_place_in_text(t) for t in (found.a, found.b))
    return -pair.chance, *places, found.kind, found.form


def _in_text(pair: Weighed) -> list[tuple[str, str, int, str]]:
    return sorted(map(_place_in_text, (pair.found.a, pair.found.b)))


def weigh_pairs(
    codings: Iterable[Coding], *, incidents: Sequence[Incident] = (), model: ChanceModel
) -> Iterator[Weighed]:
    """Every opposed pair that may be about one proposition, with its chance."""
    incident_of = single_incidents(incidents)
    by_report = [(c, tellings_told(c)) for c in codings]
    tellings = _without_copies(t for _, told in by_report for t in told)
    yield from weigh_tellings(by_report, tellings, incident_of=incident_of, model=model)


def single_incidents(incidents: Iterable[Incident]) -> dict[str, str]:
    """The incident that each event counts as one of: what goes on for long is not one occurrence,
    and says of no two tellings that they are of the same."""
    counted = (i for i in incidents if i.kind is not IncidentKind.SITUATION)
    return {event: i.id for i in counted for event in i.events}


def weigh_tellings(
    by_report: Sequence[tuple[Coding, Sequence[Telling]]],
    tellings: Sequence[Telling],
    *,
    incident_of: Mapping[str, str],
    model: ChanceModel,
    about: Container[str] | None = None,
) -> Iterator[Weighed]:
    """Every opposed pair of these tellings, which are no copies of others, and every denial
    without a deed in these reports. `about`: only pairs that touch one of these reports."""
    opposed = _opposed(tellings, incident_of, about)
    for found in chain(opposed, _bare(by_report, tellings)):
        levels = levels_of(found)
        if levels is not None:
            features = features_of(found, levels, incident_of=incident_of)
            yield Weighed(found, levels, features, model.chance(features))


def _opposed(
    tellings: Sequence[Telling], incident_of: Mapping[str, str], about: Container[str] | None
) -> Iterator[Opposition]:
    for a, b in propose_pairs(tellings, incident_of=incident_of, about=about):
        yield from find_oppositions(a, b)


def _bare(
    by_report: Sequence[tuple[Coding, Sequence[Telling]]], kept: Sequence[Telling]
) -> Iterator[Opposition]:
    """Denials without a deed, against what was told before them; copies are left out."""
    first = {id(t) for t in kept}
    for coding, told in by_report:
        for a, b in find_bare_denials(coding, told):
            if id(a) in first or not a.fact.event.id:
                yield deny_bare(a, b)


def tellings_told(coding: Coding) -> list[Telling]:
    """What a report tells, without what a caption says that its text says too; of what is told
    twice by one voice the second only where it alone says who did it."""
    every = tellings_of(coding)
    faceless = {t.fact.event.id for t in every if t.fact.faceless}
    told = [t for t in every if is_told(t) or _adds_doer(t, faceless)]
    texts = {_content(t) for t in told if not t.fact.captioned}
    return [t for t in told if not (t.fact.captioned and _content(t) in texts)]


def _adds_doer(telling: Telling, faceless: Container[str]) -> bool:
    fact = telling.fact
    return says_how_it_is(telling) and not fact.faceless and fact.event.same_as in faceless


def _content(telling: Telling) -> tuple[object, ...]:
    """What is told of whom and where, whatever the words and the source."""
    fact = telling.fact
    return fact.event.type, fact.denied, fact.sides, frozenset(s.name for s in telling.spots)


def _without_copies(tellings: Iterable[Telling]) -> list[Telling]:
    """The first of each source's same tellings; those of one report stay, each by itself."""
    first: dict[tuple[object, ...], str] = {}
    return [t for t in tellings if first.setdefault(position_of(t), t.fact.report) == t.fact.report]


def position_of(telling: Telling) -> tuple[object, ...]:
    """What is told and by whom: a hundred reports of one source's words take one position."""
    fact = telling.fact
    return fact.source.casefold(), fact.source_side, *fact.signature


def _record(pair: Weighed, model: ChanceModel) -> Contradiction:
    found = pair.found
    a, b = sorted((found.a, found.b), key=_place_in_text)
    return Contradiction(
        claims=(a.fact.claim.id, b.fact.claim.id),
        kind=found.kind,
        why=tell_reason(found, pair.levels),
        events=tuple(t.fact.event.id for t in (a, b) if t.fact.event.id),
        score=round(pair.chance, 3),
        perhaps=pair.chance < model.shown,
    )


def _place_in_text(telling: Telling) -> tuple[str, str, int, str]:
    fact = telling.fact
    return fact.published or "~", fact.report, telling.at, fact.event.id
