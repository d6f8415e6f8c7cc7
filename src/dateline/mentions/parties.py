"""Who does something, by the reader of deeds, where no name or noun of the lexicon says so.

"*Russian armour* rolled into Oru": a group of this report alone, with no side of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.mentions.drafts import Draft, Found
from dateline.mentions.phrases import Reading
from dateline.model import ActorKind, Analysis, MentionKind, RawSlot

LEAST = 0.6
"""Score of a slot from which its words are believed to name somebody."""
BARE = frozenset({"PRON", "DET", "NUM", "PUNCT", "ADV"})
"""Parts of speech that alone name nobody: "they", "some", "three", "both"."""


def add_parties(
    analysis: Analysis, reading: Reading, found: Sequence[Iterable[Found]]
) -> Iterator[Found]:
    """A group for each doer that no mention stands in; of a language with a parse alone."""
    taken = {i for line in found for one in line for i in range(one.first, one.last)}
    for slot in list_doers(analysis):
        words = analysis.tokens_in(slot.start, slot.end)
        if not words or not taken.isdisjoint(words):
            continue
        first = words.start
        while first < words.stop and analysis.tokens[first].pos in ("DET", "PUNCT"):
            first += 1
        told = [analysis.tokens[i].pos for i in range(first, words.stop)]
        if all(pos is None or pos in BARE for pos in told):
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


def list_doers(analysis: Analysis) -> Iterator[RawSlot]:
    """The words that the reader of deeds names as doers."""
    for deed in analysis.deeds or ():
        yield from (s for s in deed.slots if s.name == "who" and s.score >= LEAST)
