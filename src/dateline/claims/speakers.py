"""Who goes on speaking: "X said this. He said that." is X, whoever else was named inside.

A sieve over the claims of one report (after the speaker sieve of Lee et al. 2011, Stanford's
coreference): a pronoun or a phrase like "this group" that opens a sentence as a source is who was
the source of the sentence before, never whom that source accused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.claims.files import SourceWords
from dateline.claims.sources import kind_of
from dateline.model import (
    Actor,
    ActorKind,
    Analysis,
    Claim,
    Mention,
    MentionKind,
    Source,
    SourceKind,
    Span,
)

_NOBODY = frozenset({SourceKind.OUTLET, SourceKind.UNKNOWN})


def speaking_on(
    claims: Sequence[Claim],
    *,
    analysis: Analysis,
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    words: SourceWords,
) -> list[Claim]:
    """The claims, pronoun sources set to the speaker of the sentence before where there is one."""
    pronouns = {m.start for m in mentions if m.kind is MentionKind.PRONOUN}
    people: dict[int, Source] = {}
    bodies: dict[int, Source] = {}
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (_place_of(c), c.id)):
        span = claim.source.span
        sentence = analysis.sentence_at(span.start) if span is not None else None
        if span is None or sentence is None:
            continue
        before = people.get(sentence - 1)
        if before is None or not _is_pronoun(span, sentence, pronouns, analysis):
            before = bodies.get(sentence - 1)
            if before is not None and not (
                _opens_sentence(span, sentence, analysis) and _takes_up(span, before, actors, words)
            ):
                before = None
        if before is not None:
            claim = replace(claim, source=replace(claim.source, actor=before.actor,
                                                  kind=before.kind))  # fmt: skip
        actor = actors.get(claim.source.actor or "")
        if actor is not None and actor.kind is ActorKind.PERSON and _outside(span, claim):
            people[sentence] = Source(kind=kind_of(actor), actor=actor.id, span=span)
        elif claim.source.kind not in _NOBODY and _outside(span, claim):
            bodies[sentence] = claim.source if before is None else before
        found[claim.id] = claim
    return [found.get(claim.id, claim) for claim in claims]


def _takes_up(span: Span, before: Source, actors: Mapping[str, Actor], words: SourceWords) -> bool:
    """Whether a source stands for who spoke before: "they", "the group", "this union"."""
    said = span.text.strip(" ,").lower().split()
    if " ".join(said) in words.again:
        return True
    if len(said) == 1:
        said = ["", *said]
    if len(said) != 2 or said[0] not in words.taking_up:
        return False
    actor = actors.get(before.actor or "")
    called = f"{before.span.text if before.span else ''} {actor.name if actor else ''}".lower()
    if said[1] in called.replace("'", " ").split():
        return True
    is_office = actor is not None and actor.kind in (ActorKind.STATE, ActorKind.FORCE)
    return said[1] in words.bodies and not is_office and before.kind is not SourceKind.OFFICE


def _opens_sentence(span: Span, sentence: int, analysis: Analysis) -> bool:
    """Whether a source opens its sentence, but for small words: 'Later *they* said'."""
    here = analysis.sentences[sentence]
    return len(analysis.tokens_in(here.start, span.start)) <= LEAD


LEAD = 2
"""Words that may stand before a phrase that takes up who spoke."""


def _place_of(claim: Claim) -> int:
    return claim.source.span.start if claim.source.span is not None else claim.start


def _is_pronoun(span: Span, sentence: int, pronouns: set[int], analysis: Analysis) -> bool:
    """Whether a pronoun opens a sentence that follows another of its block."""
    here, before = analysis.sentences[sentence], analysis.sentences[sentence - 1]
    return span.start in pronouns and span.start == here.start and here.block == before.block


def _outside(span: Span, claim: Claim) -> bool:
    return not any(piece.start <= span.start < piece.end for piece in claim.content)
