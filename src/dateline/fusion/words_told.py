"""The telling words of an event: rare stems that two tellings of one deed tend to share."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec

from dateline.fusion.contrast import contrast_words
from dateline.fusion.facts import Fact
from dateline.text.yaml_files import parse_yaml

Words = frozenset[str]
_WORD = re.compile(r"[^\W\d_]{4,}")
_ANY = re.compile(r"[^\W\d_]+")
_NOUN = 3  # words from an article to its noun: "the deadly mortar fire"
_STEM = 5  # letters: enough to tell words apart, few enough to fold their endings
_REACH = 160  # characters of the claim either side of the event's word


def words_told(fact: Fact) -> Words:
    """Rare stems around the event's own word, in its claim, without names of its places."""
    names = {stem for t in fact.named for stem in stems_of(t.text)}
    return frozenset(stems_of(text_around(fact)) - names - common_stems())


def text_around(fact: Fact) -> str:
    """What its claim says around the event's own word."""
    trigger = fact.event.trigger
    parts: list[str] = []
    for span in fact.claim.content:
        low = max(span.start, trigger.start - _REACH) - span.start
        high = min(span.end, trigger.end + _REACH) - span.start
        if low < high:
            parts.append(span.text[low:high])
    return "\n".join(parts)


def is_recalled(fact: Fact) -> bool:
    """Whether a word before the deed's takes it as known: "the mortar fire", "el ataque".

    Of languages without articles only "this attack" is.
    """
    words = contrast_words(fact.lang)
    trigger = fact.event.trigger
    if words is None:
        return False
    for span in fact.claim.content:
        if span.start <= trigger.start <= span.end:
            before = _ANY.findall(span.text[: trigger.start - span.start].casefold())
            return any(word in words.definite for word in before[-_NOUN:])
    return False


def stems_of(text: str) -> set[str]:
    """The stems of a text's words of four letters or more."""
    return {word.casefold()[:_STEM] for word in _WORD.findall(text)}


@cache
def common_stems() -> frozenset[str]:
    """Stems too common to tell one deed from another."""
    data = parse_yaml((files("dateline.fusion") / "data" / "common_stems.yaml").read_bytes())
    return frozenset(msgspec.convert(data, dict[str, list[str]])["stems"])
