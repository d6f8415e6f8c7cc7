"""Events from the deeds that the reader found: actors, places, days, numbers and crosswalks.

The reader judges (which code, told how, who, where); what stands here only looks up what other
stages know of the words that it named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from dateline.events.codebook import Codebook
from dateline.events.coder import innermost
from dateline.events.crosswalk import Setting, codes_of
from dateline.events.day_carry import ToldDay, carry_day
from dateline.events.deed_counts import read_counts
from dateline.events.deed_times import find_time
from dateline.events.former_holders import part_losers
from dateline.events.known import known_classes
from dateline.events.lines import Line, Mark, find_tokens, tells_nothing
from dateline.events.nearby import InOrder, by_sentence, of_claim
from dateline.events.roles import Cast
from dateline.events.speaker_pronouns import find_speaker
from dateline.events.syntax import Clause, Phrase
from dateline.events.trace import CHOSEN, Trace, Tried
from dateline.events.when import is_recent, long_past
from dateline.events.words import words_of
from dateline.model import (
    Actor,
    Aspect,
    Auxiliary,
    Claim,
    Coding,
    Event,
    EventPlace,
    Interval,
    PlaceRole,
    RawDeed,
    Timex,
    Toponym,
    content_id,
)

ROLES = frozenset(role.value for role in PlaceRole)
PLACES = (("at", "into", "part_of", "whole_of"), ("near",), ("from",), ("towards",))
"""Slots of where an event was; the later ones only where nothing else is told."""
LEFT = (("at", "part_of", "whole_of"), ("from",), ("near",))
"""The same of what is left: not where those who left it went."""
LEAVING = frozenset({"territory.left"})


class DeedDraft(Struct, frozen=True, gc=False):
    """A deed with the line that tells it and its claim, if one covers it."""

    deed: RawDeed
    number: int
    line: Line
    clause: Clause
    claim: Claim | None

    @property
    def start(self) -> int:
        """First character of the trigger."""
        return self.deed.start

    @property
    def code(self) -> str:
        """The event's type."""
        return self.deed.type


def draft_deeds(coding: Coding) -> list[DeedDraft]:
    """The deeds of a report that stand where events are told, with their lines and claims."""
    analysis, report = coding.linguistics(), coding.report
    claims = by_sentence(analysis.sentences, coding.claims, of_claim)
    known = by_sentence(analysis.sentences, known_classes(coding), lambda k: (k[:2],))
    lines: dict[int, Line] = {}
    drafts = []
    for number, deed in enumerate(analysis.deeds or ()):
        index = analysis.sentence_at(deed.start)
        if index is None:
            continue
        if tells_nothing(report, analysis.sentences[index]):
            continue
        if index not in lines:
            lines[index] = make_line(coding, index, known[index])
        line = lines[index]
        doers, losers = part_losers(
            deed.type, find_phrases(line, deed, "who"), line, start=deed.start, lang=analysis.lang
        )
        clause = Clause(
            near=frozenset(range(len(line.words))),
            agents=doers, patients=(*find_phrases(line, deed, "whom"), *losers),
        )  # fmt: skip
        claim = innermost(tuple(claims[index]), deed.start, deed.end)
        drafts.append(DeedDraft(deed, number, line, clause, claim))
    return drafts


def make_line(coding: Coding, index: int, known: Iterable[tuple[int, int, str]]) -> Line:
    """A sentence with its words, and the classes that other stages know of them."""
    analysis = coding.linguistics()
    sentence = analysis.sentences[index]
    words = words_of(coding.report.text, sentence.start, sentence.end)
    marks = tuple(Mark(*words.between(start, end), label) for start, end, label in known)
    return Line(index, sentence, words, find_tokens(words, analysis, sentence), (), marks)


def find_phrases(line: Line, deed: RawDeed, name: str) -> tuple[Phrase, ...]:
    """The words of a line that fill one slot, as phrases."""
    found = []
    for slot in deed.slots:
        if slot.name == name and line.sentence.start <= slot.start < line.sentence.end:
            first, last = line.words.between(slot.start, slot.end)
            if first < last:
                found.append(Phrase(last - 1, frozenset(range(first, last)), first, last))
    return tuple(found)


