"""The reason of a contradiction in sentences that a reader follows.

First what is in question, then who says what in which words, then how near in place and day the
two are told. Sides go by their names, not by codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from dateline.fusion.contrast import contrast_words
from dateline.fusion.opposed import Opposition
from dateline.fusion.tellings import Telling
from dateline.model import shipped_conflicts

BEFORE, AFTER = 45, 55
"""Characters of the clause either side of a deed's word that a sentence holds."""
_PLACES = {
    "around": "one of them tells of the outskirts",
    "carried": "one has the place from the sentence before",
    "area": "both speak of the region as a whole",
    "inside": "one speaks of a place in the other's region",
    "near": "they stand side by side in one paragraph",
    "country": "they may speak of other areas",
    "site": "one speaks of a site of the town that the other names",
}
_TIMES = {"later": "one is told of a later day", "next": "they are told a day or two apart"}
_COUNTED = {
    "area_km2": "How large an area was taken",
    "settlements": "How many settlements were taken",
    "distance_km": "How far they came",
    "equipment": "How much equipment was destroyed",
    "lost": "How many were lost",
}


def tell_reason(found: Opposition, levels: Mapping[str, str]) -> str:
    """What is in question, who says what, and how near the two are told.

    "Who holds Hilltop? A's ministry: it was taken by AAA (“seized Hilltop”). B's: ..."
    """
    tell = _SENTENCES.get(found.form, _tell_denied)
    place = _first_name(found)
    return f"{tell(found, place)}{_tell_nearness(found, levels)}"


def _tell_denied(found: Opposition, place: str | None) -> str:
    a, b = found.a, found.b
    at = f" ({place})" if place else ""
    if found.form == "denied_bare":
        return f"Is it so{at}? {_says(a)}. {_who(b)} denies it: {_words(b)}."
    return f"Did it happen{at}? {_says(a)}. {_who(b)} says that it is not so: {_words(b)}."


def _tell_gone(found: Opposition, place: str | None) -> str:
    a, b = found.a, found.b
    who, at = _sides(a.fact.sides or b.fact.sides), place or "there"
    return (
        f"Is {who} still in {at}? Yes, says {_who(a)}: {_words(a)}. "
        f"No, says {_who(b)}: {_words(b)}."
    )


def _tell_holders(found: Opposition, place: str | None) -> str:
    return f"Who holds {place or 'it'}? {_tell_each(found)}"


def _tell_doers(found: Opposition, place: str | None) -> str:
    return f"Who did it{f' ({place})' if place else ''}? {_tell_each(found)}"


def _tell_each(found: Opposition) -> str:
    """One side by one source, the other by the other."""
    return " ".join(
        f"{_sides(t.fact.sides)}, says {_who(t)}: {_words(t)}." for t in (found.a, found.b)
    )


def _tell_numbers(found: Opposition, place: str | None) -> str:
    assert found.numbers is not None
    p, q = found.numbers
    what = _COUNTED.get(p.of.value, f"How many were {p.of.value}")
    at = f" ({place})" if place else ""
    return f"{what}{at}? “{p.text}”, says {_who(found.a)}; “{q.text}”, says {_who(found.b)}."


def _tell_days(found: Opposition, place: str | None) -> str:
    a, b = found.a, found.b
    return (
        f"When was it{f' ({place})' if place else ''}? On {_when(a)}, says {_who(a)}: {_words(a)}. "
        f"On {_when(b)}, says {_who(b)}: {_words(b)}."
    )


_SENTENCES: Mapping[str, Callable[[Opposition, str | None], str]] = {
    "gone": _tell_gone,
    "held": _tell_holders,
    "taken": _tell_holders,
    "held_or_taken": _tell_holders,
    "doers_same": _tell_doers,
    "doers_parent": _tell_doers,
    "doers_kin": _tell_doers,
    "numbers": _tell_numbers,
    "days": _tell_days,
}


def _says(telling: Telling) -> str:
    return f"{_who(telling)} says so: {_words(telling)}"


def _who(telling: Telling) -> str:
    return telling.fact.source


def _words(telling: Telling) -> str:
    """The clause around the deed's word, cut at words."""
    trigger = telling.fact.event.trigger
    spans = [s for s in telling.fact.claim.content if s.start <= trigger.start < s.end]
    if spans:
        span, low, high = spans[0], trigger.start - BEFORE, trigger.end + AFTER
    else:
        span = telling.fact.claim.content[0]
        low, high = span.start, span.start + BEFORE + AFTER
    start = span.start if low <= span.start else telling.text.find(" ", low, trigger.start) + 1
    end = span.end if high >= span.end else telling.text.rfind(" ", max(low, span.start), high)
    start, end = start or trigger.start, end if end > start else high
    words = " ".join(telling.text[start:end].split()).rstrip(".,;:")
    first, _, rest = words.partition(" ")
    opening = contrast_words(telling.lang)
    if start == span.start and opening is not None and first.casefold() in opening.that:
        words = rest
    return f"“{'…' if start > span.start else ''}{words}{'…' if end < span.end else ''}”"


def _sides(sides: Iterable[str]) -> str:
    return " and ".join(_side_name(s) for s in sorted(sides)) or "Somebody"


@cache
def _names() -> Mapping[str, str]:
    return {p.side: p.name for c in shipped_conflicts() for p in c.parties}


def _side_name(side: str) -> str:
    return _names().get(side, side)


def _when(telling: Telling) -> str:
    day = (telling.fact.event.time.earliest or "")[:10]
    if not day:
        return "an unknown day"
    told = date.fromisoformat(day)
    return f"{told.day} {told:%B %Y}"


def _first_name(found: Opposition) -> str | None:
    return next((n for n in map(_named, (found.a, found.b)) if n), None)


def _named(telling: Telling) -> str | None:
    spots = telling.settled or telling.spots or ((telling.carried,) if telling.carried else ())
    return spots[0].called if spots else None


def _tell_nearness(found: Opposition, levels: Mapping[str, str]) -> str:
    """What may part the two after all, told in a last sentence."""
    said = [_PLACES.get(levels["place"]), _TIMES.get(levels["time"])]
    if found.form == "denied_bare":
        said = []
    parts = [part for part in said if part]
    if not parts:
        return ""
    joined = ", and ".join(parts)
    return f" {joined[0].upper()}{joined[1:]}."
