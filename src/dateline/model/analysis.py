"""What the linguistic stages know of a text: the working layer, never published.

All offsets are character offsets into the report's text; token indices count from 0.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from msgspec import Struct

_START, _END = attrgetter("start"), attrgetter("end")


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
    stance: str | None = None


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


class RawSlot(Struct, frozen=True, gc=False, kw_only=True):
    """Characters [start, end) that fill a slot of a deed: `name` is who, whom, at, into, from,
    towards, near, part_of, whole_of, beside, when or with; of a count, what it counts."""

    name: str
    start: int
    end: int
    score: float
    scope: str | None = None


class RawDeed(Struct, frozen=True, gc=False, kw_only=True):
    """An event as the reader finds it, on the words [start, end) that tell it.

    `type` is a code of the codebook, `auxiliary` an Auxiliary, `aspect` meant, begun or done;
    `told_before`: place in `Analysis.deeds` of the deed that this repeats; `rule`: file and line of
    the words by which a code of one's own was asked for.
    """

    start: int
    end: int
    type: str
    auxiliary: str
    aspect: str
    score: float
    slots: tuple[RawSlot, ...] = ()
    counts: tuple[RawSlot, ...] = ()
    told_before: int | None = None
    rule: str | None = None


class Asked(Struct, frozen=True, gc=False, kw_only=True):
    """Words [start, end) of which the reader is asked who, whom, where and when, as of an event of
    this type: a code that it was not fitted on. `score`: how sure the words are; `rule`: file and
    line where they stand; `denies`: they deny something themselves ("without power"), so that a
    denial is no sign that they are not so."""

    start: int
    end: int
    type: str
    score: float
    rule: str
    denies: bool = False


class Analysis(Struct, frozen=True, gc=False, kw_only=True):
    """Tokens and sentences of a report, and what the neural reader found, if it read it.

    `reader` names the model and its version; None: the language has no model, and only
    tokens and sentences are given. `phrases` are whole noun phrases for people, bodies, places and
    arms, `entities` the names in them.
    `deeds`: the events that the reader of deeds found, None where it has not read; `doubted`:
    those that it is too unsure of to keep.
    """

    lang: str | None
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    reader: str | None = None
    attributions: tuple[RawAttribution, ...] = ()
    entities: tuple[RawEntity, ...] = ()
    phrases: tuple[RawEntity, ...] = ()
    timexes: tuple[RawTimex, ...] = ()
    deeds: tuple[RawDeed, ...] | None = None
    doubted: tuple[RawDeed, ...] = ()

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that overlap the characters [start, end)."""
        first = bisect_right(self.tokens, start, key=_END)
        return range(first, bisect_left(self.tokens, end, key=_START))

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds this character."""
        at = bisect_right(self.sentences, offset, key=_END)
        holds = at < len(self.sentences) and self.sentences[at].start <= offset
        return at if holds else None
