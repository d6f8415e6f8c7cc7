"""Bare offices and forces of states in languages read by phrases: 'el Ejército', 'الجيش'."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.mentions.bare_offices import Bare
from dateline.mentions.phrase_actors import PhraseReader, sector_of
from dateline.mentions.tongue_names import tongue_names
from dateline.model import Coding

_OFFICES = frozenset({"force", "office"})


def bare_phrases(coding: Coding, lang: str) -> Iterator[Bare]:
    """The mentions that are such a noun, known of, whose owner neither words nor report gave."""
    analysis = coding.linguistics()
    reader = PhraseReader(analysis.tokens, tongue_names(lang), coding.conflict)
    sides = {actor.id: actor.side for actor in coding.actors}
    for m in coding.mentions:
        sentence = analysis.sentence_at(m.start)
        if m.actor is None or sides.get(m.actor) is not None or sentence is None:
            continue
        tokens = analysis.tokens_in(m.start, m.end)
        phrase = reader.read(tokens.start, tokens.stop)
        main = phrase.main
        if main is None or phrase.owner is not None or not phrase.definite:
            continue
        if main.row.alone and main.row.cls in _OFFICES:
            yield Bare(
                mention=m, head=main.head, sector=sector_of(phrase), noun=main.row.words[0],
                sentence=sentence,
            )  # fmt: skip
