"""From drafts to event records: roles, places, times, quantities, crosswalks, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from msgspec.structs import replace

from dateline.events.codebook import Codebook
from dateline.events.crosswalk import Setting, codes_of
from dateline.events.day_carry import ToldDay, carry_day
from dateline.events.drafts import Draft
from dateline.events.lexicon import Lexicon
from dateline.events.lines import Line
from dateline.events.nearby import InOrder, by_sentence, of_one
from dateline.events.quantities import Count
from dateline.events.roles import NO_GIVEN, Cast
from dateline.events.syntax import Phrase
from dateline.events.when import long_past, when
from dateline.events.where import where
from dateline.model import (
    Actor,
    Auxiliary,
    Basis,
    Claim,
    Coding,
    Event,
    Quantity,
    QuantityOf,
    Report,
    Toponym,
    content_id,
)

_RETAKEN = ("re", "liberat", "win back", "take back")


@dataclass(frozen=True)
class Recorder:
    """Makes event records for one coding; `cast` are its actors as named in the text."""

    coding: Coding
    lexicon: Lexicon
    book: Codebook
    cast: Cast
    actors: dict[str, Actor] = field(default_factory=dict)
    toponyms: Sequence[Sequence[Toponym]] = ()
    made: dict[int, Event] = field(default_factory=dict)
    days: list[ToldDay] = field(default_factory=list)
    getting: Cast = field(default_factory=lambda: Cast(InOrder(())))

    @classmethod
    def of(cls, coding: Coding, lexicon: Lexicon, book: Codebook) -> Recorder:
        """A recorder for one coding."""
        actors = {a.id: a for a in coding.actors}
        toponyms = by_sentence(coding.linguistics().sentences, coding.toponyms, of_one)
        getting = Cast.of(coding, but=NO_GIVEN)
        return cls(coding, lexicon, book, Cast.of(coding), actors, toponyms, getting=getting)

    def event(self, draft: Draft, claim: Claim, others: Iterable[Draft]) -> Event:
        """The record of a draft; `others` are the drafts of its line."""
        report = self.coding.report
        post = report.as_of(draft.start)
        doers = self.cast.actors(draft.line, _told(draft, draft.clause.agents, claim))
        done_to = tuple(
            a
            for a in self.cast.actors(draft.line, _told(draft, draft.clause.patients, claim))
            if a not in doers
        )
        if not doers and self.lexicon.senses[draft.match.entry.sense].movers:
            doers, done_to = done_to, ()
        doers = doers or self._speaker(draft)
        done_to += tuple(a for a in self._given(draft) if a not in (*doers, *done_to))
        toponyms = self._unnamed(draft.line, {*doers, *done_to})
        places, place_why = where(
            draft.line, draft.clause, toponyms, draft.start, named=self.coding.toponyms
        )
        aux, aux_why = draft.auxiliary, draft.auxiliary_why
        time, time_why = when(
            draft.line, draft.clause, self.coding.timexes, claim, post, aux, draft.start
        )
        time, time_why = carry_day(
            draft, claim, (time, time_why), self.coding,
            asserted=aux is Auxiliary.ASSERTED, days=self.days,
        )  # fmt: skip
        if aux is Auxiliary.ASSERTED and long_past(time, post):
            aux, aux_why = Auxiliary.HISTORICAL, "its time is long before the report"
        setting = self._setting(draft, doers, done_to, others)
        setting = replace(setting, places=tuple(t.place for t in places if t.place))
        frame = draft.match.frame
        made = Event(
            id=content_id("evt", claim.id, draft.code, draft.start, draft.end),
            claim=claim.id,
            type=draft.code,
            auxiliary=aux,
            trigger=report.span(draft.start, draft.end),
            actors=doers,
            recipients=done_to,
            toponyms=tuple(t.id for t in places),
            time=time,
            quantities=tuple(_quantity(c, draft, report) for c in draft.counts),
            codes=codes_of(draft.code, setting, self.book, acled=frame.acled, plover=frame.plover),
            score=draft.score,
            why=self._why(draft, aux, aux_why, place_why, time_why),
        )
        self.made[draft.start] = made = _of_deed(made, self.made.get(draft.deed or -1))
        return made

    def _given(self, draft: Draft) -> tuple[str, ...]:
        """Who gets what is given: here the name of a state is the state's."""
        if not self.lexicon.senses[draft.match.entry.sense].dative:
            return ()
        return self.getting.actors(draft.line, draft.clause.given)

    def _speaker(self, draft: Draft) -> tuple[str, ...]:
        """Who makes the claim whose cue is the trigger, if the report names them: to urge is a
        deed of who urges."""
        if not draft.code.startswith("politics"):
            return ()
        for claim in self.coding.claims:
            cue = claim.cue
            if cue is not None and cue.start < draft.end and draft.start < cue.end:
                named = any(m.actor == claim.source.actor for m in self.coding.mentions)
                return (claim.source.actor,) if claim.source.actor and named else ()
        return ()

    def _unnamed(self, line: Line, actors: Set[str]) -> tuple[Toponym, ...]:
        """The toponyms of a line that are no part of a name of these actors."""
        here = self.toponyms[line.index]
        if not here or not actors:
            return tuple(here)
        near = self.cast.within(line.sentence.start, line.sentence.end)
        named = [m for m in near if m.actor in actors]
        return tuple(t for t in here if not any(m.start <= t.start < m.end for m in named))

    def _setting(
        self,
        draft: Draft,
        doers: tuple[str, ...],
        done_to: tuple[str, ...],
        others: Iterable[Draft],
    ) -> Setting:
        attacked = draft.code == "territory.held" and (
            any(d.code.startswith(("battle", "strike")) for d in others)
            or bool({"attack_words", "fighting_words"} & draft.found.around)
        )
        return Setting(
            actors=tuple(self.actors[a] for a in doers if a in self.actors),
            recipients=tuple(self.actors[a] for a in done_to if a in self.actors),
            agent_words=draft.found.agent,
            patient_words=draft.found.patient,
            attacked=attacked,
            ahead=draft.auxiliary in (Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL),
            base=self.lexicon.senses[draft.match.entry.sense].base,
            retaken=draft.match.entry.base.startswith(_RETAKEN),
        )

    def _why(
        self, draft: Draft, aux: Auxiliary, aux_why: str, place_why: str, time_why: str
    ) -> tuple[str, ...]:
        lines = [f"type: {draft.type_why}", f"auxiliary: {aux.value} - {aux_why}"]
        for label, phrases in (
            ("actors", draft.clause.agents),
            ("recipients", draft.clause.patients),
        ):
            words = draft.line.words
            texts = [
                self.coding.report.text[words.starts[p.first] : words.ends[p.last - 1]]
                for p in phrases
            ]
            lines.append(f"{label}: {'; '.join(texts) or 'not told in its clause'}")
        lines += [f"place: {place_why}", f"time: {time_why}"]
        lines += [f"quantity: {c.of} - {c.why}" for c in draft.counts]
        return tuple(lines)


