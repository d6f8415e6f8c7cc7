"""One pass of the encoder over a report: all that the heads say, a row a word.

Only the words that a window owns are asked for. Invariant: windows are read one by one. The
weights are 8-bit, and the scale of what they meet is taken over all that is read at once: a window
read beside others would get other scores (and one alone stays in the processor's cache).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dateline.encoder.arrays import Floats
from dateline.encoder.bundle import Bundle
from dateline.encoder.capitals import shapes
from dateline.encoder.windows import Window, lay_pieces, plan

_WORDS = ("scores", "links", "arc_child", "arc_parent", "child", "parent", "factuality")


@dataclass(frozen=True, eq=False)
class Readings:
    """What the heads say of n words and s sentences.

    `scores` (n, labels of all tagging heads), `links` (n, ...), `arc_child`, `arc_parent`,
    `child`, `parent` (n, ...), `factuality` (n,), `roots` (n, ...) the root as the word's window
    sees it, `vectors` (s, 384) of unit length.
    """

    words: dict[str, Floats]
    roots: Floats
    vectors: Floats


def read_words(bundle: Bundle, words: Sequence[str], starts: Sequence[int]) -> Readings:
    """Reads the words of one report; `starts` are the first words of its sentences, from 0."""
    pieces = bundle.pieces.of_all(words)
    windows = plan([len(p) for p in pieces], starts)
    given = _Given(pieces, shapes(words, starts))
    parts: dict[str, list[Floats]] = {name: [] for name in (*_WORDS, "roots", "vectors")}
    owned: list[int] = []
    ends = dict(zip(starts, [*starts[1:], len(words)], strict=True))
    names = [output.name for output in bundle.session.get_outputs()]
    for window in windows:
        feed, sentences = _feed(bundle, window, given, ends)
        found = dict(zip(names, bundle.session.run(None, feed), strict=True))
        for name in _WORDS:
            parts[name].append(found[name])
        parts["roots"].append(np.repeat(found["root"], window.end - window.own, axis=0))
        parts["vectors"].append(found["vectors"])
        owned += sentences
    joined = {name: np.concatenate(part) for name, part in parts.items()}
    row = {word: k for k, word in enumerate(owned)}
    vectors = joined.pop("vectors")[[row[start] for start in starts]]
    return Readings(joined, joined.pop("roots"), vectors)


class _Given(NamedTuple):
    """The pieces of each word and its shape."""

    pieces: list[tuple[int, ...]]
    shapes: list[int]


def _feed(
    bundle: Bundle, window: Window, given: _Given, ends: dict[int, int]
) -> tuple[dict[str, np.ndarray], list[int]]:
    """The inputs of one window, and which sentences (by first word) its vectors are of.

    Of a sentence that is cut between windows the part with its first word is pooled.
    """
    laid, at = lay_pieces(window, given.pieces, (bundle.pieces.first, bundle.pieces.last))
    ids = np.array([laid])
    shaped = np.zeros_like(ids)
    lengths = [len(p) for p in given.pieces[window.first : window.last]]
    shaped[0, 1:-1] = np.repeat(given.shapes[window.first : window.last], lengths)
    sentences = [word for word in range(window.own, window.end) if word in ends]
    pools = [
        range(at[word - window.first], at[min(ends[word], window.last) - window.first])
        for word in sentences
    ]
    pool = np.full((max(len(pools), 1), max((len(p) for p in pools), default=1)), -1)
    for k, places in enumerate(pools):
        pool[k, : len(places)] = places
    if not pools:
        pool[0, 0] = 0
        sentences = [-1]
    asked = np.array(at[window.own - window.first : window.end - window.first])
    mask = np.ones(ids.shape, bool)
    return {"ids": ids, "shapes": shaped, "mask": mask, "words": asked, "pool": pool}, sentences
