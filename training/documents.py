"""Documents as the fitting sees them: words, their pieces, and what each corpus says of them.

Words are cut as `dateline.text` cuts them, unless the corpus brings its own words.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dateline.text.rules import rules
from dateline.text.segment import boundaries
from dateline.text.tokens import tokens_of
from training.labels import ANY, TAGS, bits

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
IGNORE = -100


@dataclass
class Link:
    """An attribution by word spans [first, last]; several sources or contents are pieces."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


@dataclass
class Document:
    """Words, sentence starts, and labels a word; a label that is absent is unknown.

    `sets`: for each tagging head a set of allowed tags a word, as bits. `numbers`: labels of
    one value a word (pos, head, relation, event), IGNORE where unknown.
    """

    name: str
    corpus: str
    words: list[str]
    starts: list[int]
    sets: dict[str, Ints] = field(default_factory=dict)
    numbers: dict[str, Ints] = field(default_factory=dict)
    factuality: Floats | None = None
    links: list[Link] | None = None
    chains: list[tuple[int, int, int, bool]] | None = None
    pieces: list[tuple[int, ...]] = field(default_factory=list)
    vectors: Floats | None = None
    offsets: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last word of the characters [start, end), or None."""
        first = bisect_right([b for _, b in self.offsets], start)
        last = bisect_left([a for a, _ in self.offsets], end) - 1
        return (first, last) if first <= last else None


def from_text(name: str, corpus: str, text: str, *, lang: str = "en") -> Document:
    """A document of running text: a paragraph a line."""
    data = rules(lang)
    offsets: list[tuple[int, int]] = []
    words: list[str] = []
    starts: list[int] = []
    blocks: list[int] = []
    at = 0
    for line in text.split("\n"):
        tokens = list(tokens_of(text, at, at + len(line), data))
        at += len(line) + 1
        if not tokens:
            continue
        begin = len(words)
        blocks.append(begin)
        starts += [begin + edge for edge in [0, *boundaries(tokens, data)[:-1]]]
        words += [token.text for token in tokens]
        offsets += [(token.start, token.end) for token in tokens]
    return Document(name, corpus, words, starts, offsets=offsets, paragraphs=blocks)


def from_words(name: str, corpus: str, sentences: list[list[str]]) -> Document:
    """A document of given words; offsets are those of the words joined by blanks."""
    words = [word for sentence in sentences for word in sentence]
    lengths = [len(sentence) for sentence in sentences]
    starts = [sum(lengths[:i]) for i in range(len(lengths))]
    offsets, at = [], 0
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    return Document(name, corpus, words, starts, offsets=offsets)


def blank_set(document: Document, head: str, outside: list[str] | str) -> Ints:
    """Allowed tags of words without a label: O and the kinds that the corpus leaves out."""
    if outside == "all":
        return np.full(len(document.words), ANY, dtype=np.int64)
    names = [tag[2:] for tag in TAGS[head][1::2]]
    allowed = 1 | bits(list(outside), names, "B") | bits(list(outside), names, "I")
    return np.full(len(document.words), allowed, dtype=np.int64)


def paint(tags: Ints, head: str, span: tuple[int, int], kinds: list[str]) -> None:
    """Marks the words [first, last] as one span of one of these kinds."""
    names = [tag[2:] for tag in TAGS[head][1::2]]
    first, last = span
    tags[first] = bits(kinds, names, "B")
    tags[first + 1 : last + 1] = bits(kinds, names, "I")


def fold(name: str, folds: int = 5) -> int:
    """The fold of a document by the hash of its name: the same on any machine."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds


Loader = Callable[[], list[Document]]
