"""The agreed holder of one place over time: a stated, small model, not a vote.

A place has a holder. Claims for another side add up over a window of days, each weighed by the
event, its certainty and by who speaks (against its own interest counts most, a repetition by the
same claimant little). Claims for the holder take away. A challenger whose sum reaches `flip`
holds the place from the earliest valid time among its claims in the window; below that it claims
it. Fighting, or both sides' claims at once, make the place contested. Silence changes nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from math import exp

from dateline.control.evidence import Evidence
from dateline.control.left_out import Omission
from dateline.control.parameters import Parameters
from dateline.model import ControlState, Interval

DAYS = timedelta(days=2)
"""An interval this long names no day."""


Depth = Callable[[str, datetime], float]
"""Km from a place to the nearest that a side held at an instant."""


def no_depth(_side: str, _instant: datetime) -> float:
    """Every place lies at the front: nothing is known of lines."""
    return 0.0


@dataclass(frozen=True)
class Start:
    """A holder to start from: a loaded map, or None where nothing is known."""

    holder: str | None
    state: ControlState
    at: datetime | None
    claimant: str


UNKNOWN_START = Start(None, ControlState.UNKNOWN, None, "nobody")


@dataclass(frozen=True)
class Phase:
    """Who holds a place from `since` on, how sure, and the claims that carry or oppose it.

    `known` is when the evidence that decided it was published; `former`: who held the place before
    its holder, None where nobody says.
    """

    since: datetime | None
    state: ControlState
    holder: str | None
    challenger: str | None
    confidence: float
    known: datetime | None
    support: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    claimants_for: tuple[str, ...] = ()
    claimants_against: tuple[str, ...] = ()
    why: str = ""
    former: str | None = None


@dataclass(frozen=True)
class _Vote:
    side: str
    weight: float
    valid: datetime
    known: datetime
    claimant: str
    claim: str
    fights: bool = False
    words: frozenset[str] = frozenset()
    dates: bool = True
    told: bool = False
    whole: bool = False


@dataclass
class _Run:
    """The model's state while it walks through a place's claims in the order they were known;
    `known`: whether anything was known of it before."""

    parameters: Parameters
    known: bool
    holder: str | None
    state: ControlState
    depth: Depth
    votes: list[_Vote] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)


def phases_of(
    evidence: Iterable[Evidence],
    *,
    start: Start,
    parameters: Parameters,
    sides: Sequence[str],
    as_of: datetime | None = None,
    depth: Depth = no_depth,
) -> tuple[Phase, ...]:
    """The phases of one place's control, oldest first, as known at `as_of` (None: now).

    `sides` are the parties that can hold it where the evidence does not say; "not A" speaks for
    the only other.
    `depth` tells how far behind the lines the place lies.
    """
    (phases,) = phases_by(
        [as_of], evidence, start=start, parameters=parameters, sides=sides, depth=depth
    )
    return phases


def phases_by(
    instants: Iterable[datetime | None],
    evidence: Iterable[Evidence],
    *,
    start: Start,
    parameters: Parameters,
    sides: Sequence[str],
    depth: Depth = no_depth,
) -> Iterator[tuple[Phase, ...]]:
    """The same as known at each of some instants, the earliest first (None: now, the last); while
    nothing new is known, the very same phases."""
    run = _Run(
        parameters, start.state is not ControlState.UNKNOWN, start.holder, start.state, depth
    )
    run.phases.append(
        Phase(
            start.at, start.state, start.holder, None,
            0.9 if start.holder else 0.0, start.at,
            why="nothing is known" if start.at is None else f"start: {start.claimant}",
        )
    )  # fmt: skip
    used = (item for item in evidence if unused(item, start=start, sides=sides) is None)
    votes = _votes(used, start, parameters, sides)
    waiting = deque(sorted(votes, key=lambda v: (v.known, v.claim)))
    phases = tuple(run.phases)
    for instant in instants:
        begun = len(waiting)
        while waiting and (instant is None or waiting[0].known <= instant):
            _take(run, waiting.popleft())
        if len(waiting) != begun:
            phases = tuple(run.phases)
        yield phases


def name_former(phases: Iterable[Phase], parties: Collection[str]) -> tuple[Phase, ...]:
    """The phases, oldest first, each with who held the place before its holder: as an earlier phase
    says, else the only other of two `parties` between whom it can pass. What came before the first
    phase is unknown."""
    named: list[Phase] = []
    holder = former = None
    for phase in phases:
        if phase.holder is not None and phase.holder != holder:
            former = holder or (_only_rival(phase.holder, parties) if named else None)
            holder = phase.holder
        named.append(replace(phase, former=former if phase.holder is not None else holder))
    return tuple(named)


def _only_rival(holder: str, parties: Collection[str]) -> str | None:
    others = [side for side in parties if side != holder]
    return others[0] if len(parties) == 2 and len(others) == 1 else None


def unused(item: Evidence, *, start: Start, sides: Sequence[str]) -> Omission | None:
    """The rule by which evidence on a place has no vote; None where it has one."""
    known = _instant(item.assertion.recorded)
    if known is None:
        return Omission.UNDATED
    if _speaks_for(item, start, sides) is None and item.says != "fights":
        return Omission.NOBODYS
    valid = _valid(item.assertion.valid, known)
    early = start.at is not None and valid < start.at - timedelta(days=1)
    return Omission.BEFORE_START if early else None


def _speaks_for(item: Evidence, start: Start, sides: Sequence[str]) -> str | None:
    """The side that gains: who holds it, or the only other party of the place than who does not."""
    assertion = item.assertion
    if assertion.controller is not None or assertion.not_controller is None:
        return assertion.controller
    between = item.parties | {start.holder} if item.parties and start.holder else item.parties
    others = [s for s in sorted(between or sides) if s != assertion.not_controller]
    return others[0] if len(others) == 1 else None


def _votes(
    evidence: Iterable[Evidence], start: Start, parameters: Parameters, sides: Sequence[str]
) -> Iterable[_Vote]:
    for item in evidence:
        assertion = item.assertion
        known = _instant(assertion.recorded)
        if known is None:
            continue
        valid = _valid(assertion.valid, known)
        weight = item.weight * parameters.claimant[item.claimant_kind]
        side = _speaks_for(item, start, sides)
        yield _Vote(
            side or "", weight, valid, known, assertion.claimant, assertion.claim or "",
            fights=item.says == "fights", words=frozenset(item.words.split()),
            dates=item.says in ("holds", "gone"), told=_told_day(assertion.valid),
            whole=item.whole,
        )  # fmt: skip


def _valid(valid: Interval, known: datetime) -> datetime:
    """The day that the words name; of a week or more its end, and never later than known."""
    earliest, latest = valid.bounds()
    coarse = earliest is None or latest is None or latest - earliest >= DAYS
    named = (latest or earliest) if coarse else (earliest or latest)
    if named is None or named > known:
        return datetime.combine(known.date(), time()) if named is None or coarse else known
    return datetime.combine(named.date(), time())


def _told_day(valid: Interval) -> bool:
    """Whether the words themselves name the day."""
    return valid.timex is not None and valid.date_prec == 1


def _instant(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=None)
    except ValueError:
        return None


def _take(run: _Run, vote: _Vote) -> None:
    window = timedelta(days=run.parameters.window_days)
    run.votes = [v for v in run.votes if vote.valid - v.valid <= window]
    run.votes.append(vote)
    if vote.fights:
        _contest(run, vote)
        return
    if vote.side == run.holder:
        _redate(run, vote)
        _confirm(run, vote)
        return
    challenge = _sum(run, vote.side)
    held = _opposing(run, vote.side)
    net = challenge - held
    whole = any(v.whole and v.side == vote.side for v in run.votes)
    behind = 0.0 if whole else run.depth(vote.side, vote.valid) / run.parameters.depth_km
    need = (run.parameters.flip if run.known else run.parameters.first) * (1.0 + behind)
    if net >= need:
        _flip(run, vote.side, net, need=need + held)
    elif net >= run.parameters.claim:
        state = ControlState.CONTESTED if held > 0 else ControlState.CLAIMED
        _phase(run, vote, state, vote.side, net)


def _sum(run: _Run, side: str) -> float:
    """The side's claims in the window; one claimant's repetitions count a share, copies nothing."""
    return _total([v for v in run.votes if v.side == side and not v.fights], run.parameters)


def _total(votes: Sequence[_Vote], parameters: Parameters) -> float:
    seen: set[str] = set()
    told: list[frozenset[str]] = []
    total = 0.0
    for vote in sorted(votes, key=lambda v: (-v.weight, v.known, v.claim)):
        if any(_copied(vote.words, words) for words in told):
            continue
        total += (parameters.repeat if vote.claimant in seen else 1.0) * vote.weight
        seen.add(vote.claimant)
        told.append(vote.words)
    return total


COPY = 0.75
"""Share of the words around it from which on a claim is another's copy."""


