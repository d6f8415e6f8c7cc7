"""From a sentence to drafts: every trigger with its clause, its code and its auxiliary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from dateline.events.auxiliary import auxiliary
from dateline.events.choice import Choice, choose
from dateline.events.codebook import Codebook
from dateline.events.drafts import Draft
from dateline.events.frames import Features, features, fits
from dateline.events.lexicon import Entry, Lexicon
from dateline.events.lines import Line, Trigger
from dateline.events.scope import Scope
from dateline.events.similarity import Likeness
from dateline.events.syntax import Clause, Cue, Syntax
from dateline.events.told import Told
from dateline.events.trace import Trace
from dateline.events.words import HYPHENS, split
from dateline.model import Analysis, Claim

_MUTUAL = "+with"
_UNDERGONE = "+subject"
_DRIVEN = "+driven"
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX", "ADJ"})

Readings = dict[tuple[bool, str], tuple[Clause, Features]]
"""Clauses of a trigger that were read, by noun or verb and by what its arguments are."""


@dataclass(frozen=True, slots=True)
class Coder:
    """Reads lines of one language with one strategy of grammar; `trace`: told what is tried."""

    lexicon: Lexicon
    scope: Scope
    syntax: Syntax
    book: Codebook
    likeness: Likeness
    trace: Trace | None = None

    def drafts(
        self, line: Line, analysis: Analysis, claims: tuple[Claim, ...], last: Told | None = None
    ) -> list[Draft]:
        """The drafts of a line in order; triggers inside a longer one that told an event go.

        `last` is the violence that the report told before.
        """
        out: list[Draft] = []
        for trigger in line.triggers:
            if (
                out
                and trigger.first < out[-1].trigger.last
                and trigger.last <= out[-1].trigger.last
            ):
                if self.trace is not None:
                    self.trace.say_all(line, trigger, "lies inside a longer word that told one")
                continue
            draft = self._draft(line, trigger, analysis, claims, last)
            if draft is not None:
                out.append(draft)
        return out

    def _draft(
        self, line: Line, trigger: Trigger, analysis: Analysis, claims: tuple[Claim, ...],
        last: Told | None,
    ) -> Draft | None:  # fmt: skip
        claim = innermost(
            claims, line.words.starts[trigger.first], line.words.ends[trigger.last - 1]
        )
        start = _start(line, claim, trigger)
        read: Readings = {}
        options = []
        for entry in trigger.entries:
            if self._form_fits(line, trigger, entry, analysis):
                _, found = self._read(line, trigger, entry, start, read, last)
                match = fits(entry, found)
                if self.trace is not None:
                    self.trace.read(line, trigger, entry, found, match, self.lexicon)
                if match is not None and match.frame.code is not None:
                    options.append(match)
            elif self.trace is not None:
                self.trace.say(line, trigger, entry, "the word does not stand in this form here")
        choice = choose(options, self.chances(line.index), self.book)
        if self.trace is not None:
            self.trace.choose(line, trigger, options, choice, self.lexicon)
        if choice is None:
            return None
        clause, found = self._read(line, trigger, choice.match.entry, start, read, last)
        made = self._made(line, trigger, clause, found, choice, claim, analysis)
        carried = last is not None and choice.match.frame.carried
        return replace(made, deed=last.start) if last is not None and carried else made

    def _read(
        self, line: Line, trigger: Trigger, entry: Entry, start: int,
        read: Readings, last: Told | None,
    ) -> tuple[Clause, Features]:  # fmt: skip
        sense = self.lexicon.senses[entry.sense]
        of = sense.of + (_MUTUAL if sense.mutual else "")
        of += _UNDERGONE if entry.base in sense.undergone else ""
        of += _DRIVEN if entry.base in sense.driven else ""
        if (entry.noun, of) not in read:
            narrowed = Trigger(trigger.first, trigger.last, (entry,))
            clause = self.syntax.clause(line, narrowed, noun=entry.noun, of=sense.of, start=start)
            if sense.mutual and not clause.patients:
                clause = replace(clause, patients=clause.company)
            if entry.base in sense.undergone and not clause.patients:
                clause = replace(clause, agents=(), patients=clause.agents)
            if entry.base in sense.driven and clause.patients:
                clause = replace(clause, agents=clause.patients, patients=clause.agents)
            code = last.of(line, clause) if last else None
            read[entry.noun, of] = clause, features(line, clause, code)
        return read[entry.noun, of]

    def _made(
        self, line: Line, trigger: Trigger, clause: Clause, found: Features, choice: Choice,
        claim: Claim | None, analysis: Analysis,
    ) -> Draft:  # fmt: skip
        token = analysis.tokens[line.tokens[trigger.head]]
        if self.book[choice.code].done_by_purpose:
            clause = replace(clause, cues=tuple(c for c in clause.cues if c.kind != "purpose"))
        said = (*self._from_cue(clause, claim), *self._unsaid(line, clause, claim))
        clause = replace(clause, cues=(*clause.cues, *said))
        aux, why = auxiliary(clause, claim, token.factuality)
        return Draft(
            line=line, trigger=Trigger(trigger.first, trigger.last, (choice.match.entry,)),
            clause=clause, found=found, match=choice.match, code=choice.code, auxiliary=aux,
            auxiliary_why=why, claim=claim, score=choice.score, type_why=choice.why,
        )  # fmt: skip

    def _from_cue(self, clause: Clause, claim: Claim | None) -> Iterator[Cue]:
        """What the source's own verb says of an infinitive: "expected to leave", "told to"."""
        if claim is None or claim.cue is None or not clause.content:
            return
        link = claim.content[0].text.split(maxsplit=1)[0].lower()
        if link in self.scope.words.infinitive:
            for hit in self.scope.cues.find((*split(claim.cue.text), link)):
                yield Cue(hit.payload, claim.cue.text)

    def _unsaid(self, line: Line, clause: Clause, claim: Claim | None) -> Iterator[Cue]:
        """What nobody has said yet happened in words alone: "will let Moscow declare that"."""
        if claim is None or claim.cue is None or not clause.content:
            return
        first, last = line.words.between(claim.cue.start, claim.cue.end)
        over = self.syntax.unsaid(line, first, last) if first < last else None
        if over is not None:
            yield Cue("hypothetical", f"{over.text} ... {claim.cue.text}")

    def chances(self, index: int) -> Mapping[str, float]:
        """The chance of each code for a sentence; empty without vectors."""
        return self.likeness.of(index)

    def _form_fits(self, line: Line, trigger: Trigger, entry: Entry, analysis: Analysis) -> bool:
        """Whether the word can be the noun or verb that the entry wants."""
        if entry.form == "phrase" or (entry.noun and trigger.last - trigger.first > 1):
            return True
        token = analysis.tokens[line.tokens[trigger.last - 1 if entry.noun else trigger.first]]
        pos = token.pos
        joined = trigger.first > 0 and line.words.lower[trigger.first - 1] in HYPHENS
        attributive = token.deprel == "amod" and not joined
        if attributive and not self.lexicon.senses[entry.sense].attributive:
            return False
        if pos is not None:
            bare = pos == "ADJ" and entry.form in ("base", "s")
            return pos in (_NOUNS if entry.noun else _VERBS) and not bare
        if entry.form not in ("noun", "base", "s") or trigger.first == 0:
            return True
        return self._order_fits(line, trigger, entry)

    def _order_fits(self, line: Line, trigger: Trigger, entry: Entry) -> bool:
        """Noun or verb by the word before, where no tag says it."""
        before = line.words.lower[trigger.first - 1]
        words = self.scope.words
        nominal = (
            before in words.determiners
            or before in words.prepositions - {"to"}
            or before in words.possessive
            or "demonym" in line.classes_between(trigger.first - 1, trigger.first)
            or before.endswith(("ian", "ish", "ese", "eli"))
        )
        verbal = before in ("to", "they", "we", "who", "that") or before in words.be
        return not verbal if entry.noun else not nominal


def innermost(claims: tuple[Claim, ...], start: int, end: int) -> Claim | None:
    """The claim with the shortest content that covers the characters [start, end)."""
    best: Claim | None = None
    size = 0
    for claim in claims:
        if any(span.start <= start and end <= span.end for span in claim.content):
            length = sum(span.end - span.start for span in claim.content)
            if best is None or length < size:
                best, size = claim, length
    return best


def _start(line: Line, claim: Claim | None, trigger: Trigger) -> int:
    """The first word of what the claim says in this line."""
    if claim is None:
        return 0
    at = line.words.starts[trigger.first]
    span = next((s for s in claim.content if s.start <= at < s.end), None)
    if span is None or span.start <= line.sentence.start:
        return 0
    return line.words.between(span.start, span.end)[0]
