"""What a place's evidence says for whom: one vote a claim, weighed by who speaks and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from dateline.control.evidence import Evidence
from dateline.control.left_out import Omission
from dateline.control.parameters import Parameters
from dateline.control.surroundings import Passing
from dateline.model import ControlState, Interval

DAYS = timedelta(days=2)
"""An interval this long names no day."""
MONTH = timedelta(days=31)
"""A change within a longer time ("since the invasion began") tells only what is so at its end."""


@dataclass(frozen=True)
class Start:
    """A holder to start from: a loaded map, or None where nothing is known."""

    holder: str | None
    state: ControlState
    at: datetime | None
    claimant: str


UNKNOWN_START = Start(None, ControlState.UNKNOWN, None, "nobody")


@dataclass(frozen=True)
class Vote:
    """What one claim says of a place: for which side, how much it weighs, and from when."""

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
    score: float = 1.0
    firm: bool = True
    takes: bool = True
    former: str | None = None


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


def votes_of(
    evidence: Iterable[Evidence], start: Start, parameters: Parameters, sides: Sequence[str]
) -> Iterable[Vote]:
    """The votes of some evidence; what has no time of publication has none."""
    for item in evidence:
        assertion = item.assertion
        known = _instant(assertion.recorded)
        if known is None:
            continue
        valid = _valid(assertion.valid, known)
        weight = item.weight * parameters.claimant[item.claimant_kind]
        side = _speaks_for(item, start, sides)
        yield Vote(
            side or "", weight, valid, known, assertion.claimant, assertion.claim or "",
            fights=item.says == "fights", words=frozenset(item.words.split()),
            dates=item.change and not _is_wide(assertion.valid), told=_told_day(assertion.valid),
            whole=item.whole, area=item.area, speaks=item.claimant_kind, score=item.score,
            firm=_is_firm(item, parameters), takes=assertion.controller is not None,
            former=item.former,
        )  # fmt: skip


def passings_of(votes: Iterable[Vote]) -> list[Passing]:
    """What of a place's claims tells that it passed to a side, itself and not with an area."""
    deeds = (v for v in votes if v.dates and v.side and not v.area and not v.fights)
    return [passing_of(vote) for vote in deeds]


def passing_of(vote: Vote) -> Passing:
    """What a claim tells of its place, as its neighbours see it."""
    return Passing(vote.side, vote.valid, vote.known, vote.claim)


def _is_firm(item: Evidence, parameters: Parameters) -> bool:
    """Whether a claim may turn a place by itself: somebody with a name tells it as certain, or
    admits an own loss."""
    if item.claimant_kind == "unnamed":
        return False
    return item.weight >= parameters.alone or item.claimant_kind == "loss"


def _valid(valid: Interval, known: datetime) -> datetime:
    """The day that the words name; of a week or more its end, and never later than known."""
    earliest, latest = valid.bounds()
    coarse = earliest is None or latest is None or latest - earliest >= DAYS
    named = (latest or earliest) if coarse else (earliest or latest)
    if named is None or named > known:
        return datetime.combine(known.date(), time()) if named is None or coarse else known
    return datetime.combine(named.date(), time())


def valid_of(item: Evidence) -> datetime | None:
    """When it is so what evidence says; None where it is not known when it was published."""
    known = _instant(item.assertion.recorded)
    return None if known is None else _valid(item.assertion.valid, known)


def _is_wide(valid: Interval) -> bool:
    """Whether an interval is too long to say when a place changed hands."""
    earliest, latest = valid.bounds()
    return earliest is not None and latest is not None and latest - earliest > MONTH


def _told_day(valid: Interval) -> bool:
    """Whether the words themselves name the day."""
    return valid.timex is not None and valid.date_prec == 1


def _instant(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=None)
    except ValueError:
        return None
