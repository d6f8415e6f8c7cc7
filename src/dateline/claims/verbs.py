"""Attributions by a verb: who stands at which side of it, and what is said."""

from __future__ import annotations

from dateline.claims.clause import Clause
from dateline.claims.drafts import Draft, Group, Range
from dateline.claims.inversion import read_inverted
from dateline.claims.source_phrases import find_phrase_before
from dateline.claims.stance import AMOUNT, is_amount
from dateline.claims.trailers import find_said, skip_addressee, skip_trailers

_SPEAKING = frozenset({"say", "tell", "quote"})
_QUOTING = "“\"«‘'"


class VerbReader(Clause):
    """Reads the attribution that a cue verb makes."""

    def by_verb(self, group: Group) -> Draft | None:
        """The attribution by this verb group, or None where nobody is seen to say anything."""
        floor = max([self.floor, *(d.cue[1] for d in self.found if d.cue)])
        subject = find_phrase_before(self.text, group.first, floor)
        inverted = read_inverted(self, group, subject)
        if inverted is not None:
            return inverted
        rule = "forward"
        if subject is None or not self._possible(subject, group):
            shared = self._shared(group)
            if shared is None:
                return None
            subject, rule = shared.source, "shared"
        if "show" in group.frames and not self._may_show(subject, group):
            return None
        if self._ends_here(group):
            return self._trailing(group, subject)
        return self._middle(group, subject) or self._forward(group, subject, rule)

    def _forward(self, group: Group, subject: Range | None, rule: str) -> Draft | None:
        """An attribution whose content follows the verb: "The mayor said that it fell"."""
        content, direct = find_said(self, group)
        said = " ".join(self.text.report.text[start:end] for start, end in content)
        if AMOUNT in group.frames:
            if not is_amount(said, self.text.cues):
                return None
            rule = "amount"
        elif self._performed(group, said):
            rule = "performed"
        if group.frames == {"quote"} and not direct and not self._introduced(content):
            return None
        if rule == "shared":
            self.cut(group.first)
        elif self.found and subject and self._coordinate(subject[0]):
            self.cut(subject[0])
        if not direct and group.frames <= {"np"}:
            rule = "object"
        return self.draft(rule, (group.first, group.last), subject, content, direct=direct)

    def _performed(self, group: Group, said: str) -> bool:
        """Whether the verb and its noun are a deed of speech: "claimed responsibility"."""
        lemmas = {verb.lemma for verb in self.text.cues.verb_at(self.lows, group.verb)[1]}
        nouns = (n for lemma in lemmas for n in self.text.file.performed.get(lemma, ()))
        return any(said.lower().startswith(noun) for noun in nouns)

    def _introduced(self, content: list[Range]) -> bool:
        """Whether content begins with 'that' or a quotation mark."""
        if not content:
            return False
        words = self.text.report.text[content[0][0] : content[0][1]].split(maxsplit=1)
        return words[0].lower() in self.text.file.that or words[0][0] in _QUOTING

    def _possible(self, subject: Range, group: Group) -> bool:
        words = self.lows[subject[0] : subject[1]]
        if words[-1] in self.syntax.ends_open or not any(w[0].isalnum() for w in words):
            return False
        if self.lows[group.verb].endswith("ing"):
            return words[-1] in self.text.file.relative
        lead = words[0] in self.text.file.leads and words[0] not in self.text.file.subjects
        return len(words) > 1 or not lead

    def _shared(self, group: Group) -> Draft | None:
        """The attribution before, where this verb goes on with its source: 'and added'."""
        before = self.low(group.first - 1)
        if not self.found or not (before == "," or before in self.syntax.joins):
            return None
        return self.found[-1] if self.found[-1].source is not None else None

    def _coordinate(self, first: int) -> bool:
        """', and X reported': a main clause beside the one before."""
        k = first
        while k > self.floor and self.low(k - 1) in self.text.file.determiners:
            k -= 1
        return self.low(k - 1) in self.syntax.joins and self.low(k - 2) == ","

    def _may_show(self, subject: Range | None, group: Group) -> bool:
        if group.frames - {"show"}:
            return True
        words = self.lows[subject[0] : subject[1]] if subject else []
        return any(word in self.text.file.showers for word in words)

    def _ends_here(self, group: Group) -> bool:
        """Whether nothing but an addressee, a time or a place stands after the verb."""
        if not group.frames & _SPEAKING:
            return False
        return skip_trailers(self, self._after_addressee(group)) >= self.end

    def _after_addressee(self, group: Group) -> int:
        return skip_addressee(self, group.last) if "tell" in group.frames else group.last

    def _trailing(self, group: Group, subject: Range | None) -> Draft | None:
        """An attribution that ends its sentence: "It fell, officials said"."""
        content, direct = self.backward(subject[0] if subject else group.first)
        return self.draft("trailing", (group.first, group.last), subject, content, direct=direct)

    def _middle(self, group: Group, subject: Range | None) -> Draft | None:
        """'C, X said, C': source and cue between two commas, or after a quotation."""
        k = skip_trailers(self, group.last)
        if subject is None or self.low(k) != "," or k >= self.end:
            return None
        if subject[0] - 1 < self.floor or not self.around(subject[0] - 1):
            return None
        content, direct = self.backward(subject[0])
        if content and self.goes_on(k + 1, direct=direct):
            content = [*content, *self.after(k + 1)]
        return self.draft("middle", (group.first, group.last), subject, content, direct=direct)
