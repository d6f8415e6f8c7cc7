"""What the linguistic stages know of a text: the working layer, never published.

All offsets are character offsets into the report's text; token indices count from 0.
"""

from __future__ import annotations

from msgspec import Struct


class Token(Struct, frozen=True, gc=False):
    """A word or a mark. Without a parse `pos`, `head`, `deprel` and `lemma` are None.

    `head` is the index of the governing token, -1 for the root of a sentence; `pos` and
    `deprel` are Universal Dependencies'. `factuality`: -3 (did not happen) to 3 (did);
    `event`: the probability that the word tells an event.
    """

    start: int
    end: int
    text: str
    pos: str | None = None
    head: int | None = None
    deprel: str | None = None
    lemma: str | None = None
    factuality: float | None = None
    event: float | None = None


class Sentence(Struct, frozen=True, gc=False):
    """Characters [start, end) and tokens [first, last) of one sentence in block `block`."""

    start: int
    end: int
    first: int
    last: int
    block: int


class RawAttribution(Struct, frozen=True, gc=False, kw_only=True):
    """An attribution as the reader finds it: pieces [start, end) of each role."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    score: float


class RawEntity(Struct, frozen=True, gc=False, kw_only=True):
    """A name as the reader finds it. `kind` is a MentionKind; `toponym_kind` a ToponymKind
    for names of places, `chain` a coreference chain within the report, if known."""

    start: int
    end: int
    kind: str
    score: float
    toponym_kind: str | None = None
    chain: int | None = None


class RawTimex(Struct, frozen=True, gc=False, kw_only=True):
    """A time expression as the reader finds it; `type` is a TimexType."""

    start: int
    end: int
    type: str
    score: float


class Analysis(Struct, frozen=True, gc=False, kw_only=True):
    """Tokens and sentences of a report, and what the neural reader found, if it read it.

    `reader` names the model and its version; None: the language has no model, and only
    tokens and sentences are given. `vectors`: one unit vector a sentence, or empty. `phrases`
    are whole noun phrases for people, bodies, places and arms, `entities` the names in them.
    """

    lang: str | None
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    reader: str | None = None
    attributions: tuple[RawAttribution, ...] = ()
    entities: tuple[RawEntity, ...] = ()
    phrases: tuple[RawEntity, ...] = ()
    timexes: tuple[RawTimex, ...] = ()
    vectors: tuple[tuple[float, ...], ...] = ()

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that overlap the characters [start, end)."""
        return range(self._first(start), self._last(end))

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds this character, by bisection."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= offset:
            return low
        return None

    def _first(self, start: int) -> int:
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        return low

    def _last(self, end: int) -> int:
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < end:
                low = middle + 1
            else:
                high = middle
        return low
