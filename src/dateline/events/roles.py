"""Who did it and to whom: arguments of a clause as actors of the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.events.lines import Line
from dateline.events.syntax import Phrase
from dateline.model import Coding, Mention, MentionKind

_NO_ACTORS = frozenset({MentionKind.PLACE, MentionKind.FACILITY, MentionKind.EQUIPMENT})
JOINS = frozenset({"and", ",", "or", "&", "the", "both", "і", "та", "й", "и", "или"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions of a report that resolve to actors, in the order of the text."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    longest: int

    @classmethod
    def of(cls, coding: Coding) -> Cast:
        """The cast of a coding."""
        named = [m for m in coding.mentions if m.actor and m.kind not in _NO_ACTORS]
        named.sort(key=lambda m: (m.start, -m.end))
        longest = max((m.end - m.start for m in named), default=0)
        return cls(tuple(named), tuple(m.start for m in named), longest)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that lie in the characters [start, end), wholly or in part."""
        first = bisect_left(self.starts, start - self.longest)
        last = bisect_left(self.starts, end)
        return tuple(m for m in self.mentions[first:last] if m.end > start)

    def actors(self, line: Line, phrases: Iterable[Phrase]) -> tuple[str, ...]:
        """The actors that some phrases name, each once, in the order of the text."""
        out: list[str] = []
        for phrase in phrases:
            for mention in self._named(line, phrase):
                if mention.actor and mention.actor not in out:
                    out.append(mention.actor)
        return tuple(out)

    def _named(self, line: Line, phrase: Phrase) -> list[Mention]:
        """The mentions of a phrase: the longest at its head or first, and those joined to it."""
        words = line.words
        start, end = words.starts[phrase.first], words.ends[phrase.last - 1]
        found: list[Mention] = []
        for mention in self.within(start, end):
            first, last = words.between(mention.start, mention.end)
            if found and mention.start < found[-1].end:
                continue
            if not phrase.core.intersection(range(first, last)):
                continue
            if found and not self._joined(line, found[-1], mention):
                break
            found.append(mention)
        return found

    def _joined(self, line: Line, a: Mention, b: Mention) -> bool:
        _, first = line.words.between(a.start, a.end)
        last, _ = line.words.between(b.start, b.end)
        return all(word in JOINS for word in line.words.lower[first:last])
