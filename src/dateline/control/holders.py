"""The agreed holder of one place over time: a stated, small model, not a vote.

A place has a holder. Claims for another side add up over a window of days, each weighed by the
event, its certainty and by who speaks (against its own interest counts most, a repetition by the
same claimant little). Claims for the holder take away. How likely a challenger holds the place is
fitted (`certainty_of`): from `sure.flip` on it does; below that it claims it. Claims that only
tell a state ("in occupied Riverton") change nothing where nobody was known to hold the place: they
tell who held it by then. Fighting, or both sides' claims at once, make the place contested.
Silence changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from dateline.control.evidence import Evidence
from dateline.control.left_out import Omission
from dateline.control.likelihood import Signs, certainty_of
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

    `known` is when the evidence that decided it was published; `by`: where it is not told since
    when, a day on which it was so; `confidence`: the chance that it is so.
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
    by: datetime | None = None


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
    area: bool = False
    speaks: str = "third"
    report: str = ""
    former: str | None = None


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
    told = (v for v in votes if as_of is None or v.known <= as_of)
    for vote in sorted(told, key=lambda v: (v.valid, v.known, v.claim)):
        _take(run, vote)
    return tuple(run.phases)


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
            dates=item.change, told=_told_day(assertion.valid),
            whole=item.whole, area=item.area, speaks=item.claimant_kind, report=item.report,
            former=item.former,
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
    signs = _signs(run, vote)
    net = signs.challenge - signs.held
    sure = certainty_of(signs, run.parameters.sure)
    if sure >= run.parameters.sure.flip:
        _flip(run, vote.side, sure, signs)
    elif net >= run.parameters.claim:
        state = ControlState.CONTESTED if signs.held > 0 else ControlState.CLAIMED
        _phase(run, vote, state, vote.side, sure)


def _signs(run: _Run, vote: _Vote) -> Signs:
    """What speaks for a challenger's hold, and against it."""
    mine = [v for v in run.votes if v.side == vote.side and not v.fights]
    whole = any(v.whole for v in mine)
    open_ = not run.known or run.state is ControlState.CONTESTED
    behind = 0.0 if whole else run.depth(vote.side, vote.valid) / run.parameters.depth_km
    return Signs(
        challenge=_sum(run, vote.side), held=_opposing(run, vote.side), behind=behind,
        reports=len({v.report for v in mine}), claimants=len({v.claimant for v in mine}),
        deed=max((v.weight for v in mine if (v.dates or open_) and not v.area), default=0.0),
        area=all(v.area for v in mine), against=any(v.speaks == "loss" for v in mine),
        fought=sum(v.fights for v in run.votes), known=run.known,
    )  # fmt: skip


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
    """The holder's claims, but for those about days before the challenger's first; a state that is
    told of that very day was so before it."""
    first = min((v.valid for v in run.votes if v.side == side and v.dates), default=datetime.min)
    if run.holder is None:
        return 0.0
    held = (v for v in run.votes if v.side == run.holder and not v.fights)
    mine = [v for v in held if v.valid > first or (v.dates and v.valid == first)]
    return _total(mine, run.parameters)


def _since(run: _Run, votes: Sequence[_Vote], need: float) -> datetime:
    """The day that most of those that name one name, the place's own before an area's, else the
    first day by which the claims about that day and before were enough."""
    named = sorted((v for v in votes if v.dates and v.told), key=lambda v: v.valid)
    told = [v for v in named if not v.area] or named
    if told:
        return _median(told)
    dated = [v for v in votes if v.dates] or list(votes)
    own = [v for v in dated if not v.area]
    days = sorted({v.valid for v in own or dated})
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


def _flip(run: _Run, side: str, sure: float, signs: Signs) -> None:
    mine = [v for v in run.votes if v.side == side and not v.fights]
    others = [v for v in run.votes if v.side != side and not v.fights]
    changed = run.known or any(v.dates for v in mine)
    made = Phase(
        since=_since(run, mine, run.parameters.enough + signs.held), state=ControlState.HELD,
        holder=side, challenger=None, confidence=round(sure, 3),
        known=max(v.known for v in mine),
        support=tuple(dict.fromkeys(v.claim for v in mine)),
        against=tuple(dict.fromkeys(v.claim for v in others)),
        claimants_for=tuple(dict.fromkeys(v.claimant for v in mine)),
        claimants_against=tuple(dict.fromkeys(v.claimant for v in others)),
        why=_told_why(run, side, signs.challenge - signs.held),
    )  # fmt: skip
    if not changed:
        told = f"so by {made.since.date()}; since when is not told" if made.since else made.why
        run.phases[:] = [replace(made, since=None, by=made.since, why=told)]
    else:
        if not run.known:
            first = _before(run, mine)
            run.phases[:] = [first, *(replace(p, holder=first.holder) for p in run.phases[1:])]
        run.phases.append(made)
    run.holder, run.state, run.known = side, ControlState.HELD, True
    run.votes = [v for v in run.votes if v.side == side]


def _before(run: _Run, mine: Sequence[_Vote]) -> Phase:
    """Who held a place before its first change, as the claims of that change tell it."""
    told = [v for v in mine if v.former]
    if not told:
        return run.phases[0]
    best = max(told, key=lambda v: v.weight)
    return Phase(
        None, ControlState.HELD, best.former, None, run.phases[0].confidence, best.known,
        support=(best.claim,), claimants_for=(best.claimant,),
        why="told by what tells of the change",
    )  # fmt: skip


def _confirm(run: _Run, vote: _Vote) -> None:
    last = run.phases[-1]
    if run.state is ControlState.HELD and last.challenger is None:
        return
    challenger = last.challenger
    net = (_sum(run, challenger) if challenger else 0.0) - _sum(run, run.holder or "")
    if net < run.parameters.claim:
        _phase(run, vote, ControlState.HELD, None, run.parameters.sure.answered)


OPEN = (ControlState.HELD, ControlState.CLAIMED)
"""States that fighting makes contested."""


def _contest(run: _Run, vote: _Vote) -> None:
    days = timedelta(days=run.parameters.contest_days)
    fights = [v for v in run.votes if v.fights and vote.valid - v.valid <= days]
    if _total(fights, run.parameters) >= run.parameters.enough and run.state in OPEN:
        _phase(run, vote, ControlState.CONTESTED, None, 0.5)


def _phase(
    run: _Run, vote: _Vote, state: ControlState, challenger: str | None, sure: float
) -> None:
    last = run.phases[-1]
    if last.state is state and last.challenger == challenger:
        return
    run.state = state
    run.phases.append(
        Phase(
            since=vote.valid, state=state, holder=run.holder, challenger=challenger,
            confidence=round(sure, 3), known=vote.known, support=(vote.claim,),
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
