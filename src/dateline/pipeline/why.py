"""Why a report was coded as it was: every slot with its words, its rule and where the rule stands.

Invariant: the records alone explain what was coded; what was tried and left is told too where the
report is coded anew, which changes no record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import ClassVar

from msgspec import Struct

from dateline.control.parameters import shipped_parameters
from dateline.events.component import EventCoder
from dateline.events.drafts import Tried
from dateline.model import Actor, Claim, Coding, Component, Event, Mention, Report, Span, Toponym
from dateline.pipeline.code import code
from dateline.pipeline.control_rows import assertions, left_out
from dateline.pipeline.stages import components
from dateline.pipeline.territory import territory
from dateline.places.keys import fold

CURATED_PLACES = ("settlements.yaml", "facilities.yaml", "waters.yaml", "regions_informal.yaml")
ACTOR_FILES = (
    "organisations.yaml", "leaders.yaml", "national_forces.yaml", "outlets.yaml",
    "heads.en.yaml", "heads.ru.yaml", "heads.uk.yaml",
)  # fmt: skip
_MATCH = re.compile(r"match: (.*?)(?:, with:|}?$)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_RULE = re.compile(r"type: \S+ - (own\.\w+\.yaml\S*), ")


class WhyRow(Struct, frozen=True, kw_only=True):
    """One reason: of a record (`about` its id, empty: of the sentence), the `slot` that it fills,
    what fills it, why, and at which line of which file the rule stands (empty: in no file).

    `sentence`: where the words stand, counted from 0; None: of no one sentence.
    """

    COLUMNS: ClassVar = ("sentence", "kind", "slot", "value", "why", "at")

    report: str
    sentence: int | None
    kind: str
    about: str
    slot: str
    value: str
    why: str = ""
    at: str = ""


class Explained(Struct, frozen=True):
    """A coding, and what was tried for its events (None: it was read from a ledger)."""

    coding: Coding
    tried: tuple[Tried, ...] | None = None


def code_with_trace(
    report: Report, *, conflict: str | None = None, reader: bool = True
) -> Explained:
    """A report coded as ever, with what was tried for its events."""
    return trace_coding(report, components(reader=reader), conflict)


def trace_coding(report: Report, stages: Sequence[Component], conflict: str | None) -> Explained:
    """The same by some stages."""
    trace: list[Tried] = []
    watched: list[Component] = [
        EventCoder(trace) if isinstance(stage, EventCoder) else stage for stage in stages
    ]
    coding = code(report, watched, conflict=conflict)
    return Explained(coding, tuple(trace))


def reasons(told: Explained, *, only: str | None = None) -> Iterator[WhyRow]:
    """Every reason behind a coding, sentence by sentence, then control's.

    `only`: the id of a claim or event: its own reasons and those of what it rests on.
    """
    view = _View.of(told)
    if only is not None:
        yield from view.record(only)
        return
    for number, sentence in enumerate(view.sentences):
        yield view.row(number, "sentence", "", "words", sentence.text)
        yield from view.of_sentence(number, sentence)
    for note in told.coding.notes:
        yield view.row(None, "note", told.coding.report.id, "note", note)
    yield from view.control()


@dataclass(frozen=True)
class _View:
    """A coding by sentence."""

    told: Explained
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, told: Explained) -> _View:
        return cls(told, sentences_of(told.coding))

    @property
    def coding(self) -> Coding:
        return self.told.coding

    @property
    def language(self) -> str:
        return self.coding.report.lang or "en"

    def row(
        self, sentence: int | None, kind: str, about: str, slot: str, value: str,
        why: str = "", at: str = "",
    ) -> WhyRow:  # fmt: skip
        return WhyRow(
            report=self.coding.report.id, sentence=sentence, kind=kind, about=about, slot=slot,
            value=value, why=why, at=at,
        )  # fmt: skip

    def number(self, start: int) -> int | None:
        """The sentence that a character stands in."""
        return next((n for n, s in enumerate(self.sentences) if s.start <= start < s.end), None)

    def record(self, name: str) -> Iterator[WhyRow]:
        """The reasons of one claim with its events, or of one event with its claim."""
        events = [e for e in self.coding.events if name in (e.id, e.claim)]
        claims = {name, *(e.claim for e in events)}
        for claim in (c for c in self.coding.claims if c.id in claims):
            yield from self.claim(claim)
        for event in events:
            yield from self.event(event)
        yield from self.control(frozenset(e.id for e in events))

    def of_sentence(self, number: int, sentence: Span) -> Iterator[WhyRow]:
        for claim in self.coding.claims:
            if sentence.start <= claim.start < sentence.end:
                yield from self.claim(claim)
        for tried in self.told.tried or ():
            if sentence.start <= tried.start < sentence.end:
                words = self.coding.report.text[tried.start : tried.end]
                value = f"{words!r} as {tried.type}"
                yield self.row(number, "tried", "", "trigger", value, tried.outcome, tried.at)
        for event in self.coding.events:
            if sentence.start <= event.trigger.start < sentence.end:
                yield from self.event(event)

    def claim(self, claim: Claim) -> Iterator[WhyRow]:
        at, cue = self.number(claim.start), claim.cue
        made = self.row(
            at, "claim", claim.id, "content", " ... ".join(s.text for s in claim.content)
        )
        yield made
        source = claim.source
        words = source.span.text if source.span else f"the {source.kind.value} itself"
        yield self.row(
            at, "claim", claim.id, "source", words, f"a source of kind {source.kind.value}",
            data_line("sources", self.language, words) if source.span else "",
        )  # fmt: skip
        said = f"cue {cue.text!r}" if cue else "no cue: the text's own words"
        rule = data_line("cues", self.language, cue.text) if cue else ""
        yield self.row(at, "claim", claim.id, "stance", claim.stance.value, said, rule)
        yield self.row(at, "claim", claim.id, "manner", claim.manner.value, said, rule)
        hedges = ", ".join(repr(h.text) for h in claim.hedges)
        hedged = next((data_line("hedges", self.language, h.text) for h in claim.hedges), "")
        why = f"hedges {hedges}" if hedges else "no word hedges it"
        yield self.row(at, "claim", claim.id, "certainty", claim.certainty.value, why, hedged)
        for relay in (r for r in claim.relays if r.span is not None):
            text = relay.span.text if relay.span else ""
            yield self.row(at, "claim", claim.id, "relay", text, f"of kind {relay.kind.value}")

    def event(self, event: Event) -> Iterator[WhyRow]:
        """Every slot of an event."""
        at = self.number(event.trigger.start)
        yield self.row(at, "event", event.id, "trigger", event.trigger.text, f"claim {event.claim}")
        values = {"type": event.type, "auxiliary": event.auxiliary.value}
        for why in event.why:
            slot, _, reason = why.partition(": ")
            told = reason.removeprefix(f"{values.get(slot)} - ")
            yield self.row(
                at, "event", event.id, slot, values.get(slot, reason),
                told if slot in values else "", rule_of(slot, why),
            )  # fmt: skip
        near = [m for m in self.coding.mentions if self.number(m.start) == at]
        for actor in (a for a in self.coding.actors if a.id in event.actors + event.recipients):
            yield self.row(at, "event", event.id, "actor", *tell_actor(actor, near))
        for quantity in event.quantities:
            rule = word_lines("events", f"quantities.{self.language}.yaml", quantity.text)
            yield self.row(
                at, "event", event.id, quantity.of.value, quantity.text, "counted beside it", rule
            )
        for toponym in (t for t in self.coding.toponyms if t.id in event.toponyms):
            yield from self.place(event, toponym)
        time = event.time
        span = f"{time.earliest or '...'} to {time.latest or '...'}"
        value = span if time.earliest or time.latest else "unknown"
        timex = next((t.text for t in self.coding.timexes if t.id == time.timex), None)
        why = f"{time.basis.value}, date_prec {time.date_prec}" + (f"; {timex!r}" if timex else "")
        why += f"; {time.why}" if time.why else ""
        rule = word_lines("times", f"{self.language}.yaml", timex) if timex else ""
        yield self.row(at, "event", event.id, "valid time", value, why, rule)
        code_at = _line_of("events", "codebook.yaml", event.type)
        yield self.row(at, "event", event.id, "crosswalk", crosswalk_of(event), "", code_at)
        if event.same_as:
            yield self.row(at, "event", event.id, "repeats", event.same_as)

    def place(self, event: Event, toponym: Toponym) -> Iterator[WhyRow]:
        """A place as written and as resolved, and every candidate with its score."""
        at = self.number(event.trigger.start)
        value = place_text(toponym)
        yield self.row(at, "event", event.id, "toponym", value, toponym.why or "")
        for candidate in toponym.candidates:
            score = f"score {candidate.score:.2f}"
            name = f"{candidate.name} ({candidate.id})"
            yield self.row(
                at, "event", event.id, "candidate", name, f"{score} for {toponym.text!r}",
                place_line(candidate.id),
            )  # fmt: skip

    def control(self, events: frozenset[str] | None = None) -> Iterator[WhyRow]:
        """What control makes of it: each assertion with its weight, each omission with its rule."""
        atlas = territory([self.coding])
        for row in assertions(atlas, shipped_parameters()):
            if events is None or row.event in events:
                side = row.controller or (f"not {row.not_controller}" if row.not_controller else "")
                value = f"{row.name}: {row.says} {side}".strip()
                why = f"weight {row.weight:g}: {row.why}, said by {row.claimant} ({row.speaks})"
                yield self.row(
                    self.of_event(row.event), "control", row.event, "assertion", value, why,
                    "model.yaml",
                )  # fmt: skip
        for omitted in left_out(atlas):
            if events is None or omitted.event in events:
                yield self.row(
                    self.of_event(omitted.event), "control", omitted.event, "left out",
                    omitted.name or "no place", omitted.why, rule_line(omitted.rule),
                )  # fmt: skip

    def of_event(self, name: str) -> int | None:
        """The sentence of an event."""
        starts = (e.trigger.start for e in self.coding.events if e.id == name)
        return next((self.number(start) for start in starts), None)


def sentences_of(coding: Coding) -> tuple[Span, ...]:
    """The sentences of a coding; of one that comes from a ledger, its blocks."""
    from dateline.model import Analysis

    report = coding.report
    if isinstance(coding.analysis, Analysis):
        return tuple(report.span(s.start, s.end) for s in coding.analysis.sentences)
    return tuple(report.span(b.start, b.end) for b in report.blocks)


def tell_actor(actor: Actor, near: Sequence[Mention]) -> tuple[str, str, str]:
    """Who an actor is taken to be, for whom it acts, and where one of its words is listed."""
    words = {m.text: None for m in near if m.actor == actor.id} or {actor.name: None}
    listed = next(filter(None, map(actor_line, (*words, actor.name))), "")
    side = f"acts for {actor.side}" if actor.side else "no side is known"
    return f"{' = '.join(map(repr, words))} is {actor.name}", side, listed


def rule_of(slot: str, why: str) -> str:
    """Where the rule stands that filled a slot of an event."""
    if slot == "type":
        asked = _RULE.match(why)
        return asked[1] if asked else "encoder/deeds.py"
    return {"auxiliary": "encoder/deeds.py", "time": "events/deed_times.py"}.get(slot, "")


def place_text(toponym: Toponym) -> str:
    """A place as written and as resolved."""
    place = toponym.place
    found = f"{place.name} ({place.id}, where_prec {place.where_prec})" if place else "unknown"
    area = f", {toponym.area}" if toponym.area else ""
    return f"{toponym.text!r} is {found}{area}"


def crosswalk_of(event: Event) -> str:
    """The codes of an event in the three codebooks."""
    codes = event.codes
    acled = f"{codes.acled.event_type} / {codes.acled.sub_event_type}" if codes.acled else "none"
    plover = " ".join(filter(None, (codes.plover.event, codes.plover.mode))) if codes.plover else ""
    ucdp = str(codes.ucdp_type_of_violence or "none")
    return f"ACLED {acled}; PLOVER {plover or 'none'}; UCDP {ucdp}"


def data_line(name: str, language: str, words: str) -> str:
    """File and line at which words are listed in a file of claims' data; empty: nowhere."""
    return _line_of("claims", f"{name}.{language}.yaml", words.casefold())


