"""Control as the dossier shows it: each place's states over valid time and over what was known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from dateline.control.atlas import Atlas, ground_of
from dateline.control.holders import Phase
from dateline.control.parameters import shipped_parameters
from dateline.model import Coding, ControlSpan, ControlState, Judgement
from dateline.pipeline.control_rows import iso
from dateline.pipeline.territory import (
    Told,
    points_of,
    read_codings,
    rivers,
    sides_among,
    starts_from,
)
from dateline.publish.control_layer import ControlLayer, ControlPlace
from dateline.publish.labels import side_name
from dateline.publish.side_colours import side_colours
from dateline.store import ClaimantMap

MOST_STEPS = 60


def control_layer(
    codings: Sequence[Coding],
    maps: Sequence[ClaimantMap] = (),
    *,
    judgements: Sequence[Judgement] = (),
    told: Told | None = None,
) -> ControlLayer | None:
    """The layer for these codings; None where no claim speaks of control.

    What was known is sampled at the days on which reports appeared, at most 60 of them. `told`:
    what `read_codings` gives for them, where it is known.
    """
    rules = shipped_parameters()
    evidence, _ = told or read_codings(codings, judgements=judgements, parameters=rules)
    steps = _steps(codings)
    if not evidence or not steps:
        return None
    points = points_of(evidence, with_all=bool(maps))
    starts = starts_from(maps, points)
    ground = ground_of(
        evidence, points=points, starts=starts, sides=sides_among(evidence, codings, starts),
        parameters=rules, rivers=rivers(),
    )  # fmt: skip
    atlases = ground.atlases(steps)
    places = tuple(_places(steps, atlases))
    if not places:
        return None
    begins = [s.start for p in places for s in p.spans if s.start]
    names = _names(places)
    return ControlLayer(
        places=places,
        sides=tuple(sorted(names.items())),
        colours=tuple(sorted(side_colours(tuple(names)).items())),
        first=min(begins)[:10] if begins else steps[0].date().isoformat(),
        last=steps[-1].date().isoformat(),
        known_first=steps[0].date().isoformat(),
        known_last=steps[-1].date().isoformat(),
    )


def _steps(codings: Sequence[Coding]) -> list[datetime]:
    """The ends of the days on which something was published, thinned evenly."""
    stamps = (c.report.updated or c.report.published for c in codings)
    days = sorted({stamp[:10] for stamp in stamps if stamp})
    kept = days if len(days) <= MOST_STEPS else _thinned(days)
    return [datetime.fromisoformat(f"{day}T23:59:59") for day in kept]


def _thinned(days: Sequence[str]) -> list[str]:
    last = len(days) - 1
    return [days[round(n * last / (MOST_STEPS - 1))] for n in range(MOST_STEPS)]


def _places(steps: Sequence[datetime], atlases: Sequence[Atlas]) -> Iterator[ControlPlace]:
    for key, point in sorted(atlases[-1].points.items()):
        spans = tuple(_spans(key, steps, atlases))
        if any(s.state is not ControlState.UNKNOWN for s in spans):
            yield ControlPlace(
                id=point.id, name=point.name, lat=point.lat, lon=point.lon,
                country=point.country, admin1=point.admin1, spans=spans,
            )  # fmt: skip


def _spans(
    place: str, steps: Sequence[datetime], atlases: Sequence[Atlas]
) -> Iterator[ControlSpan]:
    """Rectangles of valid and known time: a history stays until a later step tells another."""
    begun = 0
    for at, atlas in enumerate(atlases):
        following = atlases[at + 1].history(place) if at + 1 < len(atlases) else None
        if following == atlas.history(place):
            continue
        known_to = None if following is None else _day(steps[at + 1])
        phases = atlas.history(place)
        told = begun > 0 or any(phase.support for phase in phases)
        known_from = _day(steps[begun]) if told else None
        for number, phase in enumerate(phases):
            end = phases[number + 1].since if number + 1 < len(phases) else None
            yield _span(phase, end, known_from, known_to)
        begun = at + 1


def _span(
    phase: Phase, end: datetime | None, known_from: str | None, known_to: str | None
) -> ControlSpan:
    settled = phase.state is ControlState.HELD
    rivals = tuple(s for s in (phase.holder, phase.challenger) if s is not None)
    return ControlSpan(
        start=iso(phase.since), end=iso(end), known_from=known_from, known_to=known_to,
        state=phase.state, controller=phase.holder if settled else None,
        confidence=phase.confidence, before=phase.former, sides=() if settled else rivals,
        claims_for=phase.support, claims_against=phase.against, why=phase.why or None,
    )  # fmt: skip


def _day(step: datetime) -> str:
    return (step - timedelta(hours=23, minutes=59, seconds=59)).date().isoformat()


def _names(places: Sequence[ControlPlace]) -> dict[str, str]:
    used = {s for p in places for x in p.spans for s in (x.controller, *x.sides, x.before) if s}
    return {side: side_name(side) for side in used}
