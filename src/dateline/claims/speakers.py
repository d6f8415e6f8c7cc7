"""Who goes on speaking: "X said this. He said that." is X, whoever else was named inside.

A sieve over the claims of one report (after the speaker sieve of Lee et al. 2011, Stanford's
coreference): a third-person pronoun that opens a sentence as a source is the person who was the
source of the sentence before, in the same block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.claims.sources import kind_of
from dateline.model import (
    Actor,
    ActorKind,
    Analysis,
    Claim,
    Mention,
    MentionKind,
    Source,
    Span,
)


def speaking_on(
    claims: Sequence[Claim],
    *,
    analysis: Analysis,
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
) -> list[Claim]:
    """The claims, pronoun sources set to the speaker of the sentence before where there is one."""
    pronouns = {m.start for m in mentions if m.kind is MentionKind.PRONOUN}
    speakers: dict[int, Source] = {}
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (_at(c), c.id)):
        span = claim.source.span
        sentence = analysis.sentence_at(span.start) if span is not None else None
        if span is None or sentence is None:
            continue
        before = speakers.get(sentence - 1)
        if before is not None and _goes_on(span, sentence, pronouns, analysis):
            claim = replace(claim, source=replace(claim.source, actor=before.actor,
                                                  kind=before.kind))  # fmt: skip
        actor = actors.get(claim.source.actor or "")
        if actor is not None and actor.kind is ActorKind.PERSON and _outside(span, claim):
            speakers[sentence] = Source(kind=kind_of(actor), actor=actor.id, span=span)
        found[claim.id] = claim
    return [found.get(claim.id, claim) for claim in claims]


def _at(claim: Claim) -> int:
    return claim.source.span.start if claim.source.span is not None else claim.start


def _goes_on(span: Span, sentence: int, pronouns: set[int], analysis: Analysis) -> bool:
    """Whether a pronoun opens a sentence that follows another of its block."""
    here, before = analysis.sentences[sentence], analysis.sentences[sentence - 1]
    return span.start in pronouns and span.start == here.start and here.block == before.block


def _outside(span: Span, claim: Claim) -> bool:
    return not any(piece.start <= span.start < piece.end for piece in claim.content)
