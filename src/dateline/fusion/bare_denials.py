"""Denials that name no deed: "Russia denies the claim". Their object is the clause before.

Each becomes a telling of an empty code, so that it is weighed like any other; the stub of an
event that it carries is never stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dateline.fusion.contrast import find_marks, is_said_untruly
from dateline.fusion.facts import Fact, name_source
from dateline.fusion.tellings import Telling, find_block, head_of
from dateline.model import (
    UNKNOWN_INTERVAL,
    Auxiliary,
    Claim,
    Codes,
    Coding,
    Event,
    Span,
    Stance,
)

BACK = 400
"""Characters from a denial back to its object: one or two sentences."""


def find_bare_denials(coding: Coding, told: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of a telling and the denial right after it, in the order of the text."""
    with_events = {t.fact.claim.id for t in told}
    affirmed: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        if telling.affirmed:
            affirmed[telling.fact.claim.id].append(telling)
    denials = [c for c in coding.claims if _is_denial(c, coding, with_events)]
    for claim in denials:
        if any(_holds(claim, other) for other in denials if other is not claim):
            continue
        denial = _as_telling(claim, coding, auxiliary=Auxiliary.NEGATED)
        found = _object_of(denial, coding, affirmed)
        if found is not None:
            yield found, denial


def _is_denial(claim: Claim, coding: Coding, with_events: set[str]) -> bool:
    """Whether a claim denies and has no deed of its own: by its stance, or by its words."""
    lang = coding.report.lang
    if claim.id in with_events:
        return False
    if claim.cue is not None and is_said_untruly(claim.cue.text, lang=lang):
        return False
    if claim.stance is Stance.DENY:
        return True
    narrated = claim.source.span is None and claim.stance is Stance.ASSERT
    return narrated and find_marks(coding.report.text, claim.start, claim.end, lang=lang).denial


def _holds(outer: Claim, inner: Claim) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _as_telling(claim: Claim, coding: Coding, *, auxiliary: Auxiliary) -> Telling:
    report = coding.report
    first = claim.content[0]
    trigger = claim.cue or Span(start=first.start, end=first.end, text=first.text)
    event = Event(
        id="", claim=claim.id, type="", auxiliary=auxiliary, trigger=trigger, actors=(),
        recipients=(), toponyms=(), time=UNKNOWN_INTERVAL, quantities=(),
        codes=Codes(acled=None, plover=None), score=claim.score,
    )  # fmt: skip
    name, side = name_source(claim, coding)
    fact = Fact(
        event=event, claim=claim, report=report.id,
        published=report.as_of(claim.start).published, places=(), sides=frozenset(),
        targets=frozenset(), source=name, source_side=side,
    )  # fmt: skip
    block = find_block(report, claim.start)
    marks = find_marks(report.text, head_of(claim), claim.end, lang=report.lang)
    return Telling(
        fact=fact, text=report.text, lang=report.lang, order=0, block=block, spots=(),
        carried=None, marks=marks,
    )  # fmt: skip


def _object_of(
    denial: Telling, coding: Coding, affirmed: Mapping[str, Sequence[Telling]]
) -> Telling | None:
    """What was told last before the denial, in its paragraph and by another voice: its deed,
    or the words that a source was given there."""
    head = head_of(denial.fact.claim)
    before = [
        claim
        for claim in coding.claims
        if head - BACK <= claim.end <= head
        and find_block(coding.report, claim.start) == denial.block
        and (claim.id in affirmed or _is_attributed(claim))
        and name_source(claim, coding)[0].casefold() != denial.fact.source.casefold()
    ]  # fmt: skip
    claim = max(before, key=lambda c: (c.end, c.id in affirmed, -c.start, c.id), default=None)
    if claim is None:
        return None
    told = affirmed.get(claim.id)
    return told[-1] if told else _as_telling(claim, coding, auxiliary=Auxiliary.ASSERTED)


def _is_attributed(claim: Claim) -> bool:
    return claim.source.span is not None and claim.stance in (Stance.ASSERT, Stance.ESTIMATE)
