"""What a search index holds of a coding: its words, by claim and by stretch of the report.

Invariant: a document is made of the coding alone, so that an index can always be made again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from msgspec import Struct

from dateline.model import Claim, Coding, Source
from dateline.query import index_text, name_keys

FORMAT = "2"
"""Changes with what an index holds: a ledger whose index is of another format makes it again."""
STRETCH = 5_000
"""Words of a report in one document: PostgreSQL counts positions up to 16,383."""
MOST_STRETCHES = 1_000
LONGEST_NAME = 200
_BLANK = re.compile(r"\s+")


class Document(Struct, frozen=True):
    """Words of a claim (`n` is its number) or of a report's stretch (-1, -2, ...), as tokens."""

    n: int
    words: str
    source: str
    about: str


class Indexed(Struct, frozen=True):
    """The documents of a coding, and its names: (kind, name, key, bones)."""

    documents: tuple[Document, ...]
    names: frozenset[tuple[str, str, str, str]]


def indexed(coding: Coding) -> Indexed:
    """What the index is to hold of a coding."""
    return Indexed(
        documents=(*_of_report(coding), *_of_claims(coding)), names=frozenset(_names(coding))
    )


def _of_report(coding: Coding) -> Iterator[Document]:
    report = coding.report
    about = " ".join(
        (index_text(report.outlet or "", names=True), index_text(" ".join(report.byline)))
    )
    for number, text in enumerate(stretches(report.text)[:MOST_STRETCHES], start=1):
        title = report.title if number == 1 and report.title else ""
        yield Document(-number, index_text(f"{title}\n{text}"), "", about)


def stretches(text: str) -> list[str]:
    """The text in pieces of at most so many words."""
    ends = [match.end() for match in _BLANK.finditer(text)][STRETCH - 1 :: STRETCH]
    cuts = [0, *ends, len(text)]
    return [text[a:b] for a, b in itertools.pairwise(cuts) if a < b] or [""]


def _of_claims(coding: Coding) -> Iterator[Document]:
    actors = {actor.id: actor for actor in coding.actors}
    types: dict[str, list[str]] = {}
    for event in coding.events:
        types.setdefault(event.claim, []).append(event.type)

    def said(source: Source) -> Iterator[str]:
        actor = actors.get(source.actor or "")
        yield from (actor.name, actor.role or "") if actor else ()
        yield source.span.text if source.span else coding.report.outlet or ""

    for n, claim in enumerate(coding.claims):
        source = " ".join(dict.fromkeys(p for s in (claim.source, *claim.relays) for p in said(s)))
        about = " ".join((*types.get(claim.id, ()), *_places_of(coding, claim)))
        words = " ".join(span.text for span in claim.content)
        yield Document(
            n, index_text(words), index_text(source, names=True), index_text(about, names=True)
        )


def _places_of(coding: Coding, claim: Claim) -> Iterator[str]:
    """The gazetteer's names of places in a claim; those as written are among its words."""
    for toponym in coding.toponyms:
        inside = any(span.start <= toponym.start < span.end for span in claim.content)
        if inside and toponym.place is not None:
            yield toponym.place.name


def _names(coding: Coding) -> Iterator[tuple[str, str, str, str]]:
    for toponym in coding.toponyms:
        for name in {toponym.text, toponym.place.name if toponym.place else toponym.text}:
            yield from _name("place", " ".join(name.casefold().split()))
    actors = {actor.id: actor.name for actor in coding.actors}
    for claim in coding.claims:
        words = claim.source.span.text if claim.source.span else coding.report.outlet
        yield from _name("source", actors.get(claim.source.actor or "") or words or "")


def _name(kind: str, name: str) -> Iterator[tuple[str, str, str, str]]:
    plain = name.replace("\0", "\ufffd")
    if 0 < len(plain) <= LONGEST_NAME:
        key, bones = name_keys(plain)
        yield kind, plain, key[: 2 * LONGEST_NAME], bones[: 2 * LONGEST_NAME]
