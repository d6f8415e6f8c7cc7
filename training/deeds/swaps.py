"""The same deed with other parties, places, days and numbers: what is memorised as a surface is
broken, and every answer still stands on its words.

A phrase gives way only to one that a coder put into the same slot of the same language and that
looks alike (its article, its ending, the word before it), so that cases and numbers still agree.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.encoder.pieces import Pieces
from training.deeds.data import CODES, EVENT, Example, Span, Trigger
from training.deeds.labels import SLOTS

Words = tuple[str, ...]
Key = tuple[str, ...]
Pool = dict[Key, list[Words]]
SWAPPED = {"party": 0.4, "place": 0.5, "when": 0.5, "number": 0.6}
"""How often each kind of phrase gives way in a text that is changed."""
PARTIES = ("who", "whom", "source")
PLACED = ("at", "into", "from", "towards", "near", "beside")
LONGEST = 4
"""Words of a phrase that may give way."""
INFLECTED = frozenset({"uk", "ru"})
NUMBER = re.compile(r"\d[\d.,]*")
YEAR = re.compile(r"(19|20)\d\d")
ARTICLES = ("بال", "وال", "لل", "ال")


def list_phrases(examples: Sequence[Example]) -> Pool:
    """What stands in the slots of some texts, by what it may stand for."""
    small = {(e.lang, w) for e in examples for w in e.words if w == w.lower()}
    found: dict[Key, set[Words]] = defaultdict(set)
    for example in examples:
        for span, key in list_swappable(example):
            words = example.words[span[0] : span[1] + 1]
            if opens_sentence(example, span[0]) and (example.lang, words[0].lower()) in small:
                words = (words[0].lower(), *words[1:])
            found[key].add(words)
    return {key: sorted(phrases) for key, phrases in found.items() if len(phrases) > 1}


def swap(example: Example, pool: Pool, cutter: Pieces, chance: random.Random) -> Example:
    """The example with other phrases where some fit; one phrase alike wherever it stands."""
    chosen: dict[tuple[str, Words], Words] = {}
    changes: dict[Span, Words] = {}
    for span, key in list_swappable(example):
        old = example.words[span[0] : span[1] + 1]
        if (key[0], old) not in chosen:
            others = pool.get(key)
            drawn = others is not None and chance.random() < SWAPPED[key[0]]
            chosen[key[0], old] = chance.choice(others) if others and drawn else old
        new = chosen[key[0], old]
        if old[0][:1].isupper():
            new = (new[0][:1].upper() + new[0][1:], *new[1:])
        if new != old and all(b < span[0] or span[1] < a for a, b in changes):
            changes[span] = new
    return replace_spans(
        example, {**changes, **dict(draw_numbers(example, changes, chance))}, cutter
    )


def list_swappable(example: Example) -> Iterator[tuple[Span, Key]]:
    """Spans that may give way, and what may stand there: no other label begins or ends inside."""
    labelled = list_labelled(example)
    seen: set[Span] = set()
    for trigger in example.triggers:
        for slot, span in trigger.slots:
            name = SLOTS[slot]
            kind = "party" if name in PARTIES else "place" if name in PLACED else name
            if kind not in SWAPPED or span in seen or span[1] - span[0] >= LONGEST:
                continue
            if is_crossed(span, labelled):
                continue
            key = find_key(example, trigger, kind, name, span)
            if key is not None:
                seen.add(span)
                yield span, key


def list_labelled(example: Example) -> set[Span]:
    """Every span of words that some answer of the text is about."""
    found = {(t.first, t.last) for t in example.triggers}
    for trigger in example.triggers:
        found |= {span for _, span in (*trigger.slots, *trigger.counts)}
    return found


def is_crossed(span: Span, labelled: set[Span]) -> bool:
    """Whether another label begins or ends inside a span."""
    a, b = span
    return any(
        (c, d) != span and a <= d and c <= b and not (c <= a and b <= d) for c, d in labelled
    )


def find_key(example: Example, trigger: Trigger, kind: str, name: str, span: Span) -> Key | None:
    """What a phrase must share with what gives way to it; None where nothing may."""
    words = example.words[span[0] : span[1] + 1]
    lang, last = example.lang, words[-1]
    if not last[-1:].isalpha():
        return None
    case = "A" if last[:1].isupper() else "a"
    before = example.words[span[0] - 1].lower() if span[0] else ""
    article = next((a for a in ARTICLES if words[0].startswith(a)), "")
    if kind == "when":
        opening = words[0].lower() if len(words) > 1 else last[-1]
        return kind, lang, opening, case, last[-1] if lang in INFLECTED else ""
    if kind == "place":
        if article == "" and lang != "ar" and case == "a":
            return None
        ending = last[-1] if lang in INFLECTED else ""
        return kind, lang, name, before if lang in INFLECTED else "", ending, article, case
    group = CODES[trigger.label].split(".")[0] if trigger.kind == EVENT else "claim"
    opening = words[0].lower() if len(words) > 1 and len(words[0]) <= 3 else article
    ends = (words[0][-2:].lower() if lang in INFLECTED else "", last[-2:].lower())
    return kind, lang, name, group, opening, *ends, case


def opens_sentence(example: Example, at: int) -> bool:
    """Whether a word stands first in its text or sentence."""
    return at == 0 or example.words[at - 1] in {".", "!", "?", "…", '"', "«", "“", "—", ":"}


def draw_numbers(
    example: Example, taken: Mapping[Span, Words], chance: random.Random
) -> Iterator[tuple[Span, Words]]:
    """Other numbers of as many digits; the last digit stays, for what agrees with it, and years
    and zeros do."""
    for at, word in enumerate(example.words):
        if not NUMBER.fullmatch(word) or any(a <= at <= b for a, b in taken):
            continue
        if len(word) > 1 and not YEAR.fullmatch(word) and chance.random() < SWAPPED["number"]:
            drawn = (chance.choice("123456789") if c in "123456789" else c for c in word[:-1])
            yield (at, at), ("".join(drawn) + word[-1],)


def replace_spans(example: Example, changes: Mapping[Span, Words], cutter: Pieces) -> Example:
    """The example with other words in some spans, and every answer moved with its words."""
    if not changes:
        return example
    starts = {a: (b, new) for (a, b), new in changes.items()}
    words: list[str] = []
    begins: list[int] = []
    at = 0
    while at < len(example.words):
        last, new = starts.get(at, (at, example.words[at : at + 1]))
        begins += [len(words) + min(k, len(new) - 1) for k in range(last - at + 1)]
        words += new
        at = last + 1
    begins.append(len(words))
    return move_answers(example, words, begins, cutter)


def move_answers(
    example: Example, words: Sequence[str], begins: Sequence[int], cutter: Pieces
) -> Example:
    """The example in other words, of which `begins` tells where each old one now begins."""

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


def join(one: Example, other: Example) -> Example:
    """Two texts as one: the deeds of each have nothing of the other's."""
    words, triggers = len(one.words), len(one.triggers)

    def shift(span: Span) -> Span:
        return span[0] + words, span[1] + words

    moved = tuple(
        replace(
            t, first=t.first + words, last=t.last + words,
            slots=tuple((k, shift(s)) for k, s in t.slots),
            counts=tuple((k, shift(s)) for k, s in t.counts),
            before=t.before + triggers if t.before >= 0 else t.before,
        )
        for t in other.triggers
    )  # fmt: skip
    return replace(
        one, words=one.words + other.words, triggers=one.triggers + moved,
        name=f"{one.name} {other.name}", pieces=[*one.pieces, *other.pieces],
    )  # fmt: skip
