"""A short note in which no word of the lexicon tells an event: read by likeness alone.

Only for reports of one paragraph and a few sentences, where the note as a whole is the event.
"""

from __future__ import annotations

from dateline.events.auxiliary import auxiliary
from dateline.events.coder import Coder, innermost
from dateline.events.drafts import Draft
from dateline.events.frames import Match, features
from dateline.events.lexicon import Entry, Frame
from dateline.events.lines import Line, Trigger
from dateline.events.similarity import NONE
from dateline.model import Analysis, Claim

_LIKE, _NOTHING = 0.65, 0.05
SENTENCES = 3
_SENSE = "like"


def alike(
    lines: list[Line], coder: Coder, analysis: Analysis, claims: tuple[Claim, ...]
) -> list[Draft]:
    """The draft of the sentence that is most like a code; none where nothing is clear."""
    best: tuple[float, str, Line] | None = None
    for line in lines:
        chances = coder.chances(line.index)
        code = max(chances, key=lambda c: chances[c], default=NONE)
        if code == NONE or chances[code] < _LIKE or chances[NONE] > _NOTHING:
            continue
        if best is None or chances[code] > best[0]:
            best = chances[code], code, line
    return [_draft(*best, coder, analysis, claims)] if best else []


def _draft(
    chance: float, code: str, line: Line, coder: Coder, analysis: Analysis,
    claims: tuple[Claim, ...],
) -> Draft:  # fmt: skip
    at = _root(line, analysis)
    entry = Entry(_SENSE, line.words.lower[at], "past")
    trigger = Trigger(at, at + 1, (entry,))
    clause = coder.syntax.clause(line, trigger, noun=False, of="patient", start=0)
    start, end = line.words.starts[at], line.words.ends[at]
    claim = innermost(claims, start, end)
    aux, why = auxiliary(clause, claim, None)
    return Draft(
        line=line, trigger=trigger, clause=clause, found=features(line, clause),
        match=Match(entry, Frame(code=code), "likeness"), code=code,
        auxiliary=aux, auxiliary_why=why, claim=claim, score=chance / 2,
        type_why=f"no trigger; the sentence is like examples of {code} ({chance:.2f})",
    )  # fmt: skip


def _root(line: Line, analysis: Analysis) -> int:
    """The word of the sentence's main predicate."""
    for word, token in enumerate(line.tokens):
        if analysis.tokens[token].head == -1 and line.words.lower[word].isalpha():
            return word
    return next((i for i, w in enumerate(line.words.lower) if w.isalpha()), 0)
