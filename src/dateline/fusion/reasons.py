"""The reason of a contradiction in one sentence that a reader follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.fusion.opposed import Opposition
from dateline.fusion.tellings import Telling

_LONG = 60
"""Characters of a deed's words that a sentence holds."""
_PLACES = {
    "around": " or near it",
    "claim": ", named in the same claim",
    "carried": ", the place named before it",
    "area": ", one region",
    "inside": ", of which the one lies in the other",
    "near": " (told side by side)",
}


def tell_reason(found: Opposition, levels: Mapping[str, str]) -> str:
    """Who says what against whom, of which place and day.

    "A's ministry says that it was taken by AAA (“seized”), B's that BBB holds it (“repelled”): ..."
    """
    tell = _SENTENCES.get(found.form, _tell_denied)
    return f"{tell(found)}{_tell_where(found, levels)}{_tell_time(levels)}."


def _tell_denied(found: Opposition) -> str:
    a, b = found.a, found.b
    if found.form == "denied_bare":
        return f"{_who(a)} says so (“{_words(a)}”); {_who(b)} denies it (“{_words(b)}”)"
    return f"{_who(a)} tells “{_words(a)}”; {_who(b)} says that it is not so (“{_words(b)}”)"


def _tell_gone(found: Opposition) -> str:
    a, b = found.a, found.b
    who = _sides(a)
    return f"{who} still there by {_who(a)} (“{_words(a)}”), gone by {_who(b)} (“{_words(b)}”)"


def _tell_holders(found: Opposition) -> str:
    return f"held by {_tell_each(found)}"


def _tell_doers(found: Opposition) -> str:
    return f"done by {_tell_each(found)}"


def _tell_each(found: Opposition) -> str:
    """One side by one source, the other by the other."""
    each = (f"{_sides(t)}, says {_who(t)} (“{_words(t)}”)" for t in (found.a, found.b))
    return "; by ".join(each)


def _tell_numbers(found: Opposition) -> str:
    assert found.numbers is not None
    p, q = found.numbers
    what = {"area_km2": "area"}.get(p.of.value, p.of.value)
    return f"{what}: “{p.text}” by {_who(found.a)}, “{q.text}” by {_who(found.b)}"


def _tell_days(found: Opposition) -> str:
    a, b = found.a, found.b
    return f"on {_when(a)} by {_who(a)} (“{_words(a)}”), on {_when(b)} by {_who(b)} (“{_words(b)}”)"


_SENTENCES: Mapping[str, Callable[[Opposition], str]] = {
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


def _who(telling: Telling) -> str:
    return telling.fact.source


def _words(telling: Telling) -> str:
    text = telling.fact.event.trigger.text
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…"


def _sides(telling: Telling) -> str:
    return "/".join(sorted(telling.fact.sides)) or "somebody"


def _when(telling: Telling) -> str:
    return telling.fact.event.time.earliest or "an unknown day"


def _tell_where(found: Opposition, levels: Mapping[str, str]) -> str:
    names = [_named(found.a), _named(found.b)]
    known = next((n for n in names if n), None)
    place = f": {known}" if known else ""
    return place + _PLACES.get(levels["place"], "")


def _named(telling: Telling) -> str | None:
    spots = telling.settled or telling.spots or ((telling.carried,) if telling.carried else ())
    first = spots[0] if spots else None
    if first is None:
        return None
    return first.called


def _tell_time(levels: Mapping[str, str]) -> str:
    return {"later": ", told of a later day", "next": ", told a day or more apart"}.get(
        levels["time"], ""
    )