@dataclass(frozen=True)
class DeedRecorder:
    """Makes the event records of one coding."""

    coding: Coding
    book: Codebook
    cast: Cast
    actors: dict[str, Actor]
    toponyms: InOrder[Toponym]
    timexes: InOrder[Timex]
    days: list[ToldDay] = field(default_factory=list)

    @classmethod
    def of(cls, coding: Coding, book: Codebook) -> DeedRecorder:
        """A recorder for one coding."""
        return cls(
            coding, book, Cast.of(coding), {a.id: a for a in coding.actors},
            InOrder(coding.toponyms), InOrder(coding.timexes),
        )  # fmt: skip

    def events(self, drafts: Sequence[DeedDraft], claims: Mapping[int, Claim]) -> list[Event]:
        """The records of all drafts; a repeat names the event that it tells again."""
        made: dict[int, Event] = {}
        for draft in drafts:
            before = made.get(-1 if draft.deed.told_before is None else draft.deed.told_before)
            made[draft.number] = self._event(draft, claims[draft.start], before)
        return list(made.values())

    def _event(self, draft: DeedDraft, claim: Claim, before: Event | None) -> Event:
        deed, report = draft.deed, self.coding.report
        doers = self._doers(draft)
        done_to = tuple(
            a for a in self.cast.actors(draft.line, draft.clause.patients) if a not in doers
        )
        places = self._places(deed)
        auxiliary = Auxiliary(deed.auxiliary)
        time, time_why = self._time(draft, claim, auxiliary)
        if auxiliary is Auxiliary.ASSERTED and long_past(time, report.as_of(deed.start)):
            auxiliary = Auxiliary.HISTORICAL
        elif auxiliary is Auxiliary.HISTORICAL and is_recent(time, report.as_of(deed.start)):
            auxiliary = Auxiliary.ASSERTED
        setting = Setting(
            actors=tuple(self.actors[a] for a in doers if a in self.actors),
            recipients=tuple(self.actors[a] for a in done_to if a in self.actors),
            places=tuple(t.place for t in places if t.place),
            agent_words=self._classes(draft, draft.clause.agents),
            patient_words=self._classes(draft, draft.clause.patients),
            ahead=auxiliary in (Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL),
        )
        return Event(
            id=content_id("evt", claim.id, deed.type, deed.start, deed.end),
            claim=claim.id, type=deed.type, auxiliary=auxiliary,
            trigger=report.span(deed.start, deed.end), actors=doers, recipients=done_to,
            toponyms=tuple(t.id for t in places), time=time,
            quantities=read_counts(deed, draft.line, report, self.coding.linguistics().lang),
            codes=codes_of(deed.type, setting, self.book), score=deed.score,
            same_as=before.id if before else None,
            aspect=Aspect(deed.aspect), places=tuple(self._roles(deed)),
            why=tuple(self._why(deed, time_why)),
        )  # fmt: skip

    def _doers(self, draft: DeedDraft) -> tuple[str, ...]:
        speaker = find_speaker(
            draft.claim, draft.clause.agents, draft.line, self.cast.mentions, self.actors,
            lang=self.coding.linguistics().lang,
        )  # fmt: skip
        return (speaker,) if speaker else self.cast.actors(draft.line, draft.clause.agents)

    def _places(self, deed: RawDeed) -> tuple[Toponym, ...]:
        """The toponyms in the deed's slots of places, those of the nearest kind that has any."""
        for names in LEFT if deed.type in LEAVING else PLACES:
            slots = [slot for slot in deed.slots if slot.name in names]
            told = (t for s in slots for t in self.toponyms.within(s.start, s.end))
            found = list({t.id: t for t in told}.values())
            if found:
                return tuple(found)
        return ()

    def _roles(self, deed: RawDeed) -> Iterator[EventPlace]:
        """Every toponym in a slot of places, with its role."""
        for slot in deed.slots:
            if slot.name in ROLES:
                for toponym in self.toponyms.within(slot.start, slot.end):
                    yield EventPlace(PlaceRole(slot.name), toponym.id)

    def _time(self, draft: DeedDraft, claim: Claim, auxiliary: Auxiliary) -> tuple[Interval, str]:
        told = find_time(draft.deed, self.coding, auxiliary, claim, self.timexes)
        return carry_day(
            draft, claim, told, self.coding,
            asserted=auxiliary is Auxiliary.ASSERTED, days=self.days,
        )  # fmt: skip

    def _classes(self, draft: DeedDraft, phrases: Iterable[Phrase]) -> frozenset[str]:
        words = {word for phrase in phrases for word in phrase.core}
        return draft.line.classes(words)

    def _why(self, deed: RawDeed, time_why: str) -> Iterator[str]:
        text = self.coding.report.text
        yield f"type: {deed.type} - the reader of deeds, score {deed.score:.2f}"
        yield f"auxiliary: {deed.auxiliary} - the reader of deeds"
        for slot in deed.slots:
            yield f"{slot.name}: {text[slot.start : slot.end]!r} - score {slot.score:.2f}"
        yield f"time: {time_why}"


def trace_deeds(coding: Coding, drafts: Sequence[DeedDraft], trace: Trace) -> None:
    """Tells a trace what the reader found, and what it doubted."""
    analysis = coding.linguistics()
    kept = {draft.number for draft in drafts}
    for number, deed in enumerate(analysis.deeds or ()):
        told = f"{CHOSEN}: {deed.type}, score {deed.score:.2f}"
        silent = "stands in a part of the report that tells no events"
        trace.tried.append(_tried(coding, deed, told if number in kept else silent))
    for deed in analysis.doubted:
        outcome = f"the reader is too unsure of it: score {deed.score:.2f}"
        trace.tried.append(_tried(coding, deed, outcome))
    trace.tried.sort(key=lambda tried: tried.start)


def _tried(coding: Coding, deed: RawDeed, outcome: str) -> Tried:
    words = coding.report.text[deed.start : deed.end]
    return Tried(
        start=deed.start, end=deed.end, entry=words.lower(), form="reader", sense=deed.type,
        outcome=outcome, at="encoder/deeds.py",
    )  # fmt: skip
