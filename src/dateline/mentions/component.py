"""The stage that finds who is named: mentions, actors and the conflict of a report."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.mentions.conflict import most_told, select
from dateline.mentions.followers import name_followers
from dateline.mentions.lexicon import lexicon
from dateline.mentions.parties import add_parties
from dateline.mentions.phrase_pass import PhrasePass
from dateline.mentions.phrases import Reading
from dateline.mentions.registry import Registry
from dateline.mentions.resolve import Resolver
from dateline.mentions.scan import PLACES, Scanner
from dateline.mentions.stems import normal
from dateline.mentions.tongue import tongues
from dateline.mentions.tongue_conflict import points
from dateline.model import (
    Analysis,
    BlockKind,
    Coding,
    Conflict,
    Layer,
    RawEntity,
    Report,
    shipped_conflicts,
)

LEAST = 0.5
"""Score below which the neural reader's names are left out."""

_SILENT = frozenset({BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.BYLINE})


class MentionReader:
    """Writes mentions, actors and the conflict; reads the neural reader's entities, if any."""

    name = "mentions"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS})
    writes: frozenset[Layer] = frozenset({Layer.MENTIONS, Layer.ACTORS, Layer.CONFLICT})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its mentions, each with the actor that it resolves to."""
        report, analysis = coding.report, coding.linguistics()
        lang = analysis.lang or report.lang
        if lang in tongues():
            return _by_phrases(coding)
        norms = [normal(token.text) for token in analysis.tokens]
        conflict = conflict_of(coding.conflict) or select(report, analysis.tokens, norms)
        reading = Reading(
            analysis.tokens, norms, lexicon(lang), conflict.slug if conflict else None
        )
        entities = _entities(analysis)
        places = frozenset(i for i, (_, entity) in entities.items() if entity.kind in PLACES)
        scanner = Scanner(reading, entities)
        found = [
            name_followers(
                reading,
                scanner.sentence(sentence),
                begin=sentence.first,
                limit=sentence.last,
                places=places,
            )
            for sentence in analysis.sentences
            if report.blocks[sentence.block].kind not in _SILENT
        ]
        Resolver(reading, conflict, voice=voice_of(report, conflict)).run(found)
        registry = Registry(report, analysis.tokens)
        for sentence_found in (*found, tuple(add_parties(analysis, reading, found))):
            for one in sentence_found:
                registry.add(one)
        return replace(
            coding, mentions=registry.mentions(), actors=registry.actors(),
            conflict=conflict.slug if conflict else None,
        )  # fmt: skip


def _by_phrases(coding: Coding) -> Coding:
    """The mentions of a report whose language is read by phrases."""
    report, analysis = coding.report, coding.linguistics()
    lang = analysis.lang or report.lang or ""
    told = conflict_of(coding.conflict)
    conflict = told or most_told(report, points(analysis.tokens, lang))
    spoken = [block.kind not in _SILENT for block in report.blocks]
    registry = Registry(report, analysis.tokens)
    for found in PhrasePass(analysis, conflict=conflict, least=LEAST).run(spoken):
        registry.add(found)
    return replace(
        coding, mentions=registry.mentions(), actors=registry.actors(),
        conflict=conflict.slug if conflict else None,
    )  # fmt: skip


def conflict_of(slug: str | None) -> Conflict | None:
    """The shipped conflict with this slug."""
    return next((c for c in shipped_conflicts() if c.slug == slug), None) if slug else None


def _entities(analysis: Analysis) -> dict[int, tuple[int, RawEntity]]:
    """The reader's names by their first token, with the token after their last."""
    found = {}
    for entity in analysis.entities:
        if entity.score < LEAST:
            continue
        tokens = analysis.tokens_in(entity.start, entity.end)
        if len(tokens) and analysis.tokens[tokens[-1]].pos != "ADJ":
            found[tokens.start] = (tokens.stop, entity)
    return found


def voice_of(report: Report, conflict: Conflict | None) -> str | None:
    """The side that the outlet itself speaks for, where the conflict file says so."""
    if conflict is None or report.outlet is None:
        return None
    for party in conflict.parties:
        if report.outlet in party.outlets:
            return party.side
    return None
