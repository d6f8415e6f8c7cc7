"""Whose deed a denial denies: its source's own, somebody else's, or the deed as such.

"Russia denied that its aircraft had struck the town" leaves open that others struck it; "not a
single soldier died" does not.
"""

from __future__ import annotations

from dateline.fusion.facts import Fact
from dateline.fusion.oppositions import oppositions
from dateline.fusion.tellings import Telling
from dateline.model import Stance


def relate_denier(a: Telling, b: Telling) -> str:
    """own: who denies is the doer that it denies; perhaps own: the same where no doer is named; the
    deed itself; of a doer; of somebody. After "own": of whom the deed was told.

    "ELN guerrillas killed nine" and "the ELN denied killing" -> own, told of it
    """
    own = _relate_own(b)
    if own is not None:
        return f"{own}, told of {_relate_told(a, b)}"
    if b.fact.faceless:
        return "the deed itself"
    return "of somebody" if a.fact.faceless or not a.fact.sides else "of a doer"


def _relate_told(a: Telling, b: Telling) -> str:
    """it: the deed is told of who denies it; another: of another side; somebody; nobody."""
    if a.fact.faceless:
        return "nobody"
    if is_doer(b.fact, a.fact):
        return "it"
    own = b.fact.sides or {b.fact.source_side} - {None}
    return "another" if own and a.fact.sides and not own & a.fact.sides else "somebody"


def _relate_own(denial: Telling) -> str | None:
    """own, perhaps own, None: whether who denies is the doer of what it denies."""
    fact = denial.fact
    if not fact.faceless:
        return "own" if is_doer(fact, fact) else None
    answers = fact.claim.stance is Stance.DENY and fact.is_a(oppositions().answerable)
    return "perhaps own" if answers else None


def is_doer(said: Fact, done: Fact) -> bool:
    """Whether the source of one fact is the doer of another: by side, by name, or by camp."""
    if said.source_side is not None and done.sides:
        return said.source_side in done.sides
    codes = {side.casefold() for side in done.sides}
    if said.source_words & (done.doers | codes):
        return True
    return said.source_camp is not None and said.source_camp == done.camp
