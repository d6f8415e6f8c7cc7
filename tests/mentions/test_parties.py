"""Deeds are made by hand here: no weights are needed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.mentions.component import MentionReader
from dateline.model import ActorKind, Coding, RawDeed, RawSlot
from dateline.text.segment import analyse
from tests.claims.reading import report_of


def _named(text: str, who: str, lang: str = "uk", *, score: float = 0.9) -> list[tuple[str, str]]:
    """Name and kind of the actors whose mention stands in the words that a deed names."""
    start = text.index(who)
    slot = RawSlot(name="who", start=start, end=start + len(who), score=score)
    deed = RawDeed(
        start=0, end=1, type="battle", auxiliary="asserted", aspect="done", score=0.9, slots=(slot,)
    )
    report = replace(report_of(text), lang=lang)
    coding = Coding(report=report, analysis=replace(analyse(report), deeds=(deed,)))
    made = MentionReader()(coding)
    actors = {actor.id: actor for actor in made.actors}
    return [
        (actors[m.actor].name, actors[m.actor].kind.value)
        for m in made.mentions
        if m.actor and m.start < slot.end and slot.start < m.end
    ]  # fmt: skip


def test_who_is_in_no_lexicon_is_a_group_of_the_report() -> None:
    assert _named("Туареги обстріляли колону.", "Туареги") == [("Туареги", ActorKind.GROUP.value)]


@pytest.mark.parametrize(
    ("text", "who", "lang"),
    [
        ("Він обстріляв колону.", "Він", "uk"),
        ("Они обстреляли колонну.", "Они", "ru"),
        ("Ils ont attaqué le poste.", "Ils", "fr"),
        ("Nadie atacó el puesto.", "Nadie", "es"),
    ],
)
def test_a_pronoun_alone_names_nobody_new(text: str, who: str, lang: str) -> None:
    assert _named(text, who, lang) == []


def test_what_the_lexicon_knows_stays_as_it_is() -> None:
    found = _named("Російські війська обстріляли місто.", "Російські війська")
    assert [kind for _, kind in found] == [ActorKind.FORCE.value]


def test_a_doer_that_the_reader_is_unsure_of_is_nobody() -> None:
    assert _named("Туареги обстріляли колону.", "Туареги", score=0.4) == []
