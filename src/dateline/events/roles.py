"""Who did it and to whom: the words that fill a slot as actors of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dateline.events.known import Label, label_mentions
from dateline.events.lines import Line, Phrase
from dateline.events.nearby import InOrder
from dateline.model import ActorKind, Coding, Mention, MentionKind

_NO_ACTORS = frozenset({MentionKind.PLACE, MentionKind.FACILITY, MentionKind.EQUIPMENT})
AND = frozenset({"and", "or", "&", "both", "і", "та", "й", "и", "или"})
JOINS = AND | {",", "the"}
REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves", "себе", "себя"})
"""They name nobody new: who blew it up themselves is not whom it was done to."""
_POSSESSIVES = (("'", "s"), ("'",), ("’", "s"), ("’",), ("'s",), ("’s",))


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions of a report that resolve to actors, in the order of the text."""

    mentions: InOrder[Mention]
    unnamed: frozenset[str]
    labels: InOrder[Label]

    @classmethod
    def of(cls, coding: Coding) -> Cast:
        """The cast of a coding."""
        named = [
            m
            for m in coding.mentions
            if m.actor and m.kind not in _NO_ACTORS and m.text.lower() not in REFLEXIVES
        ]
        named.sort(key=lambda m: (m.start, -m.end))
        unnamed = frozenset(a.id for a in coding.actors if a.kind is ActorKind.UNNAMED)
        return cls(InOrder(named), unnamed, InOrder(label_mentions(coding)))

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie in the characters [start, end), wholly or in part."""
        return self.mentions.within(start, end)

    def actors(self, line: Line, phrases: Iterable[Phrase]) -> tuple[str, ...]:
        """The actors that some phrases name, each once, in the order of the text."""
        out: list[str] = []
        for phrase in phrases:
            for mention in self._find_mentions(line, phrase):
                if mention.actor and mention.actor not in out:
                    out.append(mention.actor)
        return tuple(out)

    def classes(self, line: Line, phrases: Iterable[Phrase]) -> frozenset[str]:
        """What kind of actors end in some phrases, for the crosswalks: soldiers, civilians."""
        words, found = line.words, set[str]()
        for phrase in phrases:
            start, end = words.starts[phrase.first], words.ends[phrase.last - 1]
            for label in self.labels.within(start, end):
                if words.between(label.start, label.end)[1] <= phrase.last:
                    found.update(label.names)
        return frozenset(found)

    def _find_mentions(self, line: Line, phrase: Phrase) -> list[Mention]:
        """The mentions of a phrase: the longest at its head or first, and those joined to it;
        not whose it is ("*the group's* leader"), and one only of an apposition."""
        words = line.words
        start, end = words.starts[phrase.first], words.ends[phrase.last - 1]
        found: list[Mention] = []
        for mention in self.within(start, end):
            first, last = words.between(mention.start, mention.end)
            if found and mention.start < found[-1].end:
                continue
            if last <= phrase.first or phrase.last <= first:
                continue
            if found and self._is_owner(line, found[-1], mention):
                found.pop()
            if found and not self._joined(line, found[-1], mention):
                break
            found.append(mention)
        return self._apposed(line, found)

    def _is_owner(self, line: Line, a: Mention, b: Mention) -> bool:
        return self._between(line, a, b) in _POSSESSIVES

    def _apposed(self, line: Line, found: list[Mention]) -> list[Mention]:
        """The name of an apposition, or of all that commas alone join: they are one."""
        if len(found) < 2 or not any("," in self._between(line, *two) for two in pairwise(found)):
            return found
        if any(AND.intersection(self._between(line, *two)) for two in pairwise(found)):
            return found
        return [next((m for m in found if m.actor not in self.unnamed), found[0])]

    def _between(self, line: Line, a: Mention, b: Mention) -> tuple[str, ...]:
        _, first = line.words.between(a.start, a.end)
        last, _ = line.words.between(b.start, b.end)
        return tuple(line.words.lower[first:last])

    def _joined(self, line: Line, a: Mention, b: Mention) -> bool:
        return all(word in JOINS for word in self._between(line, a, b))
