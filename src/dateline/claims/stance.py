"""What a source does with a proposition, and how sure it presents it.

Stance comes from the cue, and from the content where the cue is neutral; certainty from the
cue and the hedges (FactBank's certain, probable, possible, and unknown for mere report).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from msgspec import Struct

from dateline.claims.cues import Cues
from dateline.claims.files import Hedges, small
from dateline.model import Certainty, Span, Stance, span_of

_ORDER = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2, Certainty.UNKNOWN: 3}
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"»’']*\s+|\n+")
_WORD = re.compile(r"[\w'’]+")
AMOUNT = "amount"
"""The frame of verbs that attribute only an amount: "put the toll at 60"."""
SHARE = 0.34
"""Share of a quotation's sentences that must demand for the whole to count as a demand."""


class Reading(Struct, frozen=True, gc=False):
    """Stance and certainty of a claim, with the words that make it less than certain."""

    stance: Stance
    certainty: Certainty
    hedges: tuple[Span, ...]


def judged(
    report_text: str, cue: Span | None, content: tuple[Span, ...], source: Span | None, *,
    cues: Cues, words: Hedges,
) -> Reading:  # fmt: skip
    """Stance and certainty of a claim from its words alone."""
    told = [span.text for span in content]
    stance, certainty = _of_cue(cue, told, cues)
    if stance is Stance.ASSERT:
        stance = _of_content(small(" | ".join(told)), source, cue, words)
    if source is not None and words.vaguely.search(source.text):
        certainty = max(certainty, Certainty.POSSIBLE, key=_ORDER.__getitem__)
    found = [h for run in _join_runs(cue, content) for h in _hedges(report_text, run, words)]
    for hedge in found:
        degree = words.degrees[_find_hedge(hedge.text, words)]
        if _ORDER[degree] > _ORDER[certainty]:
            certainty = degree
    if cue is not None and certainty is not Certainty.CERTAIN and not found:
        found = [cue]
    if stance is Stance.ESTIMATE and certainty is Certainty.CERTAIN:
        certainty = Certainty.PROBABLE
    return Reading(stance, certainty, tuple(found))


def is_amount(told: str, cues: Cues) -> bool:
    """Whether words give something an amount: "the toll at 60", "losses as high as a third"."""
    lows = [word.lower() for word in _WORD.findall(told)]
    for i, low in enumerate(lows):
        after = lows[i + 1 : i + 6] if low in cues.file.amount_at else ()
        if any(word[0].isdigit() or word in cues.file.amounts for word in after):
            return True
    return False


def _find_hedge(text: str, words: Hedges) -> str:
    key = " ".join(text.lower().replace("’", "'").split())
    return key if key in words.degrees else next(iter(words.degrees))


def _join_runs(cue: Span | None, content: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Cue and content, joined where they meet: 'appeared | to show'."""
    runs: list[tuple[int, int]] = []
    for span in sorted((*content, cue) if cue else content):
        if runs and span.start - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], max(span.end, runs[-1][1]))
        else:
            runs.append((span.start, span.end))
    return runs


def _hedges(report_text: str, run: tuple[int, int], words: Hedges) -> list[Span]:
    start, end = run
    before = max(0, start - 1)  # what stands before a word is a part of the pattern
    spans = [
        span_of(report_text, before + match.start(), before + match.end())
        for match in words.hedge.finditer(small(report_text[before:end]), start - before)
    ]
    return [s for s in spans if not (s.text[0].isupper() and s.text.lower() in words.proper)]


def _amount_once(told: Sequence[str], cues: Cues) -> Callable[[], bool]:
    """Asks once, and only where a verb needs it, whether the content gives an amount."""
    return cache(lambda: is_amount(" ".join(told), cues))


def _of_cue(cue: Span | None, told: list[str], cues: Cues) -> tuple[Stance, Certainty]:
    if cue is None:
        return Stance.ASSERT, Certainty.CERTAIN
    lows = [w.lower().replace("’", "'") for w in _WORD.findall(cue.text)]
    stance, certainty, said = Stance.ASSERT, Certainty.CERTAIN, False
    own: set[int] = set()
    be = False
    amount = _amount_once(told, cues)
    for i, low in enumerate(lows):
        if low in cues.file.reportive:
            certainty = max(certainty, cues.file.reportive[low], key=_ORDER.__getitem__)
        size, verbs = cues.verb_at(lows, i)
        verbs = [v for v in verbs if v.frame != AMOUNT or amount()]
        own.update(range(i, i + size))
        passive = be and low in cues.file.passive
        be = be or low in cues.file.syntax.be
        if passive:
            certainty = max(certainty, cues.file.passive[low], key=_ORDER.__getitem__)
            ahead = bool(verbs) and verbs[0].stance in (Stance.PREDICT, Stance.ESTIMATE)
            stance = verbs[0].stance if ahead and stance is Stance.ASSERT else stance
        elif verbs:
            said = True
            stance = verbs[0].stance if stance is Stance.ASSERT else stance
            certainty = max(certainty, verbs[0].certainty, key=_ORDER.__getitem__)
        elif low in cues.nouns and not said:
            row = cues.nouns[low]
            stance = row.stance if stance is Stance.ASSERT else stance
            certainty = max(certainty, row.certainty, key=_ORDER.__getitem__)
    if any(low in cues.file.negations for i, low in enumerate(lows) if i not in own):
        stance = {Stance.ASSERT: Stance.DECLINE, Stance.DENY: Stance.ASSERT}.get(stance, stance)
    return stance, certainty


def _of_content(text: str, source: Span | None, cue: Span | None, words: Hedges) -> Stance:
    if words.set_phrases:
        text = words.idle.sub(" ", text)
    if words.declines.search(text):
        return Stance.DECLINE
    named = " ".join(span.text.lower() for span in (cue, source) if span is not None)
    if any(word in words.estimate for word in _WORD.findall(named)):
        return Stance.ESTIMATE
    sentences = [s for s in _SENTENCE.split(text) if s and s.strip()]
    demands = sum(bool(words.demands.search(s)) or _commands(s, words) for s in sentences)
    if sentences and demands / len(sentences) >= SHARE:
        return Stance.DEMAND
    predicts = sum(bool(words.predicts.search(s)) for s in sentences)
    return Stance.PREDICT if sentences and predicts / len(sentences) > 0.5 else Stance.ASSERT


def _commands(sentence: str, words: Hedges) -> bool:
    first = _WORD.search(sentence)
    return first is not None and first[0] in words.imperative
