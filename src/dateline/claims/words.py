"""One report as the patterns see it: lower-case tokens, quotations, verb groups and phrases."""

from __future__ import annotations

from dateline.claims.cues import Cues
from dateline.claims.drafts import Group, Range
from dateline.claims.quotes import Quote, quotations
from dateline.model import Analysis, Report, Sentence

LONGEST_SOURCE = 16
"""Tokens of the longest noun phrase that is taken as a source."""
SHORT_QUOTE = 20
"""Characters below which single quotation marks hold a name or a word and no speech."""

_INSIDE = frozenset("-'(")


class Text:
    """Tokens, their lower-case forms and the quotation that each stands in."""

    def __init__(self, analysis: Analysis, report: Report, cues: Cues) -> None:
        self.report, self.cues = report, cues
        self.file, self.syntax = cues.file, cues.file.syntax
        self.english = cues.lang == "en"
        self.tokens, self.sentences = analysis.tokens, analysis.sentences
        self.lows = [t.text.lower().replace("’", "'") for t in analysis.tokens]
        self.quotes = quotations(report)
        self.quoted: list[Quote | None] = [None] * len(self.tokens)
        for quote in self.quotes:
            for i in analysis.tokens_in(quote.start, quote.end):
                self.quoted[i] = quote

    def speech(self, i: int) -> Quote | None:
        """The quotation of some length that token i stands in; short quoted names are none."""
        quote = self.quoted[i]
        if quote is None or (quote.single and quote.end - quote.start < SHORT_QUOTE):
            return None
        return quote

    def capital(self, i: int) -> bool:
        """Whether token i begins with a capital."""
        return self.tokens[i].text[0].isupper()

    def names(self, i: int) -> bool:
        """Whether token i can begin the name of somebody: capital, article or pronoun."""
        low = self.lows[i]
        return self.capital(i) or low in self.file.determiners or low in self.file.subjects

    def in_group(self, i: int) -> bool:
        """Whether token i can stand in a verb group before its verb: auxiliary or adverb."""
        low = self.lows[i]
        if low in self.file.auxiliaries:
            return True
        return low.endswith("ly") and len(low) > 4 and not self.capital(i)

    def verb_group(self, sentence: Sentence, i: int) -> Group | None:
        """The verb group whose cue verb stands at token i, if it is used as a verb there."""
        length, verbs = self.cues.verb_at(self.lows, i)
        if not length or not self._verbal(sentence, i, length):
            return None
        first = i
        while first > sentence.first and self.in_group(first - 1):
            if self.quoted[first - 1] is not self.quoted[i]:
                break
            first -= 1
        while first < i and self.lows[first] in self.syntax.fillers:
            first += 1
        be = any(low in self.syntax.be for low in self.lows[first:i])
        frames = frozenset(verb.frame for verb in verbs)
        return Group(first, i + length, i, frames, be and self.lows[i] in self.cues.past)

    def _verbal(self, sentence: Sentence, i: int, length: int) -> bool:
        """Whether a word that may be a noun is a verb here: by its tag, else by what is near."""
        pos = self.tokens[i].pos
        if pos is not None:
            return pos in ("VERB", "AUX")
        if not self.english:
            return True
        if self.capital(i) and i > sentence.first and not self.tokens[i].text.isupper():
            return self._headline(sentence)
        before = self.lows[i - 1] if i > sentence.first else ""
        after = self.lows[i + length] if i + length < sentence.last else "."
        return self._verb_between(i, before, after)

    def _verb_between(self, i: int, before: str, after: str) -> bool:
        low, syntax = self.lows[i], self.syntax
        if low in syntax.always:
            return True
        determined = before in self.file.determiners
        if low.endswith(("ed", "ing")):
            owned = before in syntax.possessive or before == "of"
            return not (determined or owned or (low.endswith("ing") and after == "of"))
        if determined and before not in self.file.subjects:
            return False
        if before in syntax.noun_before or after in syntax.noun_after:
            return False
        verb = self.cues.verb_at(self.lows, i)[1][0]
        if verb.form == verb.lemma:
            return self._plural(before) or before in self.file.auxiliaries
        return True

    def _plural(self, low: str) -> bool:
        if low in self.file.plurals:
            return True
        return low.endswith("s") and not low.endswith(("ss", "us", "'s"))

    def _headline(self, sentence: Sentence) -> bool:
        words = [t.text for t in self.tokens[sentence.first : sentence.last] if t.text.isalpha()]
        return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)

    def phrase_before(self, end: int, floor: int) -> Range | None:
        """Tokens of the noun phrase that ends before token `end`, not reaching below `floor`."""
        if end - 1 >= floor and self.lows[end - 1] == ",":
            return self._before_apposition(end - 1, floor)
        while end - 2 > floor and self.lows[end - 1] in self.file.days:
            end -= 2 if self.lows[end - 2] in self.syntax.noun_before else 1
        start = self.phrase_start(end, floor)
        return (start, end) if start < end else None

    def phrase_start(self, end: int, floor: int) -> int:
        """First token of the run before `end` that can be one noun phrase."""
        k = end
        while k > floor and end - k < LONGEST_SOURCE and not self._breaks(k - 1, floor):
            k -= 1
        return self._without_leads(k, end)

    def _breaks(self, i: int, floor: int) -> bool:
        low = self.lows[i]
        if self.speech(i) is not None:
            return True
        if low in self.syntax.joins:
            return not self._joins(i, floor)
        if low in self.file.clause and low not in _INSIDE:
            return True
        if low in self.file.auxiliaries and low not in self.syntax.possessive:
            return True
        return low in self.cues.verbs and self._cue_like(i)

    def _joins(self, i: int, floor: int) -> bool:
        """'Russia and Ukraine said': both sides of an 'and' begin like names."""
        return i > floor and self.capital(i - 1) and self.capital(i + 1)

    def _cue_like(self, i: int) -> bool:
        if self.capital(i) or self.tokens[i].pos in ("NOUN", "PROPN", "ADJ"):
            return False
        return self.lows[i].endswith(("ed", "ing")) or self.lows[i] in self.syntax.always

    def _without_leads(self, start: int, end: int) -> int:
        k = start
        while k < end - 1 and (self._leads(k) or (k > start and self._ends_lead(k))):
            k += 1
        return k

    def _ends_lead(self, k: int) -> bool:
        """Whether token k ends a lead before a name: 'Last *week* the mayor said'."""
        return self.lows[k] in self.syntax.periods and self.names(k + 1)

    def _leads(self, k: int) -> bool:
        """Whether token k only leads to a phrase: 'On *Tuesday* Zelensky said'."""
        low = self.lows[k]
        if low in self.file.subjects:
            return False
        if low in self.file.determiners:
            return self.lows[k + 1] in self.file.days or self.lows[k + 1] in self.syntax.periods
        return low in self.file.leads or not low[0].isalnum() or low.endswith("ly")

    def _before_apposition(self, comma: int, floor: int) -> Range | None:
        """'Flynn, a top surrogate, said': the phrase with what stands between the commas."""
        for k in range(comma - 1, floor, -1):
            if self.speech(k) is not None:
                return None
            if self.lows[k] == ",":
                start = self.phrase_start(k, floor)
                if start < k and any(self.names(i) for i in range(start, k)):
                    return start, comma + 1
        return None

    def phrase_after(self, first: int, end: int) -> Range | None:
        """Tokens of the noun phrase that begins at token `first`: 'said *the spokesman*'."""
        led = self.file.leads | self.file.hearers
        while not self.english and first < end - 1 and self.lows[first] in led:
            first += 1
        k = first
        while k < end and k - first < LONGEST_SOURCE and not self._ends_phrase(k, first):
            k += 1
        return (first, k) if k > first else None

    def _ends_phrase(self, k: int, first: int) -> bool:
        low = self.lows[k]
        if self.speech(k) is not None:
            return True
        if not low[0].isalnum():
            return low not in _INSIDE and low not in self.syntax.possessive
        if k == first:
            return False
        if low in self.file.auxiliaries or low in self.file.days:
            return low not in self.syntax.possessive
        if low in self.file.clause:
            return low not in self.syntax.joins
        return low in self.file.trailers and low not in self.syntax.inside_names
