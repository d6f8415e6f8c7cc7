"""One report as the patterns see it: lower-case tokens, quotations and the sentence at hand."""

from __future__ import annotations

from dateline.claims.cues import Cues
from dateline.claims.drafts import Group
from dateline.claims.quotes import Quote, quotations
from dateline.model import Analysis, Report, Sentence

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re"})
LONGEST_SOURCE = 16
"""Tokens of the longest noun phrase that is taken as a source."""


class Text:
    """Tokens, their lower-case forms and the quotation that each stands in."""

    def __init__(self, analysis: Analysis, report: Report, cues: Cues) -> None:
        self.report, self.cues = report, cues
        self.tokens = analysis.tokens
        self.sentences = analysis.sentences
        self.lows = [t.text.lower().replace("’", "'") for t in analysis.tokens]
        self.quotes = quotations(report)
        self.quoted: list[Quote | None] = [None] * len(self.tokens)
        for quote in self.quotes:
            for i in analysis.tokens_in(quote.start, quote.end):
                self.quoted[i] = quote
        self.analysis = analysis
        file = cues.file
        self.aux, self.clause, self.leads = file.auxiliaries, file.clause, file.leads
        self.determiners, self.subjects = file.determiners, file.subjects

    def speech(self, i: int) -> Quote | None:
        """The quotation of some length that token i stands in; short quoted names are none."""
        quote = self.quoted[i]
        if quote is None or quote.single and quote.end - quote.start < 20:
            return None
        return quote

    def verb_group(self, sentence: Sentence, i: int) -> Group | None:
        """The verb group whose cue verb stands at token i, if it is used as a verb there."""
        length, verbs = self.cues.verb_at(self.lows, i)
        if not length or not self._verbal(sentence, i, length):
            return None
        first = i
        while first > sentence.first and self._in_group(first - 1) and self.quoted[first - 1] is self.quoted[i]:
            first -= 1
        while first < i and self.lows[first] in ("to", "so", "just", "only", "even") :
            first += 1
        aux = self.lows[first:i]
        past = self.lows[i].endswith("ed") or self.lows[i] in ("said", "told", "seen", "found", "known", "thought", "understood")
        passive = past and any(word in _BE for word in aux)
        return Group(first, i + length, i, frozenset(v.frame for v in verbs), passive, verbs[0].form)

    def _in_group(self, i: int) -> bool:
        low = self.lows[i]
        return low in self.aux or low.endswith("ly") and len(low) > 4 and not self.tokens[i].text[0].isupper()

    def _verbal(self, sentence: Sentence, i: int, length: int) -> bool:
        """Whether a word that may be noun or verb is a verb here: by the parse, else by its
        neighbours."""
        pos = self.tokens[i].pos
        if pos is not None:
            return pos in ("VERB", "AUX")
        if self.cues.lang != "en":
            return True
        low = self.lows[i]
        before = self.lows[i - 1] if i > sentence.first else ""
        after = self.lows[i + length] if i + length < sentence.last else "."
        if self.tokens[i].text[0].isupper() and i > sentence.first and not self.tokens[i].text.isupper():
            return self._headline(sentence)
        if low.endswith("ed") or low in ("said", "told", "wrote", "says", "tells"):
            return not (before in self.determiners or before in ("'s", "of")) or low in ("said", "told")
        if low.endswith("ing"):
            return before not in self.determiners and before not in ("of", "'s") and after not in ("of",)
        if before in self.determiners and before not in self.subjects or before in ("'s", "of", "in", "for", "by", "with", "from", "on", "at", "a", "no"):
            return False
        if after in ("of", "by", "from", "for", "against", "about", ".", ",") and low not in ("think", "thinks", "say"):
            return False
        verb = self.cues.verb_at(self.lows, i)[1][0]
        if verb.form == verb.lemma:
            return self._plural(before) or before in self.aux
        return True

    def _plural(self, low: str) -> bool:
        return low in self.cues.file.plurals or low.endswith("s") and not low.endswith(("ss", "us", "'s"))

    def _headline(self, sentence: Sentence) -> bool:
        words = [t.text for t in self.tokens[sentence.first : sentence.last] if t.text.isalpha()]
        return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)

    def noun_phrase_before(self, sentence: Sentence, end: int, floor: int) -> tuple[int, int] | None:
        """Tokens of the noun phrase that ends before token `end`, not reaching below `floor`."""
        last = end
        if last - 1 >= floor and self.lows[last - 1] == ",":
            return self._before_apposition(sentence, last - 1, floor)
        while last - 2 > floor and self.lows[last - 1] in self.cues.file.days:
            last -= 2 if self.lows[last - 2] == "on" else 1
        start = self._phrase_start(last, floor)
        return (start, last) if start < last else None

    def _phrase_start(self, end: int, floor: int) -> int:
        """First token of the run before `end` that can be one noun phrase."""
        k = end
        while k > floor and end - k < LONGEST_SOURCE:
            low = self.lows[k - 1]
            if self.speech(k - 1) is not None or low in self.clause and low not in ("-", "and"):
                break
            if low in self.aux and low not in ("'s",) or low in self.cues.verbs and self._cue_like(k - 1):
                break
            if low == "and" and not self._joins(k - 1, floor):
                break
            k -= 1
        return self._without_leads(k, end)

    def _joins(self, i: int, floor: int) -> bool:
        """'Russia and Ukraine said': both sides of an 'and' begin like names."""
        return i > floor and self.tokens[i - 1].text[0].isupper() and self.tokens[i + 1].text[0].isupper()

    def _cue_like(self, i: int) -> bool:
        low, text = self.lows[i], self.tokens[i].text
        if text[0].isupper() or self.tokens[i].pos in ("NOUN", "PROPN", "ADJ"):
            return False
        return low.endswith(("ed", "ing")) or low in ("said", "told", "says", "wrote")

    def _without_leads(self, k: int, end: int) -> int:
        while k < end - 1 and (self.lows[k] in self.leads or not self.tokens[k].text[0].isalnum() or self.lows[k].endswith("ly")) and self.lows[k] not in self.subjects and not (self.lows[k] in self.determiners and not self.lows[k + 1] in self.cues.file.days | {"week", "month", "year", "morning", "night"}):
            k += 1
        return k

    def _before_apposition(self, sentence: Sentence, comma: int, floor: int) -> tuple[int, int] | None:
        """'Flynn, a top surrogate, said': the phrase with what stands between the commas."""
        for k in range(comma - 1, floor, -1):
            if self.speech(k) is not None:
                return None
            if self.lows[k] == ",":
                start = self._phrase_start(k, floor)
                if start < k and self._named(start, k):
                    return start, comma + 1
        return None

    def _named(self, first: int, last: int) -> bool:
        return any(
            self.tokens[i].text[0].isupper() or self.lows[i] in self.determiners or self.lows[i] in self.subjects
            for i in range(first, last)
        )

    def noun_phrase_after(self, sentence: Sentence, first: int) -> tuple[int, int] | None:
        """Tokens of the noun phrase that begins at token `first`: 'said *the spokesman*'."""
        k = first
        while k < sentence.last and k - first < LONGEST_SOURCE:
            low = self.lows[k]
            if not self.tokens[k].text[0].isalnum() and low not in ("-", "'s", "'", "(") or self.speech(k) is not None:
                break
            if k > first and (low in self.clause and low != "and" or low in self.aux and low != "'s" or low in self.cues.file.days):
                break
            if k > first and low in self.cues.file.trailers and low not in ("from", "for"):
                break
            k += 1
        return (first, k) if k > first else None
