"""Offices and forces that no state stands beside: "the interior ministry", "police"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from dateline.mentions.lexicon import lexicon
from dateline.mentions.phrases import Reading
from dateline.mentions.records import Head
from dateline.mentions.stems import normal
from dateline.model import Coding, Mention, MentionKind

_MINISTRY = "ministry"
_STATES = frozenset({"GOV", "MIL", "COP", "MED", "JUD", "LEG", "SPY", "EDU"})


class Bare(Struct, frozen=True, kw_only=True):
    """A mention that is an office's or a force's noun alone; `sentence` is its number."""

    mention: Mention
    head: Head
    sector: str
    noun: str
    sentence: int


class OfficeFinder:
    """Finds the bare offices of one report."""

    def __init__(self, coding: Coding) -> None:
        self.coding, self.analysis = coding, coding.linguistics()
        tokens = self.analysis.tokens
        norms = [normal(token.text) for token in tokens]
        self.lexicon = lexicon(self.analysis.lang or coding.report.lang)
        self.reading = Reading(tokens, norms, self.lexicon, coding.conflict)
        self.sentence_of = [self.analysis.sentence_at(m.start) for m in coding.mentions]

    def bare(self) -> Iterator[Bare]:
        """Bare offices and forces of states, of which no mention before names the owner."""
        named: set[tuple[str | None, str]] = set()
        for m, sentence in zip(self.coding.mentions, self.sentence_of, strict=True):
            one = self._office(m, sentence) if sentence is not None else None
            noun = normal(m.text.split()[-1])
            if one is None:
                named.add((m.actor, noun))
            elif (m.actor, noun) not in named:
                yield one

    def _office(self, m: Mention, sentence: int) -> Bare | None:
        """The office or force that a mention is, if its words name no state."""
        inside = self.analysis.tokens_in(m.start, m.end)
        if not len(inside) or m.actor is None or is_pronoun(m) or self._is_name(m, inside.start):
            return None
        chain = self.reading.chain(inside.start, inside.stop)
        if chain is None or chain[0] != inside.stop or self._has_owner(inside.start):
            return None
        _, head, sector = chain
        noun = self.reading.norms[inside.stop - 1]
        if head.name == _MINISTRY and len(inside) == 1:
            return None
        if self.reading.slavic and not self._speaks(inside.start, inside.stop):
            return None
        if sector not in _STATES or not self._is_of_state(head, sector, m, inside.start, noun):
            return None
        return Bare(mention=m, head=head, sector=sector, noun=noun, sentence=sentence)

    @cached_property
    def _openings(self) -> frozenset[int]:
        """The first token of each sentence."""
        return frozenset(sentence.first for sentence in self.analysis.sentences)

    def _is_name(self, m: Mention, first: int) -> bool:
        """Whether capitals make it a name; one at the start of a sentence makes none."""
        opens = first in self._openings
        return any(map(str.isupper, m.text[1:] if opens else m.text))

    def trades(self) -> frozenset[str]:
        """Nouns that stand for an office of any trade that was named before: 'the ministry'."""
        heads = self.lexicon.heads
        return frozenset(
            noun for noun, rows in heads.items()
            if any(not rest and head.name == _MINISTRY for rest, head in rows)
        )  # fmt: skip

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands beside words [first, last)."""
        tokens, acts = self.analysis.tokens, self.lexicon.words.acts
        beside = [*tokens[max(0, first - 1) : first], *tokens[last : last + 1]]
        return any(token.text.lower() in acts for token in beside)

    def _has_owner(self, first: int) -> bool:
        """Whether a possessive or a hyphen stands before: "Iran's", "its", "Saudi-"."""
        before = self.reading.norms[first - 1] if first else ""
        pronoun = self.lexicon.pronouns.get(before)
        return before.endswith(("'s", "'", "-")) or pronoun is not None

    def _is_of_state(self, head: Head, sector: str, m: Mention, first: int, noun: str) -> bool:
        """Whether such an office is a state's: "the army", not "troops" or "a regime"."""
        if not self._is_definite(first):
            return False
        if head.cls == "office":
            return True
        if head.cls == "force":
            return noun in self.lexicon.of_states or sector == "COP"
        return head.cls == "role" and head.own and m.text.lower() in self.lexicon.words.state_roles

    def _is_definite(self, first: int) -> bool:
        words = self.lexicon.words
        before = self.reading.norms[first - 1] if first else ""
        return before not in {normal(word) for word in words.indefinite}


def is_pronoun(mention: Mention) -> bool:
    """Whether a mention is a pronoun, which goes with what it stands for."""
    return mention.kind is MentionKind.PRONOUN
