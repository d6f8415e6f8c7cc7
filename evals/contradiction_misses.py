"""Where true contradictions of our own stories are lost: `python -m evals.contradiction_misses`.

Each that is not shown is put to the first step that loses it: a side that no claim holds; a claim
without an event; an event that says neither that it was nor that it was not; never opposed; opposed
but refused for its place, day or form; a chance below the shown one. `kept` stories are not read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.fusion.chances import shipped_model
from dateline.fusion.contradict import (
    _bare,
    _without_copies,
    tellings_told,
    weigh_pairs,
)
from dateline.fusion.opposed import find_oppositions
from dateline.fusion.pair_features import levels_of
from dateline.fusion.tellings import Telling, tellings_of
from dateline.model import Coding
from dateline.pipeline.derive import derive
from evals.own_stories import MENDED, SECOND, Story, _holds, spot_of, told_stories, words_said

STAGES = (
    "no claim", "no event", "neither told nor denied", "not opposed", "never met", "refused",
    "low chance", "shown",
)  # fmt: skip
"""What loses a pair, the earliest step first."""


class Lost(Struct, frozen=True):
    """A true pair, its step, and what was seen there."""

    story: str
    case: tuple[str, str, str, str]
    stage: str
    detail: str


def find_lost(name: str, story: Story, codings: Sequence[Coding]) -> Iterator[Lost]:
    """Every true pair of a story with its step, in the order of the answers."""
    said, model = words_said(codings), shipped_model()
    texts = {r["id"]: r["text"] for r in story.reports}
    incidents = derive(codings).incidents
    every = [t for c in codings for t in tellings_of(c)]
    by_report = [(c, tellings_told(c)) for c in codings]
    told = {t.fact.event.id: t for _, ts in by_report for t in ts}
    kept = _without_copies(t for _, ts in by_report for t in ts)
    bare = list(_bare(by_report, kept))
    weighed = list(weigh_pairs(codings, incidents=incidents, model=model))
    for r, left, s, right, true in story.contradictions:
        if not true:
            continue
        sides = (r, spot_of(texts[r], left)), (s, spot_of(texts[s], right))
        case = (r, left, s, right)
        hits = []
        for w in weighed:
            a, b = (said[t.fact.claim.id] for t in (w.found.a, w.found.b))
            for way in ((a, b), (b, a)):
                if all(_holds(c, x) for c, x in zip(way, sides, strict=True)):
                    hits.append(w)
        if hits:
            best = max(hits, key=lambda w: w.chance)
            stage = "shown" if best.chance >= model.shown else "low chance"
            parts = sorted(
                ((n, round(v * model.weights.get(n, 0), 2)) for n, v in best.features.items()),
                key=lambda p: p[1],
            )
            yield Lost(name, case, stage, f"{best.chance:.2f} {best.found.form} {_told(best.found.a)} // {_told(best.found.b)} {parts}")
            continue
        claims = [
            [k for c in codings for k in c.claims if _holds(said[k.id], side)] for side in sides
        ]
        if not all(claims):
            yield Lost(name, case, "no claim", f"{[len(c) for c in claims]}")
            continue
        tells = [[t for t in every if t.fact.claim.id in {k.id for k in ks}] for ks in claims]
        if not all(tells):
            detail = "; ".join(
                " / ".join(f"<{k.source.kind.value if hasattr(k.source,'kind') else ''} {k.stance.value}> {k.content[0].text}" for k in ks) if not t else "ok"
                for t, ks in zip(tells, claims, strict=True)
            )
            yield Lost(name, case, "no event", detail)
            continue
        sure = [[told[t.fact.event.id] for t in ts if t.fact.event.id in told] for ts in tells]
        if not all(sure):
            detail = " // ".join(", ".join(map(_told, t)) for t in tells)
            yield Lost(name, case, "neither told nor denied", detail)
            continue
        found = [o for a in sure[0] for b in sure[1] for o in find_oppositions(a, b)]
        found += [o for o in bare if {o.a.fact.claim.id, o.b.fact.claim.id} <= {t.fact.claim.id for ts in sure for t in ts}]
        detail = " // ".join(", ".join(map(_told, t)) for t in sure)
        if not found:
            yield Lost(name, case, "not opposed", detail)
            continue
        levels = [levels_of(o) for o in found]
        stage = "refused" if not any(levels) else "never met"
        yield Lost(name, case, stage, f"{[o.form for o in found]} {detail}")


def _told(t: Telling) -> str:
    f = t.fact
    days = f.event.time
    mark = "+" if t.affirmed else "-" if t.denied else "?"
    places = ",".join(s.called for s in t.spots) or (f"({t.carried.called})" if t.carried else "no place")
    return (
        f"[{mark}{f.event.type} “{f.event.trigger.text}” {f.event.auxiliary.value}/{f.event.aspect.value if f.event.aspect else None}"
        f" by {sorted(f.sides) or f.camp} on {sorted(f.targets)} at {places} {days.earliest or '?'} ({days.basis.value})"
        f" src {f.source}/{f.source_side} {f.claim.stance.value} q={[(q.of.value, q.best) for q in f.event.quantities]}]"
    )


def main() -> None:
    """Prints the steps with their counts, then a line a lost pair."""
    lost = [x for told in told_stories(MENDED, SECOND) for x in find_lost(*told)]
    counted = Counter(x.stage for x in lost)
    lines = [f"{counted[stage]:4d}  {stage}" for stage in STAGES if counted[stage]]
    for x in sorted(lost, key=lambda x: (STAGES.index(x.stage), x.story)):
        if x.stage != "shown":
            lines.append(f"{x.stage} | {x.story} | {' | '.join(x.case)} | {x.detail}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