def _copied(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) > COPY * max(min(len(words), len(other)), 1)


def _opposing(run: _Run, side: str) -> float:
    """The holder's claims, but for those about days before the challenger's first."""
    first = min((v.valid for v in run.votes if v.side == side and v.dates), default=datetime.min)
    if run.holder is None:
        return 0.0
    mine = [v for v in run.votes if v.side == run.holder and not v.fights and v.valid >= first]
    return _total(mine, run.parameters)


def _since(run: _Run, votes: Sequence[_Vote], need: float) -> datetime:
    """The day that most of those that name one name, else the first day by which the claims about
    that day and before were enough."""
    told = sorted((v for v in votes if v.dates and v.told), key=lambda v: v.valid)
    if told:
        return _median(told)
    dated = [v for v in votes if v.dates] or list(votes)
    days = sorted({v.valid for v in dated})
    for day in days:
        if _total([v for v in votes if v.valid <= day], run.parameters) >= need:
            return day
    return days[-1]


def _median(votes: Sequence[_Vote]) -> datetime:
    """The weighted median of days, the earlier of two."""
    half, total = sum(v.weight for v in votes) / 2, 0.0
    for vote in votes:
        total += vote.weight
        if total >= half:
            break
    return vote.valid


SAME_CHANGE = timedelta(days=3)
"""A later claim that names a day within this of a change speaks of that change."""


