"""What earlier stages know of words, as word classes: actors by sector, toponyms, names."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import (
    Actor,
    ActorKind,
    Coding,
    Mention,
    MentionKind,
    ToponymKind,
)

_BY_SECTOR = {
    "MIL": ("soldiers", "state_words", "armed_actor"),
    "REB": ("rebels", "nonstate_words", "armed_actor"),
    "UAF": ("rebels", "nonstate_words", "armed_actor"),
    "PRM": ("rebels", "nonstate_words", "armed_actor"),
    "INS": ("rebels", "nonstate_words", "armed_actor"),
    "SEP": ("rebels", "nonstate_words", "armed_actor"),
    "CRM": ("rebels", "nonstate_words", "armed_actor"),
    "COP": ("police", "state_words"),
    "GOV": ("officials", "state_actor"),
    "LEG": ("officials",),
    "JUD": ("officials", "court_words"),
    "IGO": ("officials", "unwide"),
    "NGO": ("officials", "ngo_words"),
    "OPP": ("officials", "politics_group"),
    "CVL": ("civilian",),
    "REF": ("civilian", "refugee_words"),
    "JRN": ("civilian",),
}
_BY_KIND = {
    ActorKind.STATE: ("state_actor", "officials"),
    ActorKind.FORCE: ("armed_actor", "soldiers"),
    ActorKind.ORGANISATION: ("officials",),
    ActorKind.GROUP: ("armed_actor",),
}

SUPPLIED = frozenset(
    {"toponym", "demonym", "state_actor", "officials", "civilian"}.union(
        *_BY_SECTOR.values(), *_BY_KIND.values()
    )
)
"""The word classes that the stages before supply, besides those of a language's file."""


def known_classes(coding: Coding) -> tuple[tuple[int, int, str], ...]:
    """Characters [start, end) and the class that a stage before gives them, in order."""
    actors = {actor.id: actor for actor in coding.actors}
    out = list(_toponyms(coding))
    for mention in coding.mentions:
        out += ((mention.start, mention.end, label) for label in _labels(mention, actors))
    taken: set[int] = set()
    for start, end, _ in out:
        taken.update(range(start, end))
    for timex in coding.timexes:
        taken.update(range(timex.start, timex.end))
    out += _names(coding, taken)
    return tuple(sorted(out))


def _toponyms(coding: Coding) -> Iterator[tuple[int, int, str]]:
    names = _proper_names(coding)
    for toponym in coding.toponyms:
        if toponym.kind is not ToponymKind.LITERAL and toponym.start in names:
            yield toponym.start, toponym.end, "toponym"
        if toponym.kind is ToponymKind.LITERAL:
            yield toponym.start, toponym.end, "toponym"
        elif toponym.kind is ToponymKind.METONYMIC:
            yield toponym.start, toponym.end, "state_actor"
            yield toponym.start, toponym.end, "officials"
        elif toponym.kind is ToponymKind.DEMONYM:
            yield toponym.start, toponym.end, "demonym"


def _proper_names(coding: Coding) -> set[int]:
    """First characters of proper nouns: a name is a place, too, where it is what is taken."""
    tokens = coding.linguistics().tokens
    return {token.start for token in tokens if token.pos == "PROPN"}


def _labels(mention: Mention, actors: dict[str, Actor]) -> tuple[str, ...]:
    if mention.kind is MentionKind.PLACE:
        return ("toponym",)
    actor = actors.get(mention.actor or "")
    if actor is None:
        return ()
    if mention.kind is MentionKind.PERSON and actor.sector not in _BY_SECTOR:
        return ("civilian",)
    if actor.sector in _BY_SECTOR and actor.kind is not ActorKind.STATE:
        return _BY_SECTOR[actor.sector or ""]
    return _BY_KIND.get(actor.kind, ())


def _names(coding: Coding, taken: set[int]) -> Iterator[tuple[int, int, str]]:
    """Capitalised words that no stage has claimed: most are places that no gazetteer has."""
    analysis = coding.linguistics()
    text = coding.report.text
    if text.isupper():
        return
    for sentence in analysis.sentences:
        if text[sentence.start : sentence.end].istitle():
            continue
        for token in analysis.tokens[sentence.first + 1 : sentence.last]:
            word = token.text
            named = word[0].isupper() and len(word) > 2 and not word.isupper()
            if named and token.start not in taken:
                yield token.start, token.end, "toponym"