def _of_deed(event: Event, deed: Event | None) -> Event:
    """A toll where and when the deed was that it counts the dead of, if it does not say."""
    if deed is None:
        return event
    if not event.toponyms:
        event = replace(event, toponyms=deed.toponyms, why=(*event.why, "place: of the deed"))
    if event.time.basis is Basis.DOCUMENT:
        event = replace(event, time=deed.time, why=(*event.why, "time: of the deed"))
    return event


def _told(draft: Draft, phrases: Iterable[Phrase], claim: Claim) -> tuple[Phrase, ...]:
    """The phrases that the claim tells of: who only says so takes no part, unless the words
    say that it did ("denied having fired")."""
    speaker, words = claim.source.span, draft.line.words
    if speaker is None or draft.clause.controlled:
        return tuple(phrases)
    return tuple(
        p
        for p in phrases
        if words.ends[p.last - 1] <= speaker.start or speaker.end <= words.starts[p.first]
    )


def _quantity(count: Count, draft: Draft, report: Report) -> Quantity:
    words = draft.line.words
    start, end = words.starts[count.number.first], words.ends[count.number.last - 1]
    span = report.span(start, end)
    return Quantity(
        start=span.start, end=span.end, text=span.text, of=QuantityOf(count.of),
        low=count.number.low, best=count.number.best, high=count.number.high,
    )  # fmt: skip