def word_lines(room: str, name: str, words: str) -> str:
    """File and lines at which words are listed in a file of a room; empty: nowhere."""
    listed = _words_of(room, name)
    found = (line for word in _WORD.findall(words.casefold()) for line in listed.get(word, ()))
    lines = ",".join(str(line) for line in sorted(set(found)))
    return f"{room}/data/{name}:{lines}" if lines else ""


@cache
def _words_of(room: str, name: str) -> dict[str, tuple[int, ...]]:
    """Each word of three letters or more that a file lists, with its lines.

    Of a file of rules what they match, and its part `words`: the rest are examples and settings.
    """
    lines = _lines_of(files(f"dateline.{room}") / "data" / name)
    inside = whole = "words:" not in lines
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(lines, start=1):
        inside = whole or line == "words:" or (inside and line.startswith(" "))
        matched = _MATCH.search(line)
        listed = line.partition("  #")[0].casefold() if inside else matched[1] if matched else ""
        for word in dict.fromkeys(_WORD.findall("" if line.startswith("#") else listed)):
            found[word] = (*found.get(word, ()), number)
    return found


def actor_line(name: str) -> str:
    """File and line at which an actor's name is listed; empty: its words alone make it one."""
    conflicts = files("dateline.model") / "data" / "conflicts"
    slugs = sorted(path.name for path in conflicts.iterdir() if path.name.endswith(".yaml"))
    rooms = [("model", f"conflicts/{slug}") for slug in slugs]
    rooms += [("mentions", file) for file in ACTOR_FILES]
    return next(filter(None, (_line_of(room, file, name) for room, file in rooms)), "")


