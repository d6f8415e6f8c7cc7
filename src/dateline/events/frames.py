"""Which reading of a trigger fits: the frames of its senses against the words around it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dateline.events.lexicon import Entry, Frame
from dateline.events.lines import Line
from dateline.events.syntax import Clause, Phrase

DEFAULT = "default reading"


class Features(Struct, frozen=True, gc=False):
    """Word classes of a clause, by their place in it; `told`: the code that a toll may carry."""

    agent: frozenset[str]
    patient: frozenset[str]
    means: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    told: str | None = None


class Match(Struct, frozen=True, gc=False):
    """The frame that fits an entry, and the words that made it fit, for `Event.why`."""

    entry: Entry
    frame: Frame
    why: str

    @property
    def default(self) -> bool:
        """Whether the frame asks for nothing: only the word itself speaks for it."""
        return self.why == DEFAULT


def features(line: Line, clause: Clause, told: str | None = None) -> Features:
    """The classes of a clause's parts; `told` is the code of the violence told before it."""
    return Features(
        agent=classes_of(line, clause.agents),
        patient=classes_of(line, clause.patients),
        means=classes_of(line, clause.means),
        near=line.classes(clause.near),
        around=line.classes_between(0, len(line.words)),
        told=told,
    )


def classes_of(line: Line, phrases: tuple[Phrase, ...]) -> frozenset[str]:
    """The word classes of the cores of some phrases."""
    return frozenset().union(*[line.classes(p.core) for p in phrases])


def fits(entry: Entry, found: Features) -> Match | None:
    """The first frame of an entry that fits, also where it says "no event"."""
    for frame in entry.frames:
        why = _fit(frame, found)
        if why is not None and frame.carried:
            why = f"after {found.told}"
            return Match(entry, replace(frame, code=found.told), why)
        if why is not None:
            return Match(entry, frame, why)
    return None


def _fit(frame: Frame, found: Features) -> str | None:
    """Why a frame fits; None where it does not."""
    if frame.carried and found.told is None:
        return None
    if not (
        frame.none.isdisjoint(found.near)
        and frame.not_agent.isdisjoint(found.agent)
        and frame.not_patient.isdisjoint(found.patient)
    ):
        return None
    reasons = []
    for label, wanted, part in frame.conditions:
        met = wanted & getattr(found, part)
        if not met:
            return None
        reasons.append(f"{label} {min(met)}")
    return ", ".join(reasons) or DEFAULT
