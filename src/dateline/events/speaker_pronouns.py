"""Who a pronoun is that does what its speaker says: "the rebels said they had taken the base".

The first doer of reported words, where it is a pronoun and nobody is named between the speaker and
it, is the speaker. A chain of names cannot know it, since most speakers are no names.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.files import read_yaml
from dateline.events.lines import Line, Phrase
from dateline.events.nearby import InOrder
from dateline.model import Actor, ActorKind, Claim, Mention


class Pronouns(Struct, frozen=True, forbid_unknown_fields=True):
    """The pronouns of one language that stand for a person alone, and for any speaker."""

    person: frozenset[str]
    any: frozenset[str]


@cache
def shipped_pronouns() -> dict[str, Pronouns]:
    """data/speaker_pronouns.yaml, by language."""
    name = "speaker_pronouns.yaml"
    data = (files("dateline.events") / "data" / name).read_bytes()
    return read_yaml(data, dict[str, Pronouns], name)


def find_speaker(
    claim: Claim | None, phrases: tuple[Phrase, ...], line: Line,
    mentions: InOrder[Mention], actors: dict[str, Actor], *, lang: str | None,
) -> str | None:  # fmt: skip
    """The actor of the claim whose reported words begin with this pronoun; None: it is none.

    "the rebels said *they* had taken the base" -> the rebels
    """
    if claim is None or claim.source.span is None or len(phrases) != 1:
        return None
    speaker = actors.get(claim.source.actor or "")
    known = shipped_pronouns().get(lang or "")
    (phrase,) = phrases
    if speaker is None or known is None or phrase.last - phrase.first != 1:
        return None
    word, start = line.words.lower[phrase.first], line.words.starts[phrase.first]
    person = word in known.person and speaker.kind is ActorKind.PERSON
    fits = person or word in known.any
    begins = claim.start <= start and claim.source.span.end <= start
    alone = not mentions.within(claim.source.span.end, start)
    return speaker.id if fits and begins and alone else None