def place_line(place: str) -> str:
    """File and line of a place that a file of ours adds to GeoNames; empty: none does."""
    source, _, name = place.partition(":")
    if source != "dateline":
        return ""
    found = (_line_of("places", file, f"id: {name}") for file in CURATED_PLACES)
    return next(filter(None, found), "") or _village_line(name)


def _village_line(name: str) -> str:
    """File and line of a place of the lists villages/*.txt: 'af-10-marjah'."""
    country, _, rest = name.partition("-")
    path = files("dateline.places") / "data" / "villages" / f"{country.upper()}.txt"
    for number, line in enumerate(_lines_of(path), start=1):
        words = line.split(maxsplit=3)
        called = fold(words[3].partition("|")[0]) if len(words) == 4 else ""
        if called and f"{words[0].lower()}-{called}" == rest:
            return f"villages/{path.name}:{number}"
    return ""


def rule_line(rule: str) -> str:
    """File and line of a rule by which control leaves something out."""
    return _line_of("control", "left_out.yaml", rule)


@cache
def _line_of(room: str, name: str, words: str) -> str:
    path = files(f"dateline.{room}") / "data" / name
    listed = re.compile(rf"(?:^|[\[,{{]\s*|\s\s)[\"']?{re.escape(words)}[\"']?\s*(?:[,\]:}}]|$)")
    for number, line in enumerate(_lines_of(path), start=1):
        if not line.lstrip().startswith("#") and listed.search(line):
            return f"{name}:{number}"
    return ""


