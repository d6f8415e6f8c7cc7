"""Places that the reader of deeds names, in a report that no other reader has read."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.analysis import RawEntity
from dateline.model.mentions import MentionKind
from dateline.places.names import Found
from dateline.places.recognise import Recogniser

LEAST = 0.5
"""Score from which what the reader names is a place."""


def with_told(
    founds: Sequence[Found], entities: Sequence[RawEntity], text: str, recogniser: Recogniser
) -> list[Found]:
    """What was found by name, and the reader's places beside it: those that the gazetteer has in
    some form, and capitalised names that it has not, which stay unresolved."""
    kept = list(founds)
    for entity in entities:
        if entity.kind != MentionKind.PLACE or entity.score < LEAST:
            continue
        if any(found.start < entity.end and entity.start < found.end for found in kept):
            continue
        written = text[entity.start : entity.end]
        if written.islower():
            continue  # a noun; letters without a case are not lower
        names = recogniser.known(written)
        if names or is_name(written):
            kept.append(
                Found(
                    start=entity.start,
                    end=entity.end,
                    text=written,
                    names=names,
                    score=entity.score,
                )
            )
    return sorted(kept, key=lambda found: (found.start, found.end))


def is_name(written: str) -> bool:
    """Whether words are written as a name: the first and the last with a capital."""
    words = written.split()
    return words[0][0].isupper() and words[-1][0].isupper()
