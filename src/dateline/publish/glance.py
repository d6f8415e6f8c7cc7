"""The dossier's first lines: what is told best, and what changed hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log2, log10

import msgspec
from msgspec import Struct

from dateline.model import (
    Auxiliary,
    Certainty,
    ControlSpan,
    ControlState,
    Event,
    Incident,
    IncidentKind,
    PlaceRole,
    QuantityOf,
    Scope,
)
from dateline.publish.control_layer import ControlLayer, ControlPlace
from dateline.publish.dates import day_words, spoken
from dateline.publish.disputes import Point, disputed
from dateline.publish.face import say
from dateline.publish.labels import label, side_name
from dateline.publish.views import ClaimView, EventView, Views

Told = tuple[Incident, list[tuple[ClaimView, EventView | None]]]
"""An incident, with its claims that say it happened."""
_BESIDE = frozenset({PlaceRole.NEAR, PlaceRole.TOWARDS, PlaceRole.BESIDE})
_CHANGES = 6
_NAMES = 5


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/glance.yaml`."""

    lines: int
    purity: float
    corroborated: int
    last: tuple[str, ...]
    weights: dict[str, float]
    count: float
    sides: float
    dead: float


class Line(Struct, frozen=True, kw_only=True):
    """An incident, by its `id`, in one line.

    `sides`: those of its sources; `dispute`: number of the point on which it is contradicted;
    `against`: how many speak against their own side's interest; `firm`: whether anyone tells it
    without hedges.
    """

    id: str
    what: str
    who: str | None
    place: str | None
    day: str
    words: ClaimView
    origins: int
    reports: int
    sides: tuple[str, ...]
    against: int
    dispute: int | None
    firm: bool
    claims: tuple[int, ...] = ()


class Change(Struct, frozen=True, kw_only=True):
    """Places that came under one holder on one day. `by`: the holder, or those who contest it;
    `before`: who held them, as far as known; `known`: since when the ledger knows."""

    day: str
    iso: str
    state: ControlState
    by: str
    before: str | None
    names: tuple[str, ...]
    more: int
    known: str
    words: ClaimView | None
    claims: tuple[int, ...] = ()


def lines_of(views: Views, points: Sequence[Point]) -> list[Line]:
    """The surest incidents, by independent origins, sides and weight of the deed."""
    rules = _rules()
    events = {e.event.id: e for c in views.claims for e in c.events}
    langs = Counter(r.coding.report.lang for r in views.reports)
    usual = langs.most_common(1)[0][0] if langs else None
    placed = _placed(views)
    told = [
        (i, own)
        for i in views.incidents
        if _belongs(i, rules)
        and _stands_at(i, events, views, placed, alone=len(i.origins) < rules.corroborated)
        and (own := _own(i, events, views))
    ]
    ranked = sorted(told, key=lambda pair: _rank(pair[0], events, rules))
    at = disputed(points)
    shown = _without_twins(ranked, most=rules.lines)
    return [_line(incident, own, views, at, lang=usual) for incident, own in shown]


def _placed(views: Views) -> dict[str, set[str]]:
    """What each toponym is a name of: the gazetteer's id, and its own words."""
    return {
        t.id: {t.text.casefold(), *((t.place.id,) if t.place is not None else ())}
        for r in views.reports
        for t in r.coding.toponyms
    }


def _stands_at(
    incident: Incident,
    events: Mapping[str, EventView],
    views: Views,
    placed: Mapping[str, set[str]],
    *,
    alone: bool,
) -> bool:
    """Whether its place is where the deed was, not only near it or ahead of it: "villages retaken
    as its forces near Kherson" is no taking of Kherson. What is told by one origin `alone` must be
    placed there by words of its own, and firmly: "destroyed it to cover the retreat" is no retreat
    from the bridge.
    """
    names = {n.casefold() for n in (incident.place, incident.called) if n is not None}
    if incident.place is not None:
        names.add(incident.place)
    sure = (events[i].event for i in incident.events if i not in incident.doubtful and i in events)
    told = [(e, _roles_at(e, names, placed)) for e in sure]
    roles = {role for _, found in told for role in found}
    if roles and roles <= _BESIDE:
        return False
    firm = (e for e, found in told if set(found) - _BESIDE and _is_firm_in(e, views))
    return not alone or not names or any(True for _ in firm)


