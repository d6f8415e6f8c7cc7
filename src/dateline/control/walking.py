"""The walk through what is said of one place: whole, as known at several instants, or from where
an earlier walk stood.

Invariant: to go on from any `Stand` gives the phases that a whole walk gives. What a vote does
hangs on the votes of the days before it alone, and on the last two phases; until anybody is known
to hold the place, on all its phases.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from msgspec import Struct

from dateline.control.evidence import Evidence
from dateline.control.holders import Depth, Phase, Run, no_depth, take_vote
from dateline.control.parameters import Parameters
from dateline.control.surroundings import Around, none_around
from dateline.control.votes import UNKNOWN_START, Start, Vote, unused, votes_of
from dateline.model import ControlState

APART = 32
"""Votes from one stand to the next, at least: so few are taken once more than need be."""
BEFORE = 2
"""Phases that the walk looks back on, once a holder is known."""


class Stand(Struct, frozen=True):
    """Where a walk stands once all votes up to an instant are taken.

    `kept`: for each vote of the days before, in their order, "1" where it still counts, else "0";
    `known`: whether anything was known of the place; `phases`: how many there are, `last`: those
    that the walk looks back on, as they are by then.
    """

    valid: datetime
    kept: str
    known: bool
    holder: str | None
    state: ControlState
    phases: int
    last: tuple[Phase, ...]


@dataclass(frozen=True)
class Walked:
    """The phases of a walk from number `first` on, and where it stood on its way."""

    first: int
    phases: tuple[Phase, ...]
    stands: tuple[Stand, ...]


def phases_of(
    evidence: Iterable[Evidence],
    *,
    start: Start,
    parameters: Parameters,
    sides: Sequence[str],
    as_of: datetime | None = None,
    depth: Depth = no_depth,
    around: Around = none_around,
) -> tuple[Phase, ...]:
    """The phases of one place's control, oldest first, as known at `as_of` (None: now).

    `sides` are the parties that can hold it where the evidence does not say; "not A" speaks for
    the only other.
    `depth` tells how far behind the lines the place lies, `around` what passed near it.
    """
    (phases,) = phases_by(
        [as_of], evidence, start=start, parameters=parameters, sides=sides, depth=depth,
        around=around,
    )  # fmt: skip
    return phases


def phases_by(
    instants: Iterable[datetime | None],
    evidence: Iterable[Evidence],
    *,
    start: Start,
    parameters: Parameters,
    sides: Sequence[str],
    depth: Depth = no_depth,
    around: Around = none_around,
) -> Iterator[tuple[Phase, ...]]:
    """The same as known at each of some instants, the earliest first (None: now, the last); while
    nothing new is known, the very same phases."""
    votes = votes_in_order(evidence, start=start, parameters=parameters, sides=sides)
    times = sorted(vote.known for vote in votes)
    told = -1
    phases: tuple[Phase, ...] = ()
    for instant in instants:
        now = len(times) if instant is None else bisect_right(times, instant)
        if now != told:
            known = [v for v in votes if instant is None or v.known <= instant]
            told, phases = now, _walk(known, start, parameters, depth, around)
        yield phases


def votes_in_order(
    evidence: Iterable[Evidence], *, start: Start, parameters: Parameters, sides: Sequence[str]
) -> list[Vote]:
    """The votes of evidence, in the order in which they are taken."""
    used = (item for item in evidence if unused(item, start=start, sides=sides) is None)
    return sorted(
        votes_of(used, start, parameters, sides), key=lambda v: (v.valid, v.known, v.claim)
    )


def _walk(
    votes: Sequence[Vote], start: Start, parameters: Parameters, depth: Depth, around: Around
) -> tuple[Phase, ...]:
    """The phases that follow from votes, in the order in which they were true."""
    run = _begin(start, parameters, depth, around)
    for vote in votes:
        take_vote(run, vote)
    return tuple(run.phases)


def _begin(start: Start, parameters: Parameters, depth: Depth, around: Around = none_around) -> Run:
    known = start.state is not ControlState.UNKNOWN
    run = Run(parameters, known, start.holder, start.state, depth, around)
    run.phases.append(
        Phase(
            start.at, start.state, start.holder, None,
            0.9 if start.holder else 0.0, start.at,
            why="nothing is known" if start.at is None else f"start: {start.claimant}",
        )
    )  # fmt: skip
    return run


def walk_on(
    votes: Sequence[Vote],
    parameters: Parameters,
    *,
    stand: Stand | None = None,
    apart: int = APART,
) -> Walked:
    """The phases of a place without a start, from a stand on (None: all).

    `votes`: in their order, those of the window before the stand too (`first_needed`); `apart`:
    votes between stands.
    """
    run, taken, first = _begin(UNKNOWN_START, parameters, no_depth), 0, 0
    if stand is not None:
        taken, first = len(stand.kept), stand.phases - len(stand.last)
        run = Run(parameters, stand.known, stand.holder, stand.state, no_depth)
        run.phases = list(stand.last)
        run.votes = [v for v, kept in zip(votes, stand.kept, strict=False) if kept == "1"]
    stands: list[Stand] = []
    last = taken
    for n in range(taken, len(votes)):
        if n - last >= apart and votes[n].valid != votes[n - 1].valid:
            stands.append(_stand_of(run, votes, n, first))
            last = n
        take_vote(run, votes[n])
    return Walked(first, tuple(run.phases), tuple(stands))


def _stand_of(run: Run, votes: Sequence[Vote], taken: int, first: int) -> Stand:
    """Where a walk stands that has taken so many votes; its phases are counted from `first`."""
    valid = votes[taken - 1].valid
    since = first_needed(valid, run.parameters)
    counting = {id(vote) for vote in run.votes}
    at = taken
    while at and votes[at - 1].valid >= since:
        at -= 1
    kept = "".join("1" if id(vote) in counting else "0" for vote in votes[at:taken])
    last = tuple(run.phases[-BEFORE:] if run.known else run.phases)
    count = first + len(run.phases)
    return Stand(valid, kept, run.known, run.holder, run.state, count, last)


def first_needed(valid: datetime, parameters: Parameters) -> datetime:
    """From when on votes count at an instant."""
    return valid - timedelta(days=parameters.window_days)


def name_former(
    phases: Iterable[Phase], parties: Collection[str], *, after: Phase | None = None
) -> tuple[Phase, ...]:
    """The phases, oldest first, each with who held the place before its holder: as an earlier phase
    says, else the only other of two `parties` between whom it can pass. What came before the first
    phase is unknown; `after`: the one before them, which is named already."""
    named: list[Phase] = []
    holder = former = None
    if after is not None and after.holder is not None:
        holder, former = after.holder, after.former
    for phase in phases:
        if phase.holder is not None and phase.holder != holder:
            former = holder or (_only_rival(phase.holder, parties) if named or after else None)
            holder = phase.holder
        named.append(replace(phase, former=former if phase.holder is not None else holder))
    return tuple(named)


def _only_rival(holder: str, parties: Collection[str]) -> str | None:
    others = [side for side in parties if side != holder]
    return others[0] if len(parties) == 2 and len(others) == 1 else None
