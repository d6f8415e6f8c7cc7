"""What stands between a verb of saying and what is said: whom it was told to, where and when.

"told *reporters* in a statement *on Tuesday* that"
"""

from __future__ import annotations

from dateline.claims.clause import Clause, Content
from dateline.claims.drafts import Group

LONGEST_ADDRESSEE = 8
LONGEST_TRAILER = 9
"""Tokens that may name whom somebody told, and where or when."""


def find_said(clause: Clause, group: Group) -> Content:
    """What stands after the verb, up to the end of the sentence or of the quotation."""
    k = skip_addressee(clause, group.last) if "tell" in group.frames else group.last
    k = skip_trailers(clause, k)
    while k < clause.end and clause.lows[k] in (",", ":"):
        k += 1
    if k >= clause.sentence.last:
        return [], False
    quote = clause.text.speech(k)
    if quote is None or clause.text.tokens[k].start > quote.start + 1:
        return clause.pieces((k, _find_clause_end(clause, k))), False
    tail = clause.chars(k, clause.end)
    goes_on = tail is not None and quote.end < clause.text.tokens[clause.end - 1].end
    return [(quote.start, max(quote.end, tail[1]) if tail and goes_on else quote.end)], True


def _find_clause_end(clause: Clause, first: int) -> int:
    """One past the last token before a semicolon outside of quotations."""
    marks = (k for k in range(first, clause.end) if clause.lows[k] == ";")
    return next((k for k in marks if clause.text.quoted[k] is None), clause.end)


def skip_addressee(clause: Clause, start: int) -> int:
    """One past the person told: 'told *Reuters* that', 'told *the BBC* Ukraine would'."""
    k, text = start, clause.text
    while k < clause.end and k - start < LONGEST_ADDRESSEE:
        low = clause.lows[k]
        if low in text.file.that or low in (",", ":") or text.speech(k) is not None:
            return k
        if k > start and _begins_anew(clause, k):
            return k
        k += 1
    return start + 1 if k - start >= LONGEST_ADDRESSEE else k


def _begins_anew(clause: Clause, k: int) -> bool:
    low, text = clause.lows[k], clause.text
    if low in text.file.subjects or low in text.file.determiners:
        return True
    linked = clause.lows[k - 1] in clause.syntax.links
    return text.capital(k) and text.tokens[k - 1].text[0].islower() and not linked


def skip_trailers(clause: Clause, i: int) -> int:
    """One past 'in a statement', 'on Tuesday' after a cue at token i."""
    k = i
    while k < clause.end:
        if clause.lows[k] in clause.text.file.days:
            k += 1
            continue
        if clause.lows[k] not in clause.text.file.trailers:
            break
        stop, complete = _find_trailer_end(clause, k + 1)
        if not complete:
            rest = stop >= clause.end and k == i and stop - k <= LONGEST_TRAILER - 3
            return stop if rest else k
        k = stop + 1
    return k


def _find_trailer_end(clause: Clause, stop: int) -> tuple[int, bool]:
    """The noun that ends a trailer, and whether there is one: a carrier, day or period."""
    file, first = clause.text.file, stop
    while stop < clause.end and stop - first < LONGEST_TRAILER - 1:
        low = clause.lows[stop]
        if low in (",", ":") or low in clause.syntax.that or clause.text.speech(stop) is not None:
            return stop, False
        if low in file.carriers or low in file.days or low in clause.syntax.periods:
            return stop, True
        stop += 1
    return stop, False
