"""Checks a trigger lexicon: entries that can never tell an event, frames that never get a turn.

Invariant: a fault is reported only where no sentence whatever could make the entry or frame speak.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.known import SUPPLIED
from dateline.events.lexicon import Entry, Frame, Lexicon, Sense, lexicon

_DATA = files("dateline.events") / "data"
LANGUAGES = tuple(
    sorted(p.name.split(".")[1] for p in _DATA.iterdir() if p.name.startswith("lexicon."))
)


class LexiconFault(Struct, frozen=True, order=True):
    """Something in a lexicon that can never have an effect: `word` is the entry as written, or
    what the frame gives."""

    language: str
    sense: str
    word: str
    what: str


def lint_lexicon(language: str) -> tuple[LexiconFault, ...]:
    """The faults of a language's lexicon, in order; none where all of it can speak."""
    words = lexicon(language)
    return () if words is None else faults_of(words)


def faults_of(words: Lexicon) -> tuple[LexiconFault, ...]:
    """The faults of a lexicon."""
    known = frozenset(words.classes.payloads()) | SUPPLIED
    by_sense: dict[str, dict[tuple[str, str], Entry]] = {}
    for entry in words.triggers.payloads():
        by_sense.setdefault(entry.sense, {})[entry.base, entry.form] = entry
    found: set[LexiconFault] = set()
    for name, sense in words.senses.items():
        entries = by_sense.get(name, {})
        faults = (
            *_mute(entries, known), *_shadowed(sense, entries.values(), known),
            *_strangers(sense, known),
        )  # fmt: skip
        found |= {LexiconFault(words.language, name, word, what) for word, what in faults}
    return tuple(sorted(found))


def _mute(
    entries: Mapping[tuple[str, str], Entry], known: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Words of which no form has a reading that gives a code."""
    speaks: dict[str, bool] = {}
    for entry in entries.values():
        told = any(f.code is not None or f.carried for f in reachable(entry.frames, known))
        speaks[entry.base] = speaks.get(entry.base, False) or told
    for base, told in speaks.items():
        if not told:
            yield base, "can never tell an event"


def _shadowed(
    sense: Sense, entries: Iterable[Entry], known: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Frames that no entry of the sense ever reaches."""
    listed = list(entries)
    reached = {id(f) for entry in listed for f in reachable(entry.frames, known)}
    for number, frame in enumerate(sense.frames, start=1):
        if listed and id(frame) not in reached:
            yield f"frame {number} ({frame.code})", "is never reached: an earlier frame always fits"


def reachable(frames: Iterable[Frame], known: frozenset[str]) -> Iterator[Frame]:
    """The frames that some sentence can make speak: their classes exist, and no earlier frame
    fits wherever they do."""
    before: list[Frame] = []
    for frame in frames:
        exists = all(wanted & known for _, wanted, _ in frame.conditions)
        if exists and not any(shadows(other, frame) for other in before):
            before.append(frame)
            yield frame


def shadows(earlier: Frame, later: Frame) -> bool:
    """Whether the earlier frame fits wherever the later does: it asks for no more."""
    if earlier.carried and not later.carried:
        return False
    wanted = {part: classes for _, classes, part in later.conditions}
    asks_less = all(
        part in wanted and wanted[part] <= classes for _, classes, part in earlier.conditions
    )
    return (
        asks_less
        and earlier.none <= later.none
        and earlier.not_agent <= later.not_agent
        and earlier.not_patient <= later.not_patient
    )


def _strangers(sense: Sense, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Words and classes that a sense speaks of and that are nowhere listed."""
    listed = {w.lstrip("=") for w in (*sense.verbs, *sense.nouns, *sense.phrases)}
    for frame in sense.frames:
        for word in sorted(frame.verb - listed):
            yield word, "is named by a frame, but is no word of this sense"
        for label in sorted(_classes_of(frame) - known):
            yield label, "is no word class"
    for word in sorted((sense.undergone | sense.own | sense.driven) - listed):
        yield word, "is marked undergone, driven or own, but is no word of this sense"


def _classes_of(frame: Frame) -> frozenset[str]:
    wanted = frozenset().union(*(classes for _, classes, _ in frame.conditions))
    return wanted | frame.none | frame.not_agent | frame.not_patient


@cache
def shipped_faults() -> tuple[LexiconFault, ...]:
    """The faults of all lexicons that the project ships."""
    return tuple(fault for language in LANGUAGES for fault in lint_lexicon(language))
