"""The reason of a contradiction in sentences that a reader follows.

First what is in question, then who says what in which words, then how near in place and day the
two are told. Sides go by their names, not by codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from dateline.fusion.contrast import contrast_words
from dateline.fusion.opposed import Opposition
from dateline.fusion.tellings import Telling
from dateline.model import shipped_conflicts
from dateline.model.reasons import (
    AND,
    IT,
    NO_DAY,
    SENTENCES,
    SOMEBODY,
    THERE,
    tell_counted,
    tell_near,
)

BEFORE, AFTER = 45, 55
"""Characters of the clause either side of a deed's word that a sentence holds."""


def tell_reason(found: Opposition, levels: Mapping[str, str]) -> str:
    """What is in question, who says what, and how near the two are told.

    "Who holds Hilltop? A's ministry: it was taken by AAA (“seized Hilltop”). B's: ..."
    """
    form = _FORMS.get(found.form, "denied")
    body = SENTENCES[form].format(**_slots(found, form))
    near = "" if form == "denied_bare" else tell_near(levels["place"], levels["time"])
    return f"{body} {near}" if near else body


_FORMS: Mapping[str, str] = {
    "denied_bare": "denied_bare",
    "gone": "gone",
    "held": "holders",
    "taken": "holders",
    "held_or_taken": "holders",
    "doers_same": "doers",
    "doers_parent": "doers",
    "doers_kin": "doers",
    "numbers": "numbers",
    "days": "days",
}
"""Which sentence tells an opposition; any other is one of a deed that is denied."""


def _slots(found: Opposition, form: str) -> dict[str, str]:
    a, b, place = found.a, found.b, _first_name(found)
    slots = {"a": _who(a), "b": _who(b), "at": f" ({place})" if place else ""}
    if form == "numbers":
        assert found.numbers is not None
        p, q = found.numbers
        what = tell_counted(p.of.value)
        return {**slots, "what": what, "a_words": f"“{p.text}”", "b_words": f"“{q.text}”"}
    slots |= {"a_words": _words(a), "b_words": _words(b)}
    if form == "gone":
        return {**slots, "who": _sides(a.fact.sides or b.fact.sides), "where": place or THERE}
    if form == "days":
        return {**slots, "a_day": _when(a), "b_day": _when(b)}
    sides = {"a_side": _sides(a.fact.sides), "b_side": _sides(b.fact.sides)}
    return {**slots, **sides, "where": place or IT}


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
    return AND.join(_side_name(s) for s in sorted(sides)) or SOMEBODY


@cache
def _names() -> Mapping[str, str]:
    return {p.side: p.name for c in shipped_conflicts() for p in c.parties}


def _side_name(side: str) -> str:
    return _names().get(side, side)


def _when(telling: Telling) -> str:
    day = (telling.fact.event.time.earliest or "")[:10]
    if not day:
        return NO_DAY
    told = date.fromisoformat(day)
    return f"{told.day} {told:%B %Y}"


def _first_name(found: Opposition) -> str | None:
    return next((n for n in map(_named, (found.a, found.b)) if n), None)


def _named(telling: Telling) -> str | None:
    spots = telling.settled or telling.spots or ((telling.carried,) if telling.carried else ())
    return spots[0].called if spots else None
