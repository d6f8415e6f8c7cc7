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
from datetime import datetime, timedelta

from dateline.control.likelihood import Signs, certainty_of
from dateline.control.parameters import Parameters
from dateline.control.surroundings import Around, none_around
from dateline.control.votes import Vote, passing_of
from dateline.model import ControlState

Depth = Callable[[str, datetime], float]
"""Km from a place to the nearest that a side held at an instant."""


def no_depth(_side: str, _instant: datetime) -> float:
    """Every place lies at the front: nothing is known of lines."""
    return 0.0


@dataclass(frozen=True)
class Phase:
    """Who holds a place from `since` on, how sure, and the claims that carry or oppose it.

    `known` is when the evidence that decided it was published; `by`: where it is not told since
    when, a day on which it was so; `confidence`: the chance that it is so; `former`: who held the
    place before its holder, None where nobody says; `deed`: where a challenger only claims it, the
    day on which those who say so say that it passed.
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
    former: str | None = None
    deed: datetime | None = None


@dataclass
class Run:
    """The model's state while it walks through a place's claims in the order they were known;
    `known`: whether anything was known of it before."""

    parameters: Parameters
    known: bool
    holder: str | None
    state: ControlState
    depth: Depth
    around: Around = none_around
    votes: list[Vote] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)


def take_vote(run: Run, vote: Vote) -> None:
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
    signs = signs_of(run, vote)
    net = signs.told - signs.held
    sure = certainty_of(signs, run.parameters.sure)
    if _is_enough(run, vote.side) and sure >= run.parameters.sure.flip:
        _flip(run, vote.side, sure, signs)
    elif net >= run.parameters.claim:
        fought = signs.held > 0 or run.state is ControlState.CONTESTED
        state = ControlState.CONTESTED if fought else ControlState.CLAIMED
        _phase(run, vote, state, vote.side, sure)
        _date_claim(run, vote)


def _date_claim(run: Run, vote: Vote) -> None:
    """Keeps the day on which a claimed place is said to have passed: the first that is told."""
    last = run.phases[-1]
    if vote.dates and last.challenger == vote.side and last.deed is None:
        run.phases[-1] = replace(last, deed=vote.valid)


def _is_enough(run: Run, side: str) -> bool:
    """Whether two independently tell a side's gain, or one does whose word stands alone; a state is
    no change where anybody was known to hold the place."""
    told = [v for v in run.votes if v.side == side and not v.fights]
    deeds = [v for v in told if v.dates or not run.known]
    alone = any(v.firm for v in deeds)
    return bool(deeds) and (alone or not run.known or len({v.claimant for v in told}) > 1)


def signs_of(run: Run, vote: Vote) -> Signs:
    """What speaks for a challenger's hold, and against it; a state tells as much as a change where
    nothing was known."""
    mine = [v for v in run.votes if v.side == vote.side and not v.fights]
    own = [v for v in mine if not v.area]
    deeds = [v for v in own if v.dates or not run.known]
    whole = any(v.whole for v in mine)
    behind = 0.0 if whole else run.depth(vote.side, vote.valid) / run.parameters.depth_km
    rules = run.parameters
    around, opposed = run.around(passing_of(vote))
    return Signs(
        deed=_total(deeds, rules), state=_total([v for v in own if v not in deeds], rules),
        area=_total([v for v in mine if v.area], rules), held=_opposing(run, vote.side),
        claimants=len({v.claimant for v in mine}),
        against=any(v.speaks == "loss" for v in deeds),
        seen=any(v.speaks == "imagery" for v in own),
        score=max((v.score for v in deeds), default=0.0), behind=behind,
        fought=sum(v.fights for v in run.votes), around=around if deeds else 0,
        opposed=opposed, known=run.known,
        open=run.state is ControlState.CONTESTED and run.holder is None,
    )  # fmt: skip


def _sum(run: Run, side: str) -> float:
    """The side's claims in the window; one claimant's repetitions count a share, copies nothing."""
    return _total([v for v in run.votes if v.side == side and not v.fights], run.parameters)


def _total(votes: Sequence[Vote], parameters: Parameters) -> float:
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


def _opposing(run: Run, side: str) -> float:
    """The holder's claims, but for those about days before the challenger's first; a state that is
    told of that very day was so before it."""
    first = min((v.valid for v in run.votes if v.side == side and v.dates), default=datetime.min)
    if run.holder is None:
        return 0.0
    held = (v for v in run.votes if v.side == run.holder and not v.fights)
    mine = [v for v in held if v.valid > first or (v.dates and v.valid == first)]
    return _total(mine, run.parameters)


def _since(run: Run, votes: Sequence[Vote], need: float) -> datetime:
    """The day that most of those that name one name, else the first day by which the claims about
    that day and before were enough; the place's own day before an area's."""
    told = _telling(votes)
    if told:
        return _median(told)
    last = run.phases[-1]
    if last.deed is not None and all(v.area for v in votes if v.dates):
        return last.deed
    dated = [v for v in votes if v.dates] or list(votes)
    own = [v for v in dated if not v.area]
    days = sorted({v.valid for v in own or dated})
    for day in days:
        if _total([v for v in votes if v.valid <= day], run.parameters) >= need:
            return day
    return days[-1]


def _telling(votes: Iterable[Vote]) -> list[Vote]:
    """Those that name the day, oldest first: the place's own before an area's, and who says that it
    was taken before who says that it was left."""
    named = sorted((v for v in votes if v.dates and v.told), key=lambda v: v.valid)
    own = [v for v in named if not v.area] or named
    return [v for v in own if v.takes] or own


def _median(votes: Sequence[Vote]) -> datetime:
    """The weighted median of days, the earlier of two."""
    half, total = sum(v.weight for v in votes) / 2, 0.0
    for vote in votes:
        total += vote.weight
        if total >= half:
            break
    return vote.valid


SAME_CHANGE = timedelta(days=3)
"""A later claim that names a day within this of a change speaks of that change."""


def _redate(run: Run, vote: Vote) -> None:
    """A day that a later claim names for the last change moves it to that day."""
    last = run.phases[-1]
    before = run.phases[-2].since if len(run.phases) > 1 else None
    if not (vote.told and vote.dates and last.support and last.holder == vote.side):
        return
    if last.since is None or abs(vote.valid - last.since) > SAME_CHANGE:
        return
    told = _telling(v for v in run.votes if v.side == vote.side and not v.fights)
    if any(v.valid <= last.since < vote.valid for v in told):  # the day was named already
        return
    since = _median(told)
    if last.state is ControlState.HELD and (before is None or since >= before):
        run.phases[-1] = replace(last, since=since)


def _flip(run: Run, side: str, sure: float, signs: Signs) -> None:
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
        why=_told_why(run, side, signs.told - signs.held),
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


def _before(run: Run, mine: Sequence[Vote]) -> Phase:
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


def _confirm(run: Run, vote: Vote) -> None:
    last = run.phases[-1]
    if run.state is ControlState.HELD and last.challenger is None:
        return
    challenger = last.challenger
    net = (_sum(run, challenger) if challenger else 0.0) - _sum(run, run.holder or "")
    if net < run.parameters.claim:
        _phase(run, vote, ControlState.HELD, None, run.parameters.sure.answered)


OPEN = (ControlState.HELD, ControlState.CLAIMED)
"""States that fighting makes contested."""


def _contest(run: Run, vote: Vote) -> None:
    days = timedelta(days=run.parameters.contest_days)
    fights = [v for v in run.votes if v.fights and vote.valid - v.valid <= days]
    if _total(fights, run.parameters) >= run.parameters.enough and run.state in OPEN:
        _phase(run, vote, ControlState.CONTESTED, None, 0.5)


def _phase(run: Run, vote: Vote, state: ControlState, challenger: str | None, sure: float) -> None:
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


def _told_why(run: Run, side: str, net: float) -> str:
    if run.holder is None:
        return f"claims for {side} weigh {net:.2f}"
    return f"claims for {side} outweigh those for {run.holder} by {net:.2f}"


def _why(state: ControlState, challenger: str | None, holder: str | None) -> str:
    if state is ControlState.HELD:
        return f"claims for {holder} answer those against it"
    if state is ControlState.CONTESTED:
        return f"{challenger} and {holder} both claim it" if challenger else "fought over"
    return f"claimed by {challenger}"
