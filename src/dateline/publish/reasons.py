"""The reason of a contradiction in the page's language, read back by the sentences it is told in.

What is quoted, and names, stay as they are. A reason that is told in none of these sentences stays
in English, with its codes as words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product
from string import Formatter

from dateline.model import reasons
from dateline.publish.dates import day_words
from dateline.publish.face import ENGLISH, face, face_of, say
from dateline.publish.labels import country_name, label, sides_spelled

_QUOTED = "“.*”"


def say_reason(why: str) -> str:
    """A reason in the page's language.

    >>> say_reason("Is it so? X says so: “it fell”. Y denies it: “the claim”.")
    'Is it so? X says so: “it fell”. Y denies it: “the claim”.'
    """
    body, near = _split_near(why)
    for template, pattern in _patterns():
        found = pattern.fullmatch(body)
        if found:
            if face().lang == ENGLISH:
                return why
            told = say(template, **{k: _slot(k, v) for k, v in found.groupdict().items()})
            return f"{told} {_say_near(near)}" if near else told
    return sides_spelled(why)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each sentence with the pattern that finds its slots."""
    return [(text, re.compile(_pattern_of(text), re.S)) for text in reasons.SENTENCES.values()]


def _pattern_of(template: str) -> str:
    parts = []
    for words, slot, _, _ in Formatter().parse(template):
        parts.append(re.escape(words))
        if slot is not None:
            form = (
                _QUOTED if slot.endswith("_words") else r"(?: \(.+?\))?" if slot == "at" else ".+?"
            )
            parts.append(f"(?P<{slot}>{form})")
    return "".join(parts)


def _slot(name: str, value: str) -> str:
    if name in ("a_side", "b_side", "who"):
        return say(reasons.AND).join(_side(s) for s in value.split(reasons.AND))
    if name in ("a_day", "b_day"):
        return _day(value)
    if name == "what":
        return _counted(value)
    return say(value) if value in (reasons.IT, reasons.THERE) else value


def _side(name: str) -> str:
    return say(name) if name == reasons.SOMEBODY else country_name(name)


def _day(words: str) -> str:
    """A day in words, as English has it, in the page's language."""
    day, _, rest = words.partition(" ")
    month, _, year = rest.partition(" ")
    months = face_of(ENGLISH).months
    if month not in months:
        return say(words) if words == reasons.NO_DAY else words
    return day_words(f"{int(year):04d}-{months.index(month) + 1:02d}-{int(day):02d}")


def _counted(words: str) -> str:
    """What is counted; one that has no sentence of its own by its label."""
    if words in reasons.COUNTED.values():
        return say(words)
    return say("How many: {what}", what=label("quantity", words.removeprefix("How many were ")))


@cache
def _endings() -> Mapping[str, tuple[str, str]]:
    """Every last sentence that there is, with its parts."""
    places, times = ("", *reasons.NEAR_PLACES), ("", *reasons.NEAR_TIMES)
    return {reasons.tell_near(p, t): (p, t) for p, t in product(places, times) if p or t}


def _split_near(why: str) -> tuple[str, str]:
    """A reason without its last sentence on how near the two are told, and that sentence."""
    for ending in sorted(_endings(), key=len, reverse=True):
        if why.endswith(f" {ending}"):
            return why.removesuffix(f" {ending}"), ending
    return why, ""


def _say_near(ending: str) -> str:
    place, time = _endings()[ending]
    parts = [reasons.NEAR_PLACES.get(place), reasons.NEAR_TIMES.get(time)]
    joined = say(reasons.JOINT).join(say(part) for part in parts if part)
    return f"{joined[0].upper()}{joined[1:]}."
