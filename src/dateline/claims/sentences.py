"""All attributions of one sentence, from left to right: verbs, phrases, nouns and adverbs."""

from __future__ import annotations

from dateline.claims.drafts import Draft, Range
from dateline.claims.source_phrases import find_phrase_start
from dateline.claims.verbs import VerbReader

LONGEST_LABEL = 8
"""Tokens that may stand before the colon of 'Zelensky: "..."'."""
BACK = 4
"""Tokens before a participle among which its auxiliary stands."""


class SentenceReader(VerbReader):
    """Finds the attributions whose cue stands in one sentence."""

    def read(self) -> list[Draft]:
        """All attributions of the sentence."""
        free = self.sentence.first
        for i in range(self.sentence.first, self.sentence.last):
            if i < free or not self._may_cue(self.lows[i]) or self.text.speech(i) is not None:
                continue
            draft = self._read_cue(i)
            if draft is not None:
                self.found.append(draft)
                free = draft.cue[1] if draft.cue else free
        return self.found

    def _may_cue(self, low: str) -> bool:
        return low in self.text.cues.firsts or low == ":"

    def _read_cue(self, i: int) -> Draft | None:
        low, cues = self.lows[i], self.text.cues
        size = cues.phrase_at(cues.according, self.lows, i)
        if size:
            return self._according(i, size)
        group = self.text.verb_group(self.sentence, i) if low in cues.verbs else None
        if group is not None and not group.passive:
            return self.by_verb(group)
        if low in cues.file.reportive and self.low(i + 1) not in cues.verbs:
            return self.draft("reportive", (i, i + 1), None, self.rest_around(i, i + 1))
        if low in cues.file.passive:
            return self._passive(i)
        if low in cues.nouns:
            return self._read_noun(i)
        return self._read_label(i) if low == ":" else None

    def _according(self, i: int, size: int) -> Draft | None:
        """'According to X, C' and 'C, according to X'"""
        owner = self._in_phrase(i, i + size)
        if owner is not None and owner + 1 < i + size:
            after = i + size + (self.low(i + size) == ",")
            content = self.pieces((self.floor, i), (after, self.end))
            return self.draft("according", (i, i + size), (owner, owner + 1), content)
        first = last = i + size
        if first >= self.end or " ".join(self.lows[i : first + 1]) in self.text.file.no_source:
            return None
        while last < self.end and (self.lows[last] != "," or self._apposition(first, last)):
            last += 1
        content = self.pieces((self.floor, i), (last, self.end))
        return self.draft("according", (i, i + size), (first, last), content)

    def _in_phrase(self, first: int, last: int) -> int | None:
        """'За *його* словами': the pronoun that the phrase itself holds."""
        held = (k for k in range(first + 1, last) if self.lows[k] in self.text.file.whose)
        return next(held, None)

    def _apposition(self, first: int, comma: int) -> bool:
        """Whether a comma stands inside the name of a source that ends the sentence."""
        follows = self.low(comma + 1)
        describes = follows in self.syntax.articles or follows in self.text.file.relative
        last = all(self.lows[k] != "," for k in range(comma + 1, self.end))
        return describes and last and self.floor < first - 3

    def _passive(self, i: int) -> Draft | None:
        """'There were said to be C', 'C is believed to ...': the source stays unnamed."""
        before = self.lows[max(self.sentence.first, i - BACK) : i]
        be = any(low in self.syntax.be for low in before) and "," not in before
        if not be or self.low(i + 1) not in self.syntax.passive_after:
            return None
        at = self.text.tokens[i].start
        inside = [d for d in self.found if d.rule == "passive" and d.content]
        if any(d.content[-1][0] <= at < d.content[-1][1] for d in inside):
            return None
        first = i
        while first > self.floor and self.text.in_group(first - 1):
            first -= 1
        return self.draft("passive", (first, i + 1), None, self.rest_around(first, i + 1))

    def _read_noun(self, i: int) -> Draft | None:
        """'Russia's claim that C', 'with some suggestion C'"""
        k = i + 1
        if k >= self.end or self.lows[k] in self.syntax.not_after_noun:
            return None
        bare = self.lows[i] in self.syntax.bare and self.text.names(k)
        if self.lows[k] not in self.syntax.that and not bare:
            return None
        source = self._find_owner(i)
        first = i
        while source is None and self.low(first - 1) in self.text.file.before_nouns:
            first -= 1
        content = self.pieces((k, self.end))
        if source is None and self.found and self.found[-1].content == content:
            return None  # "said in a statement that"
        return self.draft("noun", (first, i + 1), source, content)

    def _find_owner(self, i: int) -> Range | None:
        """'Russia's claim that': the phrase before the possessive."""
        if i - 1 <= self.floor or self.lows[i - 1] not in self.syntax.possessive:
            return None
        start = find_phrase_start(self.text, i - 1, self.floor)
        return (start, i - 1) if start < i - 1 else None

    def _read_label(self, i: int) -> Draft | None:
        """A name, a colon and a quotation: 'Zelensky: "We stay."'"""
        first = self.sentence.first
        if not first < i < first + LONGEST_LABEL or i + 1 >= self.sentence.last or self.found:
            return None
        quote = self.text.quoted[i + 1]
        if quote is None or not self.lows[i - 1][0].isalnum() or not self.text.capital(first):
            return None
        span = [(quote.start, quote.end)]
        return self.draft("colon", (i, i + 1), (first, i), span, direct=True)
