"""Where content stands in one sentence: before a cue, after it, or on both sides."""

from __future__ import annotations

from dateline.claims.drafts import Draft, Range
from dateline.claims.quotes import Quote
from dateline.claims.words import Text
from dateline.model import Sentence

_CLOSERS = frozenset({".", "!", "?", "…", "...", "”", '"', "»", "’", "'", "''"})
_DASHES = frozenset("-–—")
_AROUND = frozenset({",", "”", '"', "»", "''"}) | _DASHES
_EDGES = frozenset({",", ";", ":", ")", "("}) | _DASHES
_CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–"})

Content = tuple[list[Range], bool]
"""Pieces of content in characters, and whether they are direct speech."""


class Clause:
    """One sentence with its tokens up to `end`, past which only closing marks stand."""

    def __init__(self, text: Text, sentence: Sentence, number: int) -> None:
        self.text, self.sentence, self.number = text, sentence, number
        self.lows, self.syntax = text.lows, text.syntax
        self.floor, self.end = sentence.first, sentence.last
        while self.end > sentence.first and text.tokens[self.end - 1].text in _CLOSERS:
            self.end -= 1
        self.found: list[Draft] = []

    def draft(
        self, rule: str, cue: Range, source: Range | None, content: list[Range], *,
        direct: bool = False,
    ) -> Draft | None:  # fmt: skip
        """An attribution, or None where nothing is said."""
        if not content:
            return None
        return Draft(
            rule=rule, cue=cue, source=source, content=content, direct=direct,
            block=self.sentence.block,
        )  # fmt: skip

    def low(self, i: int) -> str:
        """The lower-case token i of this sentence, or '' outside of it."""
        return self.lows[i] if self.sentence.first <= i < self.sentence.last else ""

    def around(self, i: int) -> bool:
        """Whether token i is a mark between content and what attributes it."""
        return self.low(i) in _AROUND

    def chars(self, first: int, last: int) -> Range | None:
        """Characters of tokens [first, last) without marks and conjunctions at their ends."""
        while first < last and (
            self.lows[first] in _EDGES or self.lows[first] in self.syntax.joins
        ):
            first += 1
        while last > first and (
            self.lows[last - 1] in _EDGES or self.lows[last - 1] in self.syntax.joins
        ):
            last -= 1
        if first >= last:
            return None
        start, end = self.text.tokens[first].start, self.text.tokens[last - 1].end
        quote = self.text.quoted[last - 1]
        if quote is not None and start <= quote.start and quote.closed:
            end = max(end, min(quote.end, self.text.tokens[self.sentence.last - 1].end))
        return start, end

    def pieces(self, *ranges: Range) -> list[Range]:
        """The characters of those token ranges in which something stands."""
        return [chars for chars in (self.chars(*r) for r in ranges) if chars]

    def backward(self, before: int) -> Content:
        """What stands before token `before`: the clause, or the quotation that ends there."""
        k = before - 1
        while k > self.floor and (self.lows[k] == "," or self.lows[k] in _DASHES):
            k -= 1
        if k < self.floor:
            quote = self._quote_ending_before(before)
            return ([(quote.start, quote.end)], True) if quote else ([], False)
        quote = self.text.speech(k)
        if quote is not None and self.text.tokens[k].end >= quote.end - 1:
            start = self.chars(self.floor, k + 1)
            if start and self.text.speech(self.floor) is None and start[0] < quote.start:
                return [(start[0], quote.end)], False
            return [(quote.start, quote.end)], True
        if not self.around(before - 1):
            return [], False
        return self.pieces((self.floor, k + 1)), False

    def _quote_ending_before(self, i: int) -> Quote | None:
        """A quotation that ends right before token i, in the sentence before."""
        at = self.text.tokens[i].start
        here = (q for q in self.text.quotes if q.block == self.sentence.block)
        return next((q for q in here if q.end <= at <= q.end + 3), None)

    def after(self, first: int) -> list[Range]:
        """What stands from token `first` on, or the quotation that begins there."""
        if first >= self.end:
            return []
        quote = self.text.speech(first)
        return [(quote.start, quote.end)] if quote else self.pieces((first, self.end))

    def goes_on(self, first: int, *, direct: bool) -> bool:
        """Whether content goes on after the source: no apposition, no participle."""
        if first >= self.end:
            return False
        if direct or self.text.speech(first) is not None:
            return self.text.speech(first) is not None
        low = self.lows[first]
        ends = low in self.syntax.no_more or low in self.text.file.that
        return not ends and not low.endswith("ing")

    def cut(self, i: int) -> None:
        """End the content of the attribution before where the one at token i begins."""
        last = self.found[-1]
        if not last.content or last.direct:
            return
        start, end = last.content[-1]
        k = i
        while k > self.floor and (self.lows[k - 1] == "," or self.lows[k - 1] in self.syntax.joins):
            k -= 1
        at = self.text.tokens[i].start
        if start < at < end and self.text.tokens[k - 1].end > start:
            last.content[-1] = (start, self.text.tokens[k - 1].end)

    def rest_around(self, first: int, last: int) -> list[Range]:
        """The clause around a cue: from the last clause word before it to the sentence's end."""
        start = first
        while start > self.floor and not self._opens_clause(start - 1):
            start -= 1
        return self.pieces((start, first), (last, self.end))

    def _opens_clause(self, i: int) -> bool:
        low = self.lows[i]
        return low in _CLAUSE_MARKS or low in self.syntax.that or low in self.syntax.joins
