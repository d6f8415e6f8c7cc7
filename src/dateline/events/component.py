"""The stage that codes events: from claims to events by the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from dateline.events.alike import SENTENCES, alike
from dateline.events.beyond import beyond_coder, drafts_beyond, recoded
from dateline.events.codebook import codebook
from dateline.events.coder import Coder, innermost
from dateline.events.drafts import Draft
from dateline.events.from_deeds import DeedRecorder, draft_deeds, trace_deeds
from dateline.events.governors import governors
from dateline.events.known import known_classes
from dateline.events.lexicon import lexicon
from dateline.events.lines import Line, line_of, tells_nothing
from dateline.events.linking import linked, main_first
from dateline.events.merging import merged
from dateline.events.names import in_name, names
from dateline.events.narration import narrated
from dateline.events.nearby import by_sentence, of_claim, of_one, of_speaker
from dateline.events.numbers import number_words
from dateline.events.parsed import ParsedSyntax
from dateline.events.patterns import PatternSyntax
from dateline.events.quantities import Count, counts_in
from dateline.events.records import Recorder
from dateline.events.scope import scope
from dateline.events.similarity import Likeness, similarity
from dateline.events.syntax import Syntax
from dateline.events.told import Told, is_bare_toll, told_last
from dateline.events.trace import Trace
from dateline.model import Analysis, Claim, Coding, Event, Layer, Report, Timex

_DEFAULT_LANGUAGE = "en"
_LONG = 0.12  # how much of that counts in reports of more than a few sentences
_LIKENESS, _DEPTH, _DEEPEST = 90.0, 30.0, 120.0  # in ranks of the codebook


class EventCoder:
    """Writes events, and into each claim the ids of the events that are derived from it.

    `trace` is told what was tried, where it is given.
    """

    name = "events"
    needs: frozenset[Layer] = frozenset(
        {
            Layer.ANALYSIS, Layer.MENTIONS, Layer.ACTORS, Layer.TOPONYMS, Layer.TIMEXES,
            Layer.CLAIMS,
        }
    )  # fmt: skip
    writes: frozenset[Layer] = frozenset({Layer.EVENTS, Layer.CLAIMS})

    def __init__(self, trace: Trace | None = None) -> None:
        self._trace = trace

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its events, the main one first."""
        if coding.linguistics().deeds is not None:
            return from_deeds(coding, trace=self._trace)
        coder = coder_for(coding.linguistics(), trace=self._trace)
        if coder is None:
            return coding
        lines = list(drafts_of(coding, coder)) or _alike(coding, coder)
        coding, claims = narrated(coding, [d for line in lines for d in line])
        recorder = Recorder.of(coding, coder.lexicon, codebook())
        events = [
            recorder.event(draft, claims[draft.start], line) for line in lines for draft in line
        ]
        short = len(coding.linguistics().sentences) <= SENTENCES
        weights = {
            event.id: _weight(draft, coder) * (1.0 if short else _LONG)
            for event, draft in zip(events, (d for line in lines for d in line), strict=True)
        }
        return _written(coding, events, recorder, weights)


def from_deeds(coding: Coding, *, trace: Trace | None = None) -> Coding:
    """The coding with the events that the reader of deeds found."""
    drafts = draft_deeds(coding)
    if trace is not None:
        trace_deeds(coding, drafts, trace)
    coder = beyond_coder(coding)
    beyond: list[Draft] = []
    if coder is not None:
        drafts, beyond = recoded(drafts, drafts_beyond(coding, coder))
    coding, claims = narrated(coding, [*drafts, *beyond])
    recorder = DeedRecorder.of(coding, codebook())
    events = recorder.events(drafts, claims)
    if coder is not None and beyond:
        second = Recorder.of(coding, coder.lexicon, codebook())
        events += [second.event(draft, claims[draft.start], beyond) for draft in beyond]
    toponyms = {t.id: t for t in coding.toponyms}
    joined = linked(events, toponyms, {a.id: a for a in coding.actors})
    weights = {event.id: 0.0 for event in joined}
    ordered = main_first(joined, coding.report, codebook(), weights)
    return replace(coding, events=tuple(ordered), claims=_with_events(coding.claims, ordered))


def coder_for(analysis: Analysis, *, trace: Trace | None = None) -> Coder | None:
    """The coder of a language: with its parse where tokens have heads, else by patterns."""
    language = analysis.lang or _DEFAULT_LANGUAGE
    if trace is not None:
        trace.language = language
    words, scoping = lexicon(language), scope(language)
    if words is None or scoping is None:
        return None
    syntax: Syntax = (
        ParsedSyntax(scoping, governors(scoping), analysis)
        if any(token.head is not None for token in analysis.tokens[:1])
        else PatternSyntax(scoping)
    )
    likeness = Likeness(similarity() if analysis.vectors else None, analysis.vectors)
    return Coder(words, scoping, syntax, codebook(), likeness, trace)


