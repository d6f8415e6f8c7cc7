"""A sentence as the event coder sees it: its words, the triggers and classes found in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct, field

from dateline.events.lexicon import Entry, Lexicon
from dateline.events.phrases import Hit
from dateline.events.words import Words, words_of
from dateline.model import Analysis, BlockKind, Report, Sentence

SILENT = frozenset(
    {
        BlockKind.BOILERPLATE,
        BlockKind.CREDIT,
        BlockKind.BYLINE,
        BlockKind.DATELINE,
        BlockKind.SUBHEAD,
    }
)
"""Blocks that tell no events."""


class Mark(Struct, frozen=True, gc=False):
    """Words [first, last) of a line that belong to a class."""

    first: int
    last: int
    label: str


class Trigger(Struct, frozen=True, gc=False):
    """Words [first, last) that may tell an event, and every entry that they match, the one
    with the most words first. `head` is the word that carries the syntax."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    def fixed(self, lower: tuple[str, ...]) -> frozenset[int]:
        """The words that the entry itself names, without those in its gap."""
        base = self.entries[0].base
        if "_" not in base.split():
            return frozenset(range(self.first, self.last))
        named = set(base.lower().split())
        inner = (i for i in range(self.first + 1, self.last - 1) if lower[i] in named)
        return frozenset({self.first, self.last - 1, *inner})

    @property
    def head(self) -> int:
        """The verb of a verbal entry, the last word of a nominal one."""
        return self.last - 1 if self.entries[0].noun else self.first


class Line(Struct, frozen=True, eq=False):
    """Sentence `index` of a report. `tokens[i]` is the analysis token of word i."""

    index: int
    sentence: Sentence
    words: Words
    tokens: tuple[int, ...]
    triggers: tuple[Trigger, ...]
    marks: tuple[Mark, ...]
    _ends: dict[int, set[str]] = field(default_factory=dict)
    _cache: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mark in self.marks:
            self._ends.setdefault(mark.last - 1, set()).add(mark.label)

    def classes(self, among: Collection[int]) -> frozenset[str]:
        """The classes whose phrase ends on one of these words."""
        return frozenset().union(*[self._ends[at] for at in self._ends.keys() & among])

    def classes_between(self, first: int, last: int) -> frozenset[str]:
        """The classes of the words [first, last)."""
        key = (first, last)
        if key not in self._cache:
            self._cache[key] = self.classes(range(first, last))
        return self._cache[key]


def line_of(
    text: str,
    analysis: Analysis,
    index: int,
    lexicon: Lexicon,
    extra: Iterable[tuple[int, int, str]],
    *,
    bare: bool = False,
) -> Line:
    """Sentence `index` read with a lexicon; `extra` are classes of characters [start, end)
    that other stages know (toponym, state_actor, ...); `bare`: also where it has no trigger."""
    sentence = analysis.sentences[index]
    words = words_of(text, sentence.start, sentence.end)
    told = lexicon.triggers.find(words.lower)
    if not told and not bare:
        return Line(index, sentence, words, (), (), ())
    taken = {i for hit in lexicon.blocked.find(words.lower) for i in range(hit.first, hit.last)}
    triggers = _triggers(told, taken)
    if not triggers and not bare:
        return Line(index, sentence, words, (), (), ())
    marks = [
        Mark(hit.first, hit.last, hit.payload)
        for hit in lexicon.classes.find(words.lower)
        if hit.payload in lexicon.topics or not taken.intersection(range(hit.first, hit.last))
    ]
    for start, end, label in extra:
        if start < sentence.end and end > sentence.start:
            first, last = words.between(start, end)
            marks.append(Mark(first, last, label))
    return Line(
        index, sentence, words, find_tokens(words, analysis, sentence), triggers, tuple(marks)
    )


def find_tokens(words: Words, analysis: Analysis, sentence: Sentence) -> tuple[int, ...]:
    """The analysis token that each word of a sentence begins in."""
    out: list[int] = []
    at = sentence.first
    for start in words.starts:
        while at + 1 < sentence.last and analysis.tokens[at].end <= start:
            at += 1
        out.append(at)
    return tuple(out)


def tells_nothing(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence stands in a block that tells no events, or repeats another."""
    if sentence.block >= len(report.blocks):
        return False
    block = report.blocks[sentence.block]
    return block.kind in SILENT or block.repeats is not None


def _triggers(hits: list[Hit[Entry]], taken: set[int]) -> tuple[Trigger, ...]:
    """Hits by their first word; those that lie inside a longer one come after it."""
    groups: dict[int, list[Hit[Entry]]] = {}
    for hit in hits:
        if hit.first not in taken and hit.last - 1 not in taken:
            groups.setdefault(hit.first, []).append(hit)
    out: list[Trigger] = []
    for first, group in sorted(groups.items()):
        group.sort(key=lambda h: -len(h.payload.base.replace("_", "").split()))
        longest = group[0]
        out.append(Trigger(first, longest.last, tuple(h.payload for h in group)))
    return tuple(out)
