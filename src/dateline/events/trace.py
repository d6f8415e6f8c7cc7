"""What was tried for each word that may tell an event, and which condition failed.

A trace is optional and changes nothing: the coder writes into it only where it is given one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.choice import Choice
from dateline.events.drafts import Draft
from dateline.events.frames import Features, Match
from dateline.events.lexicon import Entry, Frame, Lexicon
from dateline.events.lines import Line, Trigger

CHOSEN = "chosen"


class Tried(Struct, frozen=True, kw_only=True):
    """One reading of the characters [start, end): `entry`, `form` and `sense` as in the lexicon.

    `outcome`: chosen, or why not; `at`: file and line of the frame or sense that decided.
    """

    start: int
    end: int
    entry: str
    form: str
    sense: str
    outcome: str
    at: str


class Trace:
    """Collects what was tried in one report, in the order of trying."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.tried: list[Tried] = []

    def say(self, line: Line, trigger: Trigger, entry: Entry, outcome: str, at: int = 0) -> None:
        """Keeps a reading with what became of it; `at`: the frame's number, 0: none."""
        self.tried.append(
            Tried(
                start=line.words.starts[trigger.first], end=line.words.ends[trigger.last - 1],
                entry=entry.base, form=entry.form, sense=entry.sense, outcome=outcome,
                at=lexicon_line(self.language, entry.sense, at),
            )
        )  # fmt: skip

    def say_all(self, line: Line, trigger: Trigger, outcome: str) -> None:
        """Keeps all readings of a trigger with one outcome."""
        for entry in trigger.entries:
            self.say(line, trigger, entry, outcome)

    def read(
        self, line: Line, trigger: Trigger, entry: Entry, found: Features, match: Match | None,
        lexicon: Lexicon,
    ) -> None:  # fmt: skip
        """Keeps a reading that has no frame, or one that gives no event."""
        frames = lexicon.senses[entry.sense].frames
        if match is None:
            failed = (f"frame {_number(frames, f)} {misfit(f, found)}" for f in entry.frames)
            self.say(line, trigger, entry, "no frame fits: " + "; ".join(failed))
        elif match.frame.code is None:
            at = _number(frames, match.frame)
            told = f"frame {at} says that it is no event: {_lacking(match)}"
            coded = (f for f in entry.frames if f.code is not None or f.carried)
            failed = (f"frame {_number(frames, f)} ({f.code}) {misfit(f, found)}" for f in coded)
            self.say(line, trigger, entry, "; ".join((told, *failed)), at)

    def choose(
        self, line: Line, trigger: Trigger, options: Iterable[Match], choice: Choice | None,
        lexicon: Lexicon,
    ) -> None:  # fmt: skip
        """Keeps which of the readings that give a code was chosen."""
        for match in options:
            frames = lexicon.senses[match.entry.sense].frames
            if choice is None:
                outcome = "the sentence is like none to be coded"
            elif choice.match is match:
                outcome = f"{CHOSEN}: {choice.code} ({match.why})"
            else:
                outcome = f"{match.frame.code} ({match.why}) gave way to {choice.match.entry.sense}"
            self.say(line, trigger, match.entry, outcome, _number(frames, match.frame))

    def drop(self, draft: Draft, outcome: str) -> None:
        """Keeps a reading that was chosen and then left out."""
        self.say_all(draft.line, draft.trigger, outcome)


def misfit(frame: Frame, found: Features) -> str:
    """The first condition of a frame that words do not meet."""
    if frame.carried and found.told is None:
        return "wants a deed told before"
    for label, barred, part in (
        ("clause", frame.none, found.near),
        ("agent", frame.not_agent, found.agent),
        ("patient", frame.not_patient, found.patient),
    ):
        if barred & part:
            return f"bars {min(barred & part)} in the {label}"
    for label, wanted, part_name in frame.conditions:
        if not wanted & getattr(found, part_name):
            return f"wants {label} {' or '.join(sorted(wanted))}"
    return "is not reached"


def _lacking(match: Match) -> str:
    """What made a frame fit; of one that only bars words, that none of them is there."""
    barred = match.frame.none | match.frame.not_agent | match.frame.not_patient
    if not match.default:
        return match.why
    return f"no {' or '.join(sorted(barred))}" if barred else "no frame before it fits"


def _number(frames: tuple[Frame, ...], frame: Frame) -> int:
    """The place of a frame in its sense, from 1; one that carries a code is known by its words."""
    for number, other in enumerate(frames, start=1):
        same = (other.conditions, other.verb, other.none, other.noun, other.carried)
        if other is frame or (
            frame.carried
            and same == (frame.conditions, frame.verb, frame.none, frame.noun, frame.carried)
        ):
            return number
    return 0


@cache
def lexicon_line(language: str, sense: str, frame: int = 0) -> str:
    """File and line of a sense, or of one of its frames (from 1), in the lexicon."""
    name = f"lexicon.{language}.yaml"
    lines = (files("dateline.events") / "data" / name).read_text(encoding="utf-8").splitlines()
    senses = lines.index("senses:") if "senses:" in lines else 0
    heads = (n for n in range(senses, len(lines)) if lines[n].startswith(f"  {sense}:"))
    first = next(heads, None)
    if first is None:
        return name
    at, seen = first, 0
    for number in range(first + 1, len(lines)):
        if seen == frame or (lines[number][:3].strip() and lines[number][2] != " "):
            break
        if lines[number].lstrip().startswith("- {"):
            seen, at = seen + 1, number
    return f"{name}:{(at if seen == frame else first) + 1}"
