"""Where true contradictions of our own stories are lost: `python -m evals.contradiction_misses`.

Each that is not shown is put to the first step that loses it: a side that no claim holds; a claim
without an event; an event that says neither that it was nor that it was not; never opposed; opposed
but refused for its place, day or form; a chance below the shown one. Stories that are only measured
are not read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from dateline.fusion.chances import shipped_model
from dateline.fusion.contradict import Weighed, tellings_told, weigh_pairs
from dateline.fusion.opposed import find_oppositions
from dateline.fusion.tellings import Telling, tellings_of
from dateline.model import Coding
from dateline.pipeline.derive import derive
from evals.own_stories import (
    MENDED,
    SECOND,
    Said,
    Story,
    holds_side,
    spot_of,
    told_stories,
    words_said,
)

STAGES = (
    "no claim", "no event", "neither told nor denied", "not opposed", "refused", "low chance",
    "shown",
)  # fmt: skip
"""What loses a pair, the earliest step first."""
Side = tuple[str, tuple[int, int]]
"""A report's key and the characters of one side's words."""


class Lost(Struct, frozen=True):
    """A true pair, its step, and what was seen there."""

    story: str
    case: tuple[str, str, str, str]
    stage: str
    detail: str


class Known(Struct, frozen=True):
    """What was made of a story: claims' words, its pairs with their chances, all that is told."""

    said: Mapping[str, Said]
    weighed: Sequence[Weighed]
    every: Sequence[Telling]
    told: Mapping[str, Telling]


def find_lost(name: str, story: Story, codings: Sequence[Coding]) -> Iterator[Lost]:
    """Every true pair of a story with its step, in the order of the answers."""
    known = read_story(codings)
    texts = {r["id"]: r["text"] for r in story.reports}
    for r, left, s, right, true in story.contradictions:
        if true:
            sides = (r, spot_of(texts[r], left)), (s, spot_of(texts[s], right))
            stage, detail = find_step(sides, known)
            yield Lost(name, (r, left, s, right), stage, detail)


def read_story(codings: Sequence[Coding]) -> Known:
    """What the shipped program makes of some reports."""
    model, incidents = shipped_model(), derive(codings).incidents
    return Known(
        said=words_said(codings),
        weighed=list(weigh_pairs(codings, incidents=incidents, model=model)),
        every=[t for c in codings for t in tellings_of(c)],
        told={t.fact.event.id: t for c in codings for t in tellings_told(c)},
    )


def find_step(sides: tuple[Side, Side], known: Known) -> tuple[str, str]:
    """The step that a pair of sides reaches, and what it was between."""
    hits = [w for w in known.weighed if _is_of(w, sides, known.said)]
    if hits:
        best = max(hits, key=lambda w: w.chance)
        stage = "shown" if best.chance >= shipped_model().shown else "low chance"
        return stage, f"{best.chance:.2f} {_tell_all(best.found.a, best.found.b)} {_weights(best)}"
    claims = [{c for c, words in known.said.items() if holds_side(words, s)} for s in sides]
    if not all(claims):
        return "no claim", ""
    told = [[t for t in known.every if t.fact.claim.id in own] for own in claims]
    if not all(told):
        return "no event", " // ".join(_tell_all(*own) or "nothing" for own in told)
    sure = [[t for t in own if t.fact.event.id in known.told] for own in told]
    if not all(sure):
        return "neither told nor denied", " // ".join(_tell_all(*own) for own in told)
    forms = [o.form for a in sure[0] for b in sure[1] for o in find_oppositions(a, b)]
    detail = " // ".join(_tell_all(*own) for own in sure)
    return ("refused" if forms else "not opposed"), f"{' '.join(forms)} {detail}"


def _is_of(pair: Weighed, sides: tuple[Side, Side], said: Mapping[str, Said]) -> bool:
    claims = [said[t.fact.claim.id] for t in (pair.found.a, pair.found.b)]
    ways = (claims, claims[::-1])
    return any(all(holds_side(c, s) for c, s in zip(way, sides, strict=True)) for way in ways)


def _weights(pair: Weighed) -> str:
    """What speaks against the pair and for it, in logits."""
    weights = shipped_model().weights
    parts = {n: round(v * weights.get(n, 0.0), 2) for n, v in pair.features.items()}
    return str(sorted(parts.items(), key=lambda part: part[1]))


def _tell_all(*told: Telling) -> str:
    return ", ".join(map(_tell, told))


def _tell(telling: Telling) -> str:
    fact = telling.fact
    mark = "+" if telling.affirmed else "-" if telling.denied else "?"
    places = ",".join(s.called for s in telling.spots)
    carried = f"({telling.carried.called})" if telling.carried else "no place"
    doers = ",".join(sorted(fact.sides)) or ",".join(sorted(fact.doers)) or fact.camp
    return (
        f"[{mark}{fact.event.type} “{fact.event.trigger.text}” by {doers} at {places or carried}"
        f" {fact.event.time.earliest or '?'} ({fact.event.time.basis.value}), {fact.source}:"
        f" {fact.claim.stance.value}]"
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
