"""Names, pronouns, toponyms and time expressions: spans from the tagging heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.encoder.arrays import Floats, softmax
from dateline.encoder.bundle import Bundle
from dateline.encoder.forward import Readings
from dateline.encoder.tags import TagSpan, best_tags, plain_moves, spans_of

PLACES = ("place", "state", "facility")


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
    scores = readings.words["scores"][:, bundle.column(head)]
    tags = best_tags(scores, plain_moves(scores.shape[1]), starts)
    return spans_of(tags, softmax(scores / bundle.temperature(head)))


def kinds_of(bundle: Bundle, head: str) -> list[str]:
    """The kinds of a tagging head, by index."""
    return [label[2:] for label in bundle.card.columns[head][1::2]]


def names(bundle: Bundle, readings: Readings, starts: Sequence[int]) -> list[Name]:
    """Names and pronouns; toponyms inside or beside them; sorted by place in the text."""
    kinds = kinds_of(bundle, "mentions")
    spans = [
        Name(s.first, s.last, kinds[s.kind], s.score)
        for s in head_spans(bundle, readings, "mentions", starts)
    ]
    uses = kinds_of(bundle, "toponyms")
    toponyms = head_spans(bundle, readings, "toponyms", starts)
    by_words = {(t.first, t.last): t for t in toponyms}
    merged = [_with_use(name, by_words, uses, readings, bundle) for name in spans]
    taken = {(name.first, name.last) for name in spans}
    for toponym in toponyms:
        if (toponym.first, toponym.last) not in taken:
            inside = any(_within(toponym, name) for name in spans if name.kind in PLACES)
            if not inside:
                use = uses[toponym.kind]
                kind = "group" if use == "demonym" else "place"
                merged.append(Name(toponym.first, toponym.last, kind, toponym.score, use))
    return sorted(merged, key=lambda name: (name.first, -name.last, name.kind))


def _within(toponym: TagSpan, name: Name) -> bool:
    return name.first <= toponym.first and toponym.last <= name.last


def _with_use(
    name: Name, toponyms: dict[tuple[int, int], TagSpan], uses: list[str],
    readings: Readings, bundle: Bundle,
) -> Name:  # fmt: skip
    """A place with its use: the toponym head's span, or its best use over the name's words."""
    found = toponyms.get((name.first, name.last))
    if found is not None:
        return Name(name.first, name.last, name.kind, name.score, uses[found.kind])
    if name.kind not in PLACES:
        return name
    rows = readings.words["scores"][name.first : name.last + 1, bundle.column("toponyms")]
    return Name(name.first, name.last, name.kind, name.score, uses[_best_use(rows)])


def _best_use(rows: Floats) -> int:
    return int((rows[:, 1::2] + rows[:, 2::2]).mean(0).argmax())
