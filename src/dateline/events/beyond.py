"""Deeds of codes that the reader was not fitted on: told by words of a small lexicon beside it.

A deed that the reader found at the same words takes the code; where it found none, the lexicon
tells one as in languages that no reader was fitted for.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.events.codebook import codebook
from dateline.events.coder import Coder
from dateline.events.drafts import Draft
from dateline.events.from_deeds import DeedDraft
from dateline.events.governors import governors
from dateline.events.known import known_classes
from dateline.events.lexicon import beyond_lexicon
from dateline.events.lines import line_of, tells_nothing
from dateline.events.nearby import by_sentence, of_claim
from dateline.events.parsed import ParsedSyntax
from dateline.events.patterns import PatternSyntax
from dateline.events.scope import scope
from dateline.events.similarity import Likeness
from dateline.events.syntax import Syntax
from dateline.model import Auxiliary, Coding


def beyond_coder(coding: Coding) -> Coder | None:
    """The coder of the report's language for such codes; None: it has no words for any."""
    analysis = coding.linguistics()
    words, scoping = beyond_lexicon(analysis.lang or "en"), scope(analysis.lang or "en")
    if words is None or scoping is None:
        return None
    parsed = any(token.head is not None for token in analysis.tokens[:1])
    syntax: Syntax = (
        ParsedSyntax(scoping, governors(scoping), analysis) if parsed else PatternSyntax(scoping)
    )
    return Coder(words, scoping, syntax, codebook(), Likeness(None, ()))


def drafts_beyond(coding: Coding, coder: Coder) -> list[Draft]:
    """What the words of the small lexicon tell, in order."""
    analysis, report = coding.linguistics(), coding.report
    known = by_sentence(analysis.sentences, known_classes(coding), lambda k: (k[:2],))
    claims = by_sentence(analysis.sentences, coding.claims, of_claim)
    found: list[Draft] = []
    for index, sentence in enumerate(analysis.sentences):
        if tells_nothing(report, sentence):
            continue
        line = line_of(report.text, analysis, index, coder.lexicon, known[index])
        if line.triggers:
            found += map(affirmed, coder.drafts(line, analysis, tuple(claims[index])))
    return found


def affirmed(draft: Draft) -> Draft:
    """The draft as told where only its own words deny: "without power" tells that it is cut."""
    (entry,) = draft.trigger.entries
    if entry.form != "phrase" or draft.auxiliary is not Auxiliary.NEGATED:
        return draft
    return replace(draft, auxiliary=Auxiliary.ASSERTED, auxiliary_why="its own words deny")


def recoded(
    deeds: Sequence[DeedDraft], beyond: Sequence[Draft]
) -> tuple[list[DeedDraft], list[Draft]]:
    """The reader's deeds, those at words of the lexicon under its code; what it did not find."""
    made: list[DeedDraft] = []
    taken: set[int] = set()
    for draft in deeds:
        here = next(
            (d for d in beyond if d.start < draft.deed.end and draft.deed.start < d.end), None
        )
        if here is not None:
            taken.add(here.start)
            draft = replace(draft, deed=replace(draft.deed, type=here.code))
        made.append(draft)
    return made, [d for d in beyond if d.start not in taken]
