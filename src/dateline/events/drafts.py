"""Deeds that the reader found, with the sentence that tells each and the claim that covers it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.events.former_holders import part_losers
from dateline.events.lines import Line, Phrase, find_tokens, tells_nothing
from dateline.events.nearby import by_sentence, of_claim
from dateline.events.words import words_of
from dateline.model import Claim, Coding, RawDeed

CHOSEN = "chosen"


class DeedDraft(Struct, frozen=True, gc=False):
    """A deed with the line that tells it, who did it to whom, and its claim, if one covers it."""

    deed: RawDeed
    number: int
    line: Line
    doers: tuple[Phrase, ...]
    done_to: tuple[Phrase, ...]
    claim: Claim | None

    @property
    def start(self) -> int:
        """First character of the trigger."""
        return self.deed.start

    @property
    def code(self) -> str:
        """The event's type."""
        return self.deed.type


class Tried(Struct, frozen=True, kw_only=True):
    """What became of the characters [start, end), read as a deed of a type."""

    start: int
    end: int
    type: str
    outcome: str
    at: str


def draft_deeds(coding: Coding) -> list[DeedDraft]:
    """The deeds of a report that stand where events are told, with their lines and claims."""
    analysis, report = coding.linguistics(), coding.report
    claims = by_sentence(analysis.sentences, coding.claims, of_claim)
    lines: dict[int, Line] = {}
    drafts = []
    for number, deed in enumerate(analysis.deeds or ()):
        index = analysis.sentence_at(deed.start)
        if index is None or tells_nothing(report, analysis.sentences[index]):
            continue
        if index not in lines:
            lines[index] = make_line(coding, index)
        claim = find_innermost(claims[index], deed.start, deed.end)
        drafts.append(make_draft(deed, number, lines[index], claim, lang=analysis.lang))
    return drafts


def make_draft(
    deed: RawDeed, number: int, line: Line, claim: Claim | None, *, lang: str | None
) -> DeedDraft:
    """A deed with its parties as phrases of its line."""
    doers, losers = part_losers(
        deed.type, find_phrases(line, deed, "who"), line, start=deed.start, lang=lang
    )
    done_to = (*find_phrases(line, deed, "whom"), *losers)
    return DeedDraft(deed, number, line, doers, done_to, claim)


def make_line(coding: Coding, index: int) -> Line:
    """A sentence with its words."""
    analysis = coding.linguistics()
    sentence = analysis.sentences[index]
    words = words_of(coding.report.text, sentence.start, sentence.end)
    return Line(index, sentence, words, find_tokens(words, analysis, sentence))


def find_phrases(line: Line, deed: RawDeed, name: str) -> tuple[Phrase, ...]:
    """The words of a line that fill one slot, as phrases."""
    found = []
    for slot in deed.slots:
        if slot.name == name and line.sentence.start <= slot.start < line.sentence.end:
            first, last = line.words.between(slot.start, slot.end)
            if first < last:
                found.append(Phrase(first, last))
    return tuple(found)


def find_innermost(claims: Sequence[Claim], start: int, end: int) -> Claim | None:
    """The claim with the shortest content that covers the characters [start, end)."""
    covering = (
        claim
        for claim in claims
        if any(span.start <= start and end <= span.end for span in claim.content)
    )
    return min(
        covering, key=lambda c: sum(span.end - span.start for span in c.content), default=None
    )


def trace_deeds(coding: Coding, drafts: Sequence[DeedDraft]) -> list[Tried]:
    """What the reader found and what it doubted, in the order of the text, for who asks why."""
    analysis = coding.linguistics()
    kept = {draft.number for draft in drafts}
    found = []
    for number, deed in enumerate(analysis.deeds or ()):
        told = f"{CHOSEN}: {deed.type}, score {deed.score:.2f}"
        silent = "stands in a part of the report that tells no events"
        found.append(_make_tried(deed, told if number in kept else silent))
    for deed in analysis.doubted:
        found.append(_make_tried(deed, f"the reader is too unsure of it: score {deed.score:.2f}"))
    return sorted(found, key=lambda tried: tried.start)


def _make_tried(deed: RawDeed, outcome: str) -> Tried:
    return Tried(
        start=deed.start, end=deed.end, type=deed.type, outcome=outcome,
        at=deed.rule or "encoder/deeds.py",
    )  # fmt: skip
