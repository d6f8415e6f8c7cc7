"""One report as the patterns see it: lower-case tokens, quotations, verb groups and phrases."""

from __future__ import annotations

from dateline.claims.cues import Cues
from dateline.claims.drafts import Group
from dateline.claims.quotes import Quote, quotations
from dateline.model import Analysis, Report, Sentence

SHORT_QUOTE = 20
"""Characters below which single quotation marks hold a name or a word and no speech."""


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