def drafts_of(coding: Coding, coder: Coder) -> Iterator[list[Draft]]:
    """The drafts of every sentence that may tell events, merged and with their counts."""
    analysis, report = coding.linguistics(), coding.report
    known = by_sentence(analysis.sentences, known_classes(coding), lambda k: (k[:2],))
    claims = by_sentence(analysis.sentences, coding.claims, of_claim)
    times = by_sentence(analysis.sentences, coding.timexes, of_one)
    speakers = by_sentence(analysis.sentences, coding.claims, of_speaker)
    named = by_sentence(analysis.sentences, names(coding), lambda span: (span,))
    last: Told | None = None
    for index, sentence in enumerate(analysis.sentences):
        if tells_nothing(report, sentence):
            continue
        line = line_of(report.text, analysis, index, coder.lexicon, known[index])
        if not line.triggers:
            continue
        timed = _timed(times[index], line)
        found = coder.drafts(line, analysis, tuple(claims[index]), last)
        drafts = [
            d for d in found
            if d.trigger.head not in timed
            and not in_name(line, d.trigger.first, named[index], report.text)
        ]  # fmt: skip
        _note_dropped(coder, found, drafts, "names a time, or stands in a name")
        if drafts:
            told = _counts(report, line, timed | _named(speakers[index], line), coder)
            found = merged(drafts, told, coder.lexicon)
            _note_dropped(coder, drafts, found, "joined with what tells the same in its sentence")
            found = [_with_its_own(draft, tuple(claims[index])) for draft in found]
            last = told_last(last, line, found, coder.lexicon)
            counted = [draft for draft in found if not is_bare_toll(draft)]
            _note_dropped(coder, found, counted, "tells an event only with a number beside it")
            yield counted


def _note_dropped(coder: Coder, before: list[Draft], after: list[Draft], outcome: str) -> None:
    """Tells the trace which drafts are no longer there."""
    if coder.trace is not None:
        kept = {draft.start for draft in after}
        for draft in before:
            if draft.start not in kept:
                coder.trace.drop(draft, outcome)


def _with_its_own(draft: Draft, claims: tuple[Claim, ...]) -> Draft:
    """The draft without the numbers that another source gives."""
    counts = tuple(c for c in draft.counts if _is_told_with(c, draft, claims))
    return draft if len(counts) == len(draft.counts) else replace(draft, counts=counts)


def _is_told_with(count: Count, draft: Draft, claims: tuple[Claim, ...]) -> bool:
    words = draft.line.words
    start, end = words.starts[count.number.first], words.ends[count.number.last - 1]
    teller = innermost(claims, start, end)
    if teller is None or _covers(teller, draft.start, draft.end):
        return True
    return draft.claim is not None and _covers(draft.claim, start, end)


def _covers(claim: Claim, start: int, end: int) -> bool:
    return any(span.start <= start and end <= span.end for span in claim.content)


def _alike(coding: Coding, coder: Coder) -> list[list[Draft]]:
    """A draft for a short note without any trigger, if it is like some code."""
    analysis, report = coding.linguistics(), coding.report
    if len(report.blocks) > 1 or not 0 < len(analysis.sentences) <= SENTENCES:
        return []
    known = known_classes(coding)
    lines = [
        line_of(report.text, analysis, index, coder.lexicon, known, bare=True)
        for index in range(len(analysis.sentences))
    ]
    found = alike(lines, coder, analysis, coding.claims)
    return [found] if found else []


def _counts(report: Report, line: Line, timed: set[int], coder: Coder) -> tuple[Count, ...]:
    words = number_words(coder.lexicon.language)
    if words is None:
        return ()
    return counts_in(line.words, report.text, words, timed)


def _named(claims: Iterable[Claim], line: Line) -> set[int]:
    """Words of a line that name who speaks: "two sources" are no quantity of what they tell."""
    spans = (span for claim in claims for span in of_speaker(claim))
    return {i for start, end in spans for i in range(*line.words.between(start, end))}


def _timed(timexes: Iterable[Timex], line: Line) -> set[int]:
    """Words of a line that say when: no event ("since the invasion began"), no count."""
    return {i for t in timexes for i in range(*line.words.between(t.start, t.end))}


def _weight(draft: Draft, coder: Coder) -> float:
    """What an event's place in its sentence takes, and likeness to its code adds, in ranks."""
    likeness = coder.chances(draft.line.index).get(draft.code, 0.0)
    return _LIKENESS * likeness - min(_DEPTH * draft.clause.depth, _DEEPEST)


def _written(
    coding: Coding, events: list[Event], recorder: Recorder, weights: Mapping[str, float]
) -> Coding:
    toponyms = {t.id: t for t in coding.toponyms}
    ordered = main_first(
        linked(events, toponyms, recorder.actors), coding.report, recorder.book, weights
    )
    return replace(coding, events=tuple(ordered), claims=_with_events(coding.claims, ordered))


def _with_events(claims: tuple[Claim, ...], events: list[Event]) -> tuple[Claim, ...]:
    derived: Mapping[str, list[str]] = {claim.id: [] for claim in claims}
    for event in sorted(events, key=lambda e: e.trigger.start):
        derived[event.claim].append(event.id)
    return tuple(replace(claim, events=tuple(derived[claim.id])) for claim in claims)
