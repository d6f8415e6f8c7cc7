"""Whether an event is said to have happened: PLOVER's auxiliary modes.

Order of what decides: a demand or prediction of the source, then the words of scope nearest to
the event, then the factuality that the reader gives, then time. What is denied, feared,
promised, ordered or imagined did not happen.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.syntax import Clause, Cue
from dateline.model import Auxiliary, Claim, Stance

_KINDS = {
    "negators": Auxiliary.NEGATED,
    "hypothetical": Auxiliary.HYPOTHETICAL,
    "purpose": Auxiliary.HYPOTHETICAL,
    "future": Auxiliary.FUTURE,
    "demanded": Auxiliary.DEMANDED,
    "imperative": Auxiliary.DEMANDED,
    "historical": Auxiliary.HISTORICAL,
}
# Where several cues stand over one trigger, the first of these decides: "may not attack" is no
# attack that may be; "ordered not to fire" is an order.
_ORDER = ("demanded", "imperative", "hypothetical", "future", "purpose", "negators", "historical")
AHEAD_IN_PAST = frozenset({"would"})
_UNSURE = 0.0
_DENIED = -1.0


def auxiliary(
    clause: Clause, claim: Claim | None, factuality: float | None
) -> tuple[Auxiliary, str]:
    """The auxiliary of a trigger's event and the reason, in one line."""
    cues = clause.cues
    stance = claim.stance if claim else None
    if stance is Stance.DENY and clause.content:
        double = _cue(cues, ("negators",))
        if double is None:
            return Auxiliary.NEGATED, "the source denies it"
    for kind in _ORDER:
        cue = _cue(cues, (kind,))
        if cue is not None and _announced(cue, clause, claim):
            return Auxiliary.FUTURE, f"announced: {cue.text!r}"
        if cue is not None:
            return _KINDS[kind], f"{cue.kind}: {cue.text!r}"
    if stance is Stance.DEMAND and clause.content:
        return Auxiliary.DEMANDED, "the source demands it"
    if stance is Stance.PREDICT and clause.content:
        return Auxiliary.FUTURE, "the source predicts it"
    if stance is Stance.DECLINE and clause.content and not clause.noun:
        return Auxiliary.HYPOTHETICAL, "the source does not confirm it"
    return _by_factuality(factuality, noun=clause.noun)


def _announced(cue: Cue, clause: Clause, claim: Claim | None) -> bool:
    """ "The minister said 5,000 soldiers *would* be sent": the future of who speaks in the past,
    where no condition stands beside it."""
    doubts = {c.text for c in clause.cues if c.kind in ("hypothetical", "negators")}
    spoken = claim is not None and claim.cue is not None and claim.stance is Stance.ASSERT
    return cue.text in AHEAD_IN_PAST and doubts <= AHEAD_IN_PAST and spoken and clause.content


def _by_factuality(factuality: float | None, *, noun: bool) -> tuple[Auxiliary, str]:
    if factuality is not None and not noun:
        if factuality <= _DENIED:
            return Auxiliary.NEGATED, f"factuality {factuality:.1f}"
        if factuality < _UNSURE:
            return Auxiliary.HYPOTHETICAL, f"factuality {factuality:.1f}"
    return Auxiliary.ASSERTED, "nothing stands over it"


def _cue(cues: Sequence[Cue], kinds: Sequence[str]) -> Cue | None:
    return next((cue for cue in cues if cue.kind in kinds), None)