def _lines_of(path: Traversable) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def explain_event(coding: Coding, event: Event) -> Iterator[str]:
    """The lines that explain one event of a coding, for people."""
    claim = next(c for c in coding.claims if c.id == event.claim)
    view = _View.of(Explained(coding))
    spans = [s for s in claim.content if s.start <= event.trigger.start < s.end]
    yield f"{event.id}: {event.type}, {event.auxiliary.value} (score {event.score:.2f})"
    yield f"words: {spans[0].text if spans else event.trigger.text}"
    yield f"trigger: {event.trigger.text!r} at {event.trigger.start}-{event.trigger.end}"
    source = (
        claim.source.span.text if claim.source.span else f"the {claim.source.kind.value} itself"
    )
    yield f"claim: {claim.id}, {source}, {claim.stance.value}, {claim.certainty.value}"
    for row in view.event(event):
        if row.slot == "valid time":
            if row.value != "unknown":
                time = event.time
                yield f"valid time: {row.value} (date_prec {time.date_prec}, {time.basis.value})"
        elif row.slot == "toponym":
            yield f"{row.value}; {row.why}" if row.why else row.value
        elif row.slot == "type":
            yield f"type: {row.why}"
        elif row.slot == "auxiliary":
            yield f"auxiliary: {row.value} - {row.why}"
        elif row.slot not in ("trigger", "actor", "candidate") and row.why != "counted beside it":
            yield f"{row.slot}: {row.value}"
