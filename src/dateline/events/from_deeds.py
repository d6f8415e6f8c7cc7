"""Events from the deeds that the reader found: actors, places, days, numbers and crosswalks.

The reader judges (which code, told how, who, where); what stands here only looks up what other
stages know of the words that it named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.events.codebook import Codebook
from dateline.events.crosswalk import Setting, codes_of
from dateline.events.day_carry import ToldDay, carry_day
from dateline.events.deed_counts import read_counts
from dateline.events.deed_times import find_time, is_recent, long_past
from dateline.events.drafts import DeedDraft
from dateline.events.nearby import InOrder
from dateline.events.roles import Cast
from dateline.events.speaker_pronouns import find_speaker
from dateline.events.where import Whereabouts
from dateline.model import (
    Actor,
    Aspect,
    Auxiliary,
    Claim,
    Coding,
    Event,
    Interval,
    RawDeed,
    Timex,
    content_id,
)


@dataclass(frozen=True)
class DeedRecorder:
    """Makes the event records of one coding."""

    coding: Coding
    book: Codebook
    cast: Cast
    actors: dict[str, Actor]
    where: Whereabouts
    timexes: InOrder[Timex]
    days: list[ToldDay] = field(default_factory=list)

    @classmethod
    def of(cls, coding: Coding, book: Codebook) -> DeedRecorder:
        """A recorder for one coding."""
        return cls(
            coding, book, Cast.of(coding), {a.id: a for a in coding.actors},
            Whereabouts.of(coding), InOrder(coding.timexes),
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
        done_to = tuple(a for a in self.cast.actors(draft.line, draft.done_to) if a not in doers)
        places = self.where.list_places(deed)
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
            agent_words=self.cast.classes(draft.line, draft.doers),
            patient_words=self.cast.classes(draft.line, draft.done_to),
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
            aspect=Aspect(deed.aspect), places=tuple(self.where.list_roles(deed)),
            why=tuple(self._why(deed, time_why)),
        )  # fmt: skip

    def _doers(self, draft: DeedDraft) -> tuple[str, ...]:
        speaker = find_speaker(
            draft.claim, draft.doers, draft.line, self.cast.mentions, self.actors,
            lang=self.coding.linguistics().lang,
        )  # fmt: skip
        return (speaker,) if speaker else self.cast.actors(draft.line, draft.doers)

    def _time(self, draft: DeedDraft, claim: Claim, auxiliary: Auxiliary) -> tuple[Interval, str]:
        told = find_time(draft.deed, self.coding, auxiliary, claim, self.timexes)
        return carry_day(
            draft, claim, told, self.coding,
            asserted=auxiliary is Auxiliary.ASSERTED, days=self.days,
        )  # fmt: skip

    def _why(self, deed: RawDeed, time_why: str) -> Iterator[str]:
        text = self.coding.report.text
        by = deed.rule or "the reader of deeds"
        yield f"type: {deed.type} - {by}, score {deed.score:.2f}"
        yield f"auxiliary: {deed.auxiliary} - the reader of deeds"
        for slot in deed.slots:
            yield f"{slot.name}: {text[slot.start : slot.end]!r} - score {slot.score:.2f}"
        yield f"time: {time_why}"
