"""One pass of the encoder over a report: all that the heads say, a row a word.

Windows of like length are read together; only the words that a window owns are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dateline.encoder.arrays import Floats
from dateline.encoder.bundle import Bundle
from dateline.encoder.capitals import shapes
from dateline.encoder.windows import Window, plan

BATCH = 1024
"""Pieces read at once: bounds the memory."""
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
    order: list[Window] = []
    owned: list[int] = []
    ends = dict(zip(starts, [*starts[1:], len(words)], strict=True))
    for group in _groups(windows, pieces):
        feed, sentences = _feed(bundle, group, given, ends)
        found = dict(zip(_names(bundle), bundle.session.run(None, feed), strict=True))
        for name in _WORDS:
            parts[name].append(found[name])
        sizes = [w.end - w.own for w in group]
        parts["roots"].append(np.repeat(found["root"], sizes, axis=0))
        parts["vectors"].append(found["vectors"])
        order += group
        owned += sentences
    return _in_order(parts, order, owned, starts)


class _Given(NamedTuple):
    """The pieces of each word and its shape."""

    pieces: list[tuple[int, ...]]
    shapes: list[int]


def _names(bundle: Bundle) -> list[str]:
    return [output.name for output in bundle.session.get_outputs()]


def _groups(windows: list[Window], pieces: list[tuple[int, ...]]) -> list[list[Window]]:
    """Windows in batches, like lengths together."""
    cost = {w: sum(len(p) for p in pieces[w.first : w.last]) + 2 for w in windows}
    groups: list[list[Window]] = []
    for window in sorted(windows, key=lambda w: (-cost[w], w.first)):
        if groups and (len(groups[-1]) + 1) * cost[groups[-1][0]] <= BATCH:
            groups[-1].append(window)
        else:
            groups.append([window])
    return groups


def _feed(
    bundle: Bundle, group: list[Window], given: _Given, ends: dict[int, int]
) -> tuple[dict[str, np.ndarray], list[int]]:
    """The inputs of one batch, and which sentences (by first word) its vectors are of.

    Of a sentence that is cut between windows the part with its first word is pooled.
    """
    pieces = given.pieces
    rows = [[p for word in pieces[w.first : w.last] for p in word] for w in group]
    long = max(len(row) for row in rows) + 2
    ids, shaped = (np.zeros((len(group), long), np.int64) for _ in range(2))
    asked: list[int] = []
    pools: list[range] = []
    sentences: list[int] = []
    for k, (window, row) in enumerate(zip(group, rows, strict=True)):
        ids[k, : len(row) + 2] = [bundle.pieces.first, *row, bundle.pieces.last]
        lengths = [len(p) for p in pieces[window.first : window.last]]
        shaped[k, 1 : len(row) + 1] = np.repeat(given.shapes[window.first : window.last], lengths)
        at = np.concatenate([[0], np.cumsum(lengths)]) + 1 + k * long
        asked += at[window.own - window.first : window.end - window.first].tolist()
        for word in range(window.own, window.end):
            if word in ends:
                last = min(ends[word], window.last) - window.first
                pools.append(range(at[word - window.first], at[last]))
                sentences.append(word)
    mask = np.arange(long)[None] < np.array([len(row) + 2 for row in rows])[:, None]
    pool = np.full((max(len(pools), 1), max((len(p) for p in pools), default=1)), -1)
    for k, places in enumerate(pools):
        pool[k, : len(places)] = places
    if not pools:
        pool[0, 0] = 0
        sentences.append(-1)
    feed = {"ids": ids, "shapes": shaped, "mask": mask, "words": np.array(asked), "pool": pool}
    return feed, sentences


def _in_order(
    parts: dict[str, list[Floats]], order: list[Window], owned: list[int], starts: Sequence[int]
) -> Readings:
    """Rows back in the order of the text."""
    place = np.argsort(np.concatenate([np.arange(w.own, w.end) for w in order]), kind="stable")
    words = {name: np.concatenate(parts[name])[place] for name in _WORDS}
    roots = np.concatenate(parts["roots"])[place]
    vectors = np.concatenate(parts["vectors"])
    row = {word: k for k, word in enumerate(owned)}
    return Readings(words, roots, vectors[[row[start] for start in starts]])
