"""The sentences in which a contradiction gives its reason: told by one room, read by another.

A reason is kept in English. Whoever shows it in another language reads it back by the same
sentences, so that what is told here and what is shown there cannot part.
"""

from __future__ import annotations

from types import MappingProxyType

SENTENCES = MappingProxyType(
    {
        "denied": "Did it happen{at}? {a} says so: {a_words}. "
        "{b} says that it is not so: {b_words}.",
        "denied_bare": "Is it so{at}? {a} says so: {a_words}. {b} denies it: {b_words}.",
        "gone": "Is {who} still in {where}? Yes, says {a}: {a_words}. No, says {b}: {b_words}.",
        "holders": "Who holds {where}? {a_side}, says {a}: {a_words}. "
        "{b_side}, says {b}: {b_words}.",
        "doers": "Who did it{at}? {a_side}, says {a}: {a_words}. {b_side}, says {b}: {b_words}.",
        "numbers": "{what}{at}? {a_words}, says {a}; {b_words}, says {b}.",
        "days": "When was it{at}? On {a_day}, says {a}: {a_words}. "
        "On {b_day}, says {b}: {b_words}.",
    }
)
"""`at`: " (place)" or nothing; `a_words`: in “these” quotation marks; sides by name, with AND
between several."""
AND, SOMEBODY, IT, THERE, NO_DAY = " and ", "Somebody", "it", "there", "an unknown day"
NEAR_PLACES = MappingProxyType(
    {
        "around": "one of them tells of the outskirts",
        "carried": "one has the place from the sentence before",
        "area": "both speak of the region as a whole",
        "inside": "one speaks of a place in the other's region",
        "near": "they stand side by side in one paragraph",
        "country": "they may speak of other areas",
        "site": "one speaks of a site of the town that the other names",
    }
)
NEAR_TIMES = MappingProxyType(
    {"later": "one is told of a later day", "next": "they are told a day or two apart"}
)
JOINT = ", and "
COUNTED = MappingProxyType(
    {
        "area_km2": "How large an area was taken",
        "settlements": "How many settlements were taken",
        "distance_km": "How far they came",
        "equipment": "How much equipment was destroyed",
        "lost": "How many were lost",
    }
)
HOW_MANY = "How many were {what}"


def tell_counted(of: str) -> str:
    """What a number counts, as a question without its mark.

    >>> tell_counted("killed")
    'How many were killed'
    """
    return COUNTED.get(of) or HOW_MANY.format(what=of)


def tell_near(place: str, time: str) -> str:
    """What may part two claims after all, as a last sentence; "": nothing may.

    >>> tell_near("area", "next")
    'Both speak of the region as a whole, and they are told a day or two apart.'
    """
    parts = [p for p in (NEAR_PLACES.get(place), NEAR_TIMES.get(time)) if p]
    joined = JOINT.join(parts)
    return f"{joined[0].upper()}{joined[1:]}." if joined else ""
