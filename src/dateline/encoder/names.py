"""Names, pronouns, toponyms and time expressions: spans from the tagging heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.encoder.arrays import Floats, softmax
from dateline.encoder.bundle import Bundle
from dateline.encoder.capitals import is_name, joined, telling
from dateline.encoder.forward import Readings
from dateline.encoder.tags import TagSpan, best_tags, plain_moves, spans_of

PLACES = ("place", "state", "facility")
_LOOSE = frozenset({"ADP", "DET", "CCONJ"})
SURE = 0.6
"""Score from which a full name vouches for its surname."""


@dataclass(frozen=True)
class Name:
    """Words [first, last], a MentionKind, a probability, and the ToponymKind of a place."""

    first: int
    last: int
    kind: str
    score: float
    toponym: str | None = None


def head_spans(
    bundle: Bundle, readings: Readings, head: str, starts: Sequence[int]
) -> list[TagSpan]:
    """The spans of one tagging head, sentence by sentence, with calibrated probabilities."""
    return decoded(bundle, readings.words["scores"][:, bundle.column(head)], head, starts)


def decoded(bundle: Bundle, scores: Floats, head: str, starts: Sequence[int]) -> list[TagSpan]:
    """The best spans of a head's scores (words, labels)."""
    tags = best_tags(scores, plain_moves(scores.shape[1]), starts)
    return spans_of(tags, softmax(scores / bundle.temperature(head)))


def kinds_of(bundle: Bundle, head: str) -> list[str]:
    """The kinds of a tagging head, by index."""
    return [label[2:] for label in bundle.card.columns[head][1::2]]


def names(
    bundle: Bundle, readings: Readings, words: Sequence[str], starts: Sequence[int]
) -> list[Name]:
    """Names and pronouns, places with their use; toponyms inside other names, as `embedded`."""
    spans = of_one_kind(_named(bundle, readings, words, starts), words)
    toponyms = head_spans(bundle, readings, "toponyms", starts)
    uses = kinds_of(bundle, "toponyms")
    by_words = {(t.first, t.last): uses[t.kind] for t in toponyms}
    merged = [
        replace(name, toponym=by_words.get((name.first, name.last)) or _use(name, readings, bundle))
        if name.kind in PLACES
        else name
        for name in spans
    ]
    owner = {word: name for name in spans for word in range(name.first, name.last + 1)}
    for toponym in toponyms:
        name = owner.get(toponym.first) or owner.get(toponym.last)
        if name is None:
            merged.append(_unnamed(toponym, uses[toponym.kind]))
        elif name.kind not in PLACES and _inside(toponym, name):
            merged.append(Name(toponym.first, toponym.last, "place", toponym.score, "embedded"))
    return sorted(merged, key=lambda name: (name.first, -name.last, name.kind))


def _named(
    bundle: Bundle, readings: Readings, words: Sequence[str], starts: Sequence[int]
) -> list[Name]:
    """The spans of the head for names and pronouns, with what capitals say of them."""
    kinds, labels = kinds_of(bundle, "mentions"), bundle.card.columns["mentions"]
    scores = readings.words["scores"][:, bundle.column("mentions")]
    spans = decoded(bundle, joined(scores, labels, words, starts), "mentions", starts)
    told = telling(words, starts)
    return [
        Name(s.first, s.last, kinds[s.kind], s.score)
        for s in spans
        if kinds[s.kind] == "pronoun" or is_name(words[s.first : s.last + 1], told=told[s.first])
    ]


def of_one_kind(names: Sequence[Name], words: Sequence[str]) -> list[Name]:
    """The same words name one kind of thing in one report: the one with most score.

    One sense per discourse (Gale, Church and Yarowsky 1992); a surname alone counts with the
    full names that end in it. Pronouns are left as they are.
    """
    surnames = {
        words[name.last].lower()
        for name in names
        if name.kind == "person" and name.last > name.first and name.score >= SURE
    }
    sums: dict[str, dict[str, float]] = {}
    for name in names:
        if name.kind == "pronoun":
            continue
        kinds = sums.setdefault(_text(name, words), {})
        kinds[name.kind] = kinds.get(name.kind, 0.0) + name.score
    best = {text: max(sorted(kinds), key=kinds.__getitem__) for text, kinds in sums.items()}
    best |= {text: "person" for text in best if text in surnames}
    return [
        name if name.kind == "pronoun" else replace(name, kind=best[_text(name, words)])
        for name in names
    ]


def _text(name: Name, words: Sequence[str]) -> str:
    return " ".join(words[name.first : name.last + 1]).lower()


def noun_phrases(bundle: Bundle, readings: Readings, starts: Sequence[int]) -> list[Name]:
    """Whole noun phrases of people, bodies, places and arms."""
    kinds = kinds_of(bundle, "phrases")
    labels = bundle.card.columns["pos"]
    tags = [labels[k] for k in readings.words["scores"][:, bundle.column("pos")].argmax(1)]
    found = [
        Name(s.first, s.last, kinds[s.kind], s.score)
        for s in head_spans(bundle, readings, "phrases", starts)
    ]
    return whole_phrases(found, tags)


def whole_phrases(found: Sequence[Name], tags: Sequence[str]) -> list[Name]:
    """Phrases by their parts of speech: a determiner belongs to the phrase that follows it, and
    none ends in a preposition or is only a determiner."""
    result: list[Name] = []
    for name in found:
        before = result[-1] if result else None
        if before is not None and before.last + 1 == name.first and _opens(before, tags):
            result[-1] = replace(name, first=before.first)
        else:
            result.append(name)
    trimmed = [_trimmed(name, tags) for name in result]
    return [name for name in trimmed if name is not None]


def _opens(name: Name, tags: Sequence[str]) -> bool:
    return all(tags[k] == "DET" for k in range(name.first, name.last + 1))


def _trimmed(name: Name, tags: Sequence[str]) -> Name | None:
    last = name.last
    while last >= name.first and tags[last] in _LOOSE:
        last -= 1
    return replace(name, last=last) if last >= name.first else None


def _unnamed(toponym: TagSpan, use: str) -> Name:
    """A toponym that the names have not: a people where it is a demonym, else a place."""
    use = "literal" if use == "embedded" else use
    kind = "group" if use == "demonym" else "place"
    return Name(toponym.first, toponym.last, kind, toponym.score, use)


def _inside(toponym: TagSpan, name: Name) -> bool:
    """Whether the toponym is a part of the name, not the whole."""
    within = name.first <= toponym.first and toponym.last <= name.last
    return within and (toponym.first, toponym.last) != (name.first, name.last)


def _use(name: Name, readings: Readings, bundle: Bundle) -> str:
    """The best use of a place over its words; a name of its own is not embedded."""
    labels = bundle.card.columns["toponyms"]
    rows = readings.words["scores"][name.first : name.last + 1, bundle.column("toponyms")]
    best = {
        label[2:]: float(rows[:, k].mean() + rows[:, k + 1].mean())
        for k, label in enumerate(labels)
        if k % 2 == 1 and label[2:] != "embedded"
    }
    return max(sorted(best), key=lambda use: best[use])
