"""Who does something, by the reader of deeds, where no name or noun of the lexicon says so.

"*Russian armour* rolled into Oru": a group of this report alone, with no side of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from dateline.mentions.drafts import Draft, Found
from dateline.mentions.phrases import Reading
from dateline.model import ActorKind, Analysis, MentionKind, RawSlot, Token

LEAST = 0.6
"""Score of a slot from which its words are believed to name somebody."""
BARE = frozenset({"PRON", "DET", "NUM", "PUNCT", "ADV"})
"""Parts of speech that alone name nobody: "they", "some", "three", "both"."""


def add_parties(
    analysis: Analysis, reading: Reading, found: Sequence[Iterable[Found]]
) -> Iterator[Found]:
    """A group for each doer that no mention stands in."""
    lang = analysis.lang or "en"
    named = (one for line in found for one in line if one.draft is not None)
    taken = {i for one in named for i in range(one.first, one.last)}
    for slot in list_doers(analysis):
        words = analysis.tokens_in(slot.start, slot.end)
        if not words or not taken.isdisjoint(words):
            continue
        first = words.start
        while first < words.stop and analysis.tokens[first].pos in ("DET", "PUNCT"):
            first += 1
        told = [analysis.tokens[i] for i in range(first, words.stop)]
        if all(names_nobody(token, lang) for token in told):
            continue
        taken.update(words)
        draft = Draft(
            name=reading.words(first, words.stop), kind=ActorKind.GROUP, gender="n", plural=True,
            local=True,
        )  # fmt: skip
        yield Found(
            first=first, last=words.stop, kind=MentionKind.GROUP, draft=draft,
            score=round(slot.score / 2, 3),
        )  # fmt: skip


def names_nobody(token: Token, lang: str) -> bool:
    """Whether a word alone says nothing of who it is: by its part of speech, or by a list."""
    if token.pos is not None:
        return token.pos in BARE
    return not token.text[0].isalpha() or token.text.lower() in bare_words(lang)


@cache
def bare_words(lang: str) -> frozenset[str]:
    """The listed words of a language that name nobody."""
    path = files("dateline.mentions") / "data" / "nobody.yaml"
    listed = msgspec.yaml.decode(path.read_bytes(), type=dict[str, frozenset[str]])
    return listed.get(lang, frozenset())


def list_doers(analysis: Analysis) -> Iterator[RawSlot]:
    """The words that the reader of deeds names as doers."""
    for deed in analysis.deeds or ():
        yield from (s for s in deed.slots if s.name == "who" and s.score >= LEAST)
