"""The same text in other letters, or with other places: what a reader must not depend on."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.encoder.pieces import Pieces
from training.deeds.data import Example, Span, Trigger
from training.deeds.labels import SLOTS

TITLED, CAPITALS, MOVED = 0.03, 0.02, 0.3
"""Shares of texts that are written in Title Case, in capitals, and with other places."""
PLACES = frozenset(SLOTS.index(n) for n in ("at", "into", "from", "towards", "near", "beside"))
_known: dict[int, dict[str, list[tuple[str, ...]]]] = {}


def vary(
    example: Example, examples: Sequence[Example], cutter: Pieces, chance: random.Random
) -> Example:
    """The example as it is, or varied by chance."""
    drawn = chance.random()
    if drawn < TITLED:
        return rewrite(example, [w[:1].upper() + w[1:] for w in example.words], cutter)
    if drawn < TITLED + CAPITALS:
        return rewrite(example, [w.upper() for w in example.words], cutter)
    if example.events and drawn < TITLED + CAPITALS + MOVED:
        return move(example, list_places(examples), cutter, chance)
    return example


def rewrite(example: Example, words: Sequence[str], cutter: Pieces) -> Example:
    """The example with each word written otherwise."""
    return replace(example, words=tuple(words), pieces=cutter.of_all(words))


def list_places(examples: Sequence[Example]) -> dict[str, list[tuple[str, ...]]]:
    """Names of places of each language, as they stand in place slots with a capital or alike."""
    key = id(examples)
    if key not in _known:
        found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for example in examples:
            for trigger in example.triggers:
                for slot, (a, b) in trigger.slots:
                    words = example.words[a : b + 1]
                    if slot in PLACES and len(words) <= 2 and is_name(words):
                        found[example.lang].add(words)
        _known[key] = {lang: sorted(names) for lang, names in found.items()}
    return _known[key]


def is_name(words: Sequence[str]) -> bool:
    """Whether every word begins with a capital: no "the airport", and nothing in Arabic."""
    return all(word[:1].isupper() and word[1:] == word[1:].lower() for word in words)


def move(
    example: Example, names: dict[str, list[tuple[str, ...]]], cutter: Pieces, chance: random.Random
) -> Example:
    """The example with another name wherever a place is named; one name everywhere alike."""
    others = names.get(example.lang)
    spans = sorted({s for t in example.triggers for k, s in t.slots if k in PLACES})
    spans = [(a, b) for a, b in spans if is_name(example.words[a : b + 1])]
    if not others or not spans or example.lang in ("uk", "ru"):
        return example
    chosen = {example.words[a : b + 1]: chance.choice(others) for a, b in spans}
    words: list[str] = []
    begins: list[int] = []
    at = 0
    while at < len(example.words):
        name = next((n for n in chosen if example.words[at : at + len(n)] == n), None)
        new = chosen[name] if name else example.words[at : at + 1]
        old = len(name) if name else 1
        for k in range(old):
            begins.append(len(words) + min(k, len(new) - 1))
        words += new
        at += old
    begins.append(len(words))
    return _moved(example, words, begins, cutter)


def _moved(example: Example, words: list[str], begins: list[int], cutter: Pieces) -> Example:
    def shift(span: Span) -> Span:
        first, end = begins[span[0]], begins[span[1] + 1]
        return first, max(first, end - 1)

    def change(trigger: Trigger) -> Trigger:
        first, last = shift((trigger.first, trigger.last))
        return replace(
            trigger, first=first, last=last,
            slots=tuple((k, shift(s)) for k, s in trigger.slots),
            counts=tuple((k, shift(s)) for k, s in trigger.counts),
        )  # fmt: skip

    triggers = tuple(change(t) for t in example.triggers)
    return replace(example, words=tuple(words), triggers=triggers, pieces=cutter.of_all(words))