def _roles_at(
    event: Event, names: Collection[str], placed: Mapping[str, set[str]]
) -> list[PlaceRole]:
    """What the place is to a deed, by each of the deed's words for it."""
    roles = {p.toponym: p.role for p in event.places}
    if not event.places:
        roles = dict.fromkeys(event.toponyms, PlaceRole.AT)
    return [role for key, role in roles.items() if not placed.get(key, set()).isdisjoint(names)]


def _is_firm_in(event: Event, views: Views) -> bool:
    at = views.by_id.get(event.claim)
    return at is not None and _firm(views.claims[at])


def _without_twins(ranked: Sequence[Told], *, most: int) -> list[Told]:
    """The first of what one place saw in one kind of deed on one day; so many at most."""
    kept: list[Told] = []
    for told in ranked:
        if len(kept) == most:
            break
        if not any(_are_twins(told[0], other) for other, _ in kept):
            kept.append(told)
    return kept


def _are_twins(a: Incident, b: Incident) -> bool:
    if a.place is None or a.place != b.place or a.kind is not b.kind:
        return False
    if a.type.partition(".")[0] != b.type.partition(".")[0]:
        return False
    (first, until), (begin, end) = a.time.bounds(), b.time.bounds()
    if first is None or until is None or begin is None or end is None:
        return False
    return first <= end and begin <= until


def _belongs(incident: Incident, rules: Rules) -> bool:
    """Whether it is one thing, surely, and of the conflict's course."""
    if incident.kind is IncidentKind.SITUATION or incident.purity < rules.purity:
        return False
    return not any(_is_under(incident.type, code) for code in rules.last)


def _own(
    incident: Incident, events: Mapping[str, EventView], views: Views
) -> list[tuple[ClaimView, EventView | None]]:
    """The incident's claims that say it happened, each with its event."""
    own = {e.claim: e for i in incident.events if (e := events.get(i))}
    exact = {c for c, e in own.items() if e.event.type == incident.type}
    claims = [views.by_id[c] for c in incident.claims if c in views.by_id]
    return [
        (views.claims[c], own.get(c))
        for c in claims
        if (c in exact or not exact)
        and ((e := own.get(c)) is None or e.event.auxiliary is Auxiliary.ASSERTED)
    ]


def _rank(
    incident: Incident, events: Mapping[str, EventView], rules: Rules
) -> tuple[bool, float, int, str, str]:
    """What several origins tell first; then origins, sides and consequence, the heaviest first."""
    code = max((c for c in rules.weights if _is_under(incident.type, c)), key=len, default="")
    weight = rules.weights.get(code, 1.0)
    if incident.kind is IncidentKind.COUNT:
        weight = min(weight, rules.count)
    told = weight * log2(1 + len(incident.origins))
    several = rules.sides * max(0, len(incident.sides) - 1)
    dead = rules.dead * log10(1 + _killed(incident, events))
    alone = len(incident.origins) < rules.corroborated
    return (alone, -(told + several + dead), -len(incident.claims),
            incident.time.earliest or "~", incident.id)  # fmt: skip