def _redate(run: _Run, vote: _Vote) -> None:
    """A day that a later claim names for the last change moves it to that day."""
    last = run.phases[-1]
    before = run.phases[-2].since if len(run.phases) > 1 else None
    if not (vote.told and vote.dates and last.support and last.holder == vote.side):
        return
    if last.since is None or abs(vote.valid - last.since) > SAME_CHANGE:
        return
    told = [v for v in run.votes if v.side == vote.side and v.told and v.dates and not v.fights]
    since = _median(sorted(told, key=lambda v: v.valid))
    if last.state is ControlState.HELD and (before is None or since >= before):
        run.phases[-1] = replace(last, since=since)


def _flip(run: _Run, side: str, net: float, *, need: float) -> None:
    mine = [v for v in run.votes if v.side == side and not v.fights]
    others = [v for v in run.votes if v.side != side and not v.fights]
    run.phases.append(
        Phase(
            since=_since(run, mine, need), state=ControlState.HELD, holder=side, challenger=None,
            confidence=_confidence(net), known=max(v.known for v in mine),
            support=tuple(dict.fromkeys(v.claim for v in mine)),
            against=tuple(dict.fromkeys(v.claim for v in others)),
            claimants_for=tuple(dict.fromkeys(v.claimant for v in mine)),
            claimants_against=tuple(dict.fromkeys(v.claimant for v in others)),
            why=_told_why(run, side, net),
        )
    )  # fmt: skip
    run.holder, run.state, run.known = side, ControlState.HELD, True
    run.votes = [v for v in run.votes if v.side == side]


def _confirm(run: _Run, vote: _Vote) -> None:
    last = run.phases[-1]
    if run.state is ControlState.HELD and last.challenger is None:
        return
    challenger = last.challenger
    net = (_sum(run, challenger) if challenger else 0.0) - _sum(run, run.holder or "")
    if net < run.parameters.claim:
        _phase(run, vote, ControlState.HELD, None, -net)


OPEN = (ControlState.HELD, ControlState.CLAIMED)
"""States that fighting makes contested."""


def _contest(run: _Run, vote: _Vote) -> None:
    days = timedelta(days=run.parameters.contest_days)
    fights = [v for v in run.votes if v.fights and vote.valid - v.valid <= days]
    if _total(fights, run.parameters) >= run.parameters.flip and run.state in OPEN:
        _phase(run, vote, ControlState.CONTESTED, None, 0.5)


def _phase(run: _Run, vote: _Vote, state: ControlState, challenger: str | None, net: float) -> None:
    last = run.phases[-1]
    if last.state is state and last.challenger == challenger:
        return
    run.state = state
    run.phases.append(
        Phase(
            since=vote.valid, state=state, holder=run.holder, challenger=challenger,
            confidence=_confidence(abs(net)), known=vote.known, support=(vote.claim,),
            claimants_for=(vote.claimant,),
            why=_why(state, challenger, run.holder),
        )
    )  # fmt: skip


def _told_why(run: _Run, side: str, net: float) -> str:
    if run.holder is None:
        return f"claims for {side} weigh {net:.2f}"
    return f"claims for {side} outweigh those for {run.holder} by {net:.2f}"


def _why(state: ControlState, challenger: str | None, holder: str | None) -> str:
    if state is ControlState.HELD:
        return f"claims for {holder} answer those against it"
    if state is ControlState.CONTESTED:
        return f"{challenger} and {holder} both claim it" if challenger else "fought over"
    return f"claimed by {challenger}"


def _confidence(net: float) -> float:
    return round(1.0 / (1.0 + exp(-1.5 * net)), 3)
