"""Documents become windows of at most 256 pieces, and windows become batches.

A window begins at a sentence; where the cuts fall is drawn anew in every epoch.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch

from dateline.encoder.capitals import shapes
from training.documents import IGNORE, Document
from training.labels import ANY, TAGS

T = TypeVar("T")
LENGTH = 256
NUMBERS = ("head", "pos", "relation", "event")
Batch = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Window:
    """The words [first, last) of a document, with the pieces they cost."""

    document: Document
    first: int
    last: int
    pieces: int


def cut(document: Document, chance: random.Random | None, *, length: int = LENGTH) -> list[Window]:
    """Windows that cover the document without overlap; the first is short by chance."""
    room = length - 2
    edges = [*document.starts[1:], len(document.words)]
    limit = room if chance is None else chance.randint(room // 2, room)
    windows: list[Window] = []
    first = at = used = 0
    for edge in edges:
        cost = sum(len(p) for p in document.pieces[at:edge])
        if used and used + cost > limit:
            windows.append(Window(document, first, at, used + 2))
            first, used, limit = at, 0, room
        while cost > room:
            stop = _fill(document, at, room - used)
            windows.append(Window(document, first, stop, room + 2))
            first, at, used, limit = stop, stop, 0, room
            cost = sum(len(p) for p in document.pieces[at:edge])
        used += cost
        at = edge
    if first < len(document.words):
        windows.append(Window(document, first, len(document.words), used + 2))
    return windows


def _fill(document: Document, at: int, room: int) -> int:
    while at < len(document.words) and room >= len(document.pieces[at]):
        room -= len(document.pieces[at])
        at += 1
    return at


def batches(windows: list[Window], pieces: int, chance: random.Random | None) -> Iterator[Batch]:
    """Batches of about so many pieces, windows of like length together, in random order."""
    for group in group_alike(windows, pieces, chance, cost=lambda w: w.pieces, among=512):
        yield collate(group)


def group_alike(
    items: Sequence[T], room: int, chance: random.Random | None,
    *, cost: Callable[[T], int], among: int,
) -> list[list[T]]:  # fmt: skip
    """Groups that cost about so much when padded: items of like cost together, of `among` that are
    drawn one after another, in random order where there is chance."""
    order = list(items)
    if chance:
        chance.shuffle(order)
    groups: list[list[T]] = []
    for at in range(0, len(order), among):
        group: list[T] = []
        for item in sorted(order[at : at + among], key=cost):
            if group and (len(group) + 1) * cost(item) > room:
                groups.append(group)
                group = []
            group.append(item)
        groups.append(group)
    if chance:
        chance.shuffle(groups)
    return groups


def collate(windows: list[Window]) -> Batch:
    """Pieces, word starts, sentences and all labels of windows as padded tensors."""
    wide = max(w.last - w.first for w in windows)
    long = max(w.pieces for w in windows)
    sentences = max(len(_starts(w)) for w in windows)
    rows = [_row(w, wide, long, sentences) for w in windows]
    return {key: torch.from_numpy(np.stack([row[key] for row in rows])) for key in rows[0]}


def _starts(window: Window) -> list[int]:
    starts = [s - window.first for s in window.document.starts if window.first < s < window.last]
    return [0, *starts]


def _row(window: Window, wide: int, long: int, sentences: int) -> dict[str, np.ndarray]:
    document, a, b = window.document, window.first, window.last
    words = b - a
    row: dict[str, np.ndarray] = {
        "ids": np.zeros(long, np.int64),
        "mask": np.zeros(long, bool),
        "shapes": np.zeros(long, np.int64),
        "first": np.zeros(wide, np.int64),
        "words": np.arange(wide) < words,
        "sentence": np.full(wide, -1),
        "pool": np.zeros((sentences, long), np.float32),
        "vectors": np.zeros((sentences, 384), np.float32),
        "factuality": np.full(wide, np.nan, np.float32),
    }
    _fill_pieces(row, window)
    for head in TAGS:
        row[head] = np.full(wide, ANY)
        if head in document.sets:
            row[head][:words] = document.sets[head][a:b]
    for name in NUMBERS:
        row[name] = np.full(wide, IGNORE)
        if name in document.numbers:
            row[name][:words] = document.numbers[name][a:b]
    heads = row["head"]
    inside = (heads >= a) & (heads < b)
    row["head"] = np.where(heads == -1, 0, np.where(inside, heads - a + 1, IGNORE))
    if document.factuality is not None:
        row["factuality"][:words] = document.factuality[a:b]
    row.update(_links(window))
    row.update(_chains(window))
    return row


def _fill_pieces(row: dict[str, np.ndarray], window: Window) -> None:
    from_cls, document = 1, window.document
    starts = _starts(window)
    sentence = np.searchsorted(starts, np.arange(window.last - window.first), side="right") - 1
    row["ids"][0] = 101
    shaped = shapes(document.words[window.first : window.last], starts)
    at = from_cls
    for i, pieces in enumerate(document.pieces[window.first : window.last]):
        row["ids"][at : at + len(pieces)] = pieces
        row["first"][i] = at
        row["shapes"][at : at + len(pieces)] = shaped[i]
        row["pool"][sentence[i], at : at + len(pieces)] = 1
        at += len(pieces)
    row["ids"][at] = 102
    row["mask"][: at + 1] = True
    row["pool"] /= np.maximum(row["pool"].sum(1, keepdims=True), 1)
    row["sentence"][: len(sentence)] = sentence
    if document.vectors is not None:
        offset = int(np.searchsorted(document.starts, window.first, side="right")) - 1
        if document.starts[offset] == window.first:
            whole = len(starts) - (window.last not in (*document.starts, len(document.words)))
            row["vectors"][:whole] = document.vectors[offset : offset + whole]


MOST_LINKS = 24
MOST_MENTIONS = 64


def _links(window: Window) -> dict[str, np.ndarray]:
    """Spans of sources, cues and contents, and for each the cue it belongs to.

    A source may serve several cues: `cue_source[i]` is the source of cue i; `content_cue[j]`
    the cue of content j; MOST_LINKS (one past the last) stands for none.
    """
    row: dict[str, np.ndarray] = {
        f"{role}_spans": np.full((MOST_LINKS, 2), -1) for role in ("source", "cue", "content")
    }
    row["cue_source"] = np.full(MOST_LINKS, IGNORE)
    row["content_cue"] = np.full(MOST_LINKS, IGNORE)
    lists: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for link in window.document.links or []:
        cues, sources = _inside(window, link.cue), _inside(window, link.source)
        contents = _inside(window, link.content)
        for spans, role in ((sources, "source"), (cues, "cue"), (contents, "content")):
            for span in spans:
                if span not in lists[role] and len(lists[role]) < MOST_LINKS:
                    lists[role].append(span)
        if cues and cues[0] in lists["cue"]:
            cue = lists["cue"].index(cues[0])
            known = not link.source or (sources and sources[0] in lists["source"])
            if known:
                row["cue_source"][cue] = (
                    lists["source"].index(sources[0]) if sources else MOST_LINKS
                )
            for content in contents:
                if content in lists["content"]:
                    row["content_cue"][lists["content"].index(content)] = cue
        elif not link.cue or not cues:
            for content in contents:
                if content in lists["content"]:
                    row["content_cue"][lists["content"].index(content)] = MOST_LINKS
    for role, spans in lists.items():
        if spans:
            row[f"{role}_spans"][: len(spans)] = np.array(spans)
    return row


def _inside(window: Window, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that lie in the window, counted from its first word."""
    a, b = window.first, window.last
    return [(first - a, last - a) for first, last in spans if first >= a and last < b]


def _chains(window: Window) -> dict[str, np.ndarray]:
    """Mentions in order, their chains, and which are of persons or organisations."""
    spans = np.full((MOST_MENTIONS, 2), -1)
    chain = np.full(MOST_MENTIONS, -1)
    person = np.zeros(MOST_MENTIONS, bool)
    found = [
        (first - window.first, last - window.first, number, human)
        for first, last, number, human in window.document.chains or []
        if first >= window.first and last < window.last
    ]
    found.sort(key=lambda m: (m[0], -m[1]))
    for i, (first, last, number, human) in enumerate(found[:MOST_MENTIONS]):
        spans[i], chain[i], person[i] = (first, last), number, human
    return {"mention_spans": spans, "chain": chain, "person": person}