def _killed(incident: Incident, events: Mapping[str, EventView]) -> float:
    """The middle one of the numbers of dead that its sure tellings give."""
    found = sorted(
        number
        for i in incident.events
        if i not in incident.doubtful and (e := events.get(i))
        for q in e.event.quantities
        if q.of is QuantityOf.KILLED and q.scope in (None, Scope.INCIDENT)
        and (number := q.best if q.best is not None else q.low) is not None
    )  # fmt: skip
    return found[len(found) // 2] if found else 0.0


def _is_under(code: str, root: str) -> bool:
    return code == root or code.startswith(root + ".")


def _line(
    incident: Incident,
    own: Sequence[tuple[ClaimView, EventView | None]],
    views: Views,
    at: Mapping[int, int],
    *,
    lang: str | None,
) -> Line:
    claims = [views.by_id[c] for c in incident.claims if c in views.by_id]
    found = sorted(at[c] for c in claims if c in at)
    foreign = {r.anchor for r in views.reports if r.coding.report.lang != lang}
    return Line(
        id=incident.id,
        what=label("event", incident.type),
        who=_agreed(n for c, e in own if e and _firm(c) for n in e.who[:1] if not n.islower()),
        place=_place(incident, views),
        day=spoken(incident.time),
        words=min(own, key=lambda p: (views.reports[p[0].report].anchor in foreign, *_clarity(*p)))[
            0
        ],
        origins=max(1, len(incident.origins)),
        reports=len({views.claims[c].report for c in claims}),
        sides=tuple(side_name(s) for s in incident.sides),
        against=len(incident.against_interest),
        dispute=found[0] if found else None,
        firm=any(_firm(c) for c, _ in own),
        claims=tuple(claims),
    )


def _clarity(view: ClaimView, event: EventView | None) -> tuple[bool, bool, bool, int]:
    """Firm words before hedged, those that are about the event, sentences before scraps."""
    main = event is not None and event.event.main
    return (not _firm(view), not main, not 40 <= len(view.quote) <= 180, len(view.quote))


def _firm(view: ClaimView) -> bool:
    return view.claim.certainty is Certainty.CERTAIN and not view.claim.hedges


def _agreed(names: Iterable[str]) -> str | None:
    """The name that more than half of the tellings give."""
    counted = Counter(names)
    if not counted:
        return None
    name, times = counted.most_common(1)[0]
    return name if 2 * times > sum(counted.values()) else None


def _place(incident: Incident, views: Views) -> str | None:
    names = (v.place.name for v in views.places if v.place.id == incident.place)
    return next(names, incident.called)


@cache
def _rules() -> Rules:
    data = (files("dateline.publish") / "data" / "glance.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Rules)


def changes_of(layer: ControlLayer, views: Views) -> list[Change]:
    """What changed hands, by day and holder, as known at the end; the last of them first."""
    groups: dict[tuple[str, str, str, str | None], list[tuple[ControlPlace, ControlSpan]]] = {}
    for place in layer.places:
        known = [s for s in place.spans if s.known_to is None]
        for before, span in zip([None, *known], known, strict=False):
            if span.start is None or span.state is ControlState.UNKNOWN:
                continue
            key = (span.start[:10], span.state, _by(span, layer), _before(before, span, layer))
            groups.setdefault(key, []).append((place, span))
    told = Counter(v.place.id for v in views.places for _ in v.claims)
    ordered = sorted(groups.items(), key=lambda g: (g[0][0], -len(g[1])), reverse=True)
    newest = sorted(ordered[:_CHANGES], key=lambda g: g[0][0], reverse=True)
    return [_change(key, held, views, told) for key, held in newest]


def _change(
    key: tuple[str, str, str, str | None],
    held: Sequence[tuple[ControlPlace, ControlSpan]],
    views: Views,
    told: Mapping[str, int],
) -> Change:
    iso, state, by, before = key
    ranked = sorted(held, key=lambda pair: (-told.get(pair[0].id, 0), pair[0].name))
    claims = [views.by_id[c] for _, s in ranked for c in s.claims_for if c in views.by_id]
    return Change(
        day=day_words(iso), iso=iso, state=ControlState(state), by=by, before=before,
        names=tuple(place.name for place, _ in ranked[:_NAMES]),
        more=max(0, len(ranked) - _NAMES),
        known=max((s.known_from or "" for _, s in ranked), default="")[:10],
        words=views.claims[claims[0]] if claims else None,
        claims=tuple(dict.fromkeys(claims)),
    )  # fmt: skip


def _by(span: ControlSpan, layer: ControlLayer) -> str:
    names = dict(layer.sides)
    sides = [span.controller] if span.controller else list(span.sides)
    return say(" and ").join(names.get(s, s) for s in sides if s)


def _before(earlier: ControlSpan | None, span: ControlSpan, layer: ControlLayer) -> str | None:
    """Who held it before: the former holder of one that is held, else whose it just was."""
    if span.controller and span.before:
        return dict(layer.sides).get(span.before, span.before)
    if earlier is None or earlier.state is ControlState.UNKNOWN:
        return None
    return _by(earlier, layer) or None
