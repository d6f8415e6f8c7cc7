"""Where the noun phrase of a source begins and ends, before its verb and after it.

"On Tuesday *the mayor of Riverton* said", "said *the spokesman*"
"""

from __future__ import annotations

from dateline.claims.drafts import Range
from dateline.claims.words import Text

LONGEST_SOURCE = 16
"""Tokens of the longest noun phrase that is taken as a source."""

_INSIDE = frozenset("-'(")


def find_phrase_before(text: Text, end: int, floor: int) -> Range | None:
    """Tokens of the noun phrase that ends before token `end`, not reaching below `floor`."""
    if end - 1 >= floor and text.lows[end - 1] == ",":
        return _find_before_apposition(text, end - 1, floor)
    while end - 2 > floor and text.lows[end - 1] in text.file.days:
        end -= 2 if text.lows[end - 2] in text.syntax.noun_before else 1
    start = find_phrase_start(text, end, floor)
    return (start, end) if start < end else None


def find_phrase_start(text: Text, end: int, floor: int) -> int:
    """First token of the run before `end` that can be one noun phrase."""
    k = end
    while k > floor and end - k < LONGEST_SOURCE and not _ends_run(text, k - 1, floor):
        k -= 1
    return _skip_leads(text, k, end)


def _ends_run(text: Text, i: int, floor: int) -> bool:
    low = text.lows[i]
    if text.speech(i) is not None:
        return True
    if low in text.syntax.joins:
        return not _joins_names(text, i, floor)
    if low in text.file.clause and low not in _INSIDE:
        return True
    if low in text.file.auxiliaries and low not in text.syntax.possessive:
        return True
    return low in text.cues.verbs and _reads_as_verb(text, i)


def _joins_names(text: Text, i: int, floor: int) -> bool:
    """'Russia and Ukraine said': both sides of an 'and' begin like names."""
    return i > floor and text.capital(i - 1) and text.capital(i + 1)


def _reads_as_verb(text: Text, i: int) -> bool:
    if text.capital(i) or text.tokens[i].pos in ("NOUN", "PROPN", "ADJ"):
        return False
    return text.lows[i].endswith(("ed", "ing")) or text.lows[i] in text.syntax.always


def _skip_leads(text: Text, start: int, end: int) -> int:
    k = start
    while k < end - 1 and (_only_leads(text, k) or (k > start and _ends_lead(text, k))):
        k += 1
    return k


def _ends_lead(text: Text, k: int) -> bool:
    """Whether token k ends a lead before a name: 'Last *week* the mayor said'."""
    return text.lows[k] in text.syntax.periods and text.names(k + 1)


def _only_leads(text: Text, k: int) -> bool:
    """Whether token k only leads to a phrase: 'On *Tuesday* Zelensky said'."""
    low = text.lows[k]
    if low in text.file.subjects:
        return False
    if low in text.file.determiners:
        return text.lows[k + 1] in text.file.days or text.lows[k + 1] in text.syntax.periods
    return low in text.file.leads or not low[0].isalnum() or low.endswith("ly")


def _find_before_apposition(text: Text, comma: int, floor: int) -> Range | None:
    """'Flynn, a top surrogate, said': the phrase with what stands between the commas."""
    for k in range(comma - 1, floor, -1):
        if text.speech(k) is not None:
            return None
        if text.lows[k] == ",":
            start = find_phrase_start(text, k, floor)
            if start < k and any(text.names(i) for i in range(start, k)):
                return start, comma + 1
    return None


def find_phrase_after(text: Text, first: int, end: int) -> Range | None:
    """Tokens of the noun phrase that begins at token `first`: 'said *the spokesman*'."""
    led = text.file.leads | text.file.hearers
    while not text.english and first < end - 1 and text.lows[first] in led:
        first += 1
    k = first
    while k < end and k - first < LONGEST_SOURCE and not _ends_phrase(text, k, first):
        k += 1
    return (first, k) if k > first else None


def _ends_phrase(text: Text, k: int, first: int) -> bool:
    low = text.lows[k]
    if text.speech(k) is not None:
        return True
    if not low[0].isalnum():
        return low not in _INSIDE and low not in text.syntax.possessive
    if k == first:
        return False
    if low in text.file.auxiliaries or low in text.file.days:
        return low not in text.syntax.possessive
    if low in text.file.clause:
        return low not in text.syntax.joins
    return low in text.file.trailers and low not in text.syntax.inside_names
