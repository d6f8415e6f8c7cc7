"""The telling words of an event: stems that two tellings of one deed tend to share."""

from __future__ import annotations

import re

from dateline.fusion.facts import Fact

Words = frozenset[str]
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters: enough to tell words apart, few enough to fold their endings
_REACH = 160  # characters of the claim either side of the event's word


def words_told(fact: Fact) -> Words:
    """Stems of the words around the event's own, in its claim, without names of its places."""
    trigger = fact.event.trigger
    names = {stem for t in fact.named for stem in _stems(t.text)}
    found: set[str] = set()
    for span in fact.claim.content:
        low = max(span.start, trigger.start - _REACH) - span.start
        high = min(span.end, trigger.end + _REACH) - span.start
        if low < high:
            found |= _stems(span.text[low:high])
    return frozenset(found - names)


def _stems(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _WORD.findall(text)}
