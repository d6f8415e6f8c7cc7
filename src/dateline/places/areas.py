"""How the words beside a toponym narrow or widen it: banks, parts, distances, directions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.places.language import Language
from dateline.places.rivers import Line, side_of

_AROUND = 48
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, kw_only=True)
class Area:
    """What a report says of a place's surroundings.

    `rule` as published: 'bank:left', 'near', 'outskirts', 'north of', '5 km west of', 'part:south',
    'between', 'direction', 'part', 'coast', 'border'; `km`: how far from the place, where said.
    """

    rule: str
    km: float | None = None


def area_of(
    text: str, start: int, end: int, *, language: Language, river: Line | None
) -> Area | None:
    """The area that the words around [start, end) make of the place, or None.

    `river`: the place's line, for which compass points and sides name banks.
    """
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if river is not None:
        return _read_bank(before, after, language, river)
    patterns = language.areas
    if "border_after" in patterns and patterns["border_after"].match(after):
        return Area(rule="border")
    for rule in ("distance", "outskirts", "compass", "between", "near", "part", "part_of"):
        match = patterns[rule].search(before) if rule in patterns else None
        if match:
            return _read_area(rule, match, language)
    if "direction" in patterns and patterns["direction"].match(after):
        return Area(rule="direction")
    for rule in ("direction_of", "between_and"):
        if rule in patterns and patterns[rule].search(before):
            return Area(rule=rule.partition("_")[0])
    if "near_after" in patterns and patterns["near_after"].match(after):
        return Area(rule="near")
    for rule in ("coast", "border"):
        if rule in patterns and patterns[rule].search(before):
            return Area(rule=rule)
    return None


def _read_area(rule: str, match: re.Match[str], language: Language) -> Area:
    named = match.groupdict()
    point = language.compass.get((named.get("point") or "").lower())
    if rule == "distance":
        km = _number(named["number"], language)
        if "mile" in match.group() or " mi " in match.group():
            km *= 1.609
        where = f"{point} of" if point and point != "centre" else "of"
        return Area(rule=f"{km:.{3 if km < 1000 else 4}g} km {where}", km=km)
    if rule == "compass":
        return Area(rule=f"{point} of" if point else "near")
    if rule == "part":
        return Area(rule=f"part:{point}" if point else "part")
    return Area(rule="part" if rule == "part_of" else rule)


def _number(written: str, language: Language) -> float:
    if written.lower() in language.numbers:
        return float(language.numbers[written.lower()])
    if _THOUSANDS.fullmatch(written):
        written = written.replace(",", "")
    return float(written.replace(",", "."))


def _read_bank(before: str, after: str, language: Language, river: Line) -> Area | None:
    for rule, where in (("bank_before", before), ("bank_after", after)):
        pattern = language.areas.get(rule)
        match = pattern and (
            pattern.match(where) if rule == "bank_after" else pattern.search(where)
        )
        if match:
            return _read_side(match, language, river)
    return None


def _read_side(match: re.Match[str], language: Language, river: Line) -> Area | None:
    named = match.groupdict()
    written = (named.get("side") or named.get("side2") or "").lower()
    side = side_of(river, language.compass.get(written, written))
    return Area(rule=f"bank:{side}") if side else None


def banks_alone(
    text: str, start: int, end: int, *, language: Language
) -> Iterator[tuple[int, int, str]]:
    """'the western bank' without its river: the words, and the side as a compass point or hand."""
    pattern = language.areas.get("bank_alone")
    for match in pattern.finditer(text, start, end) if pattern else ():
        named = match.groupdict()
        written = (named.get("side") or named.get("side2") or "").lower()
        yield match.start(), match.end(), language.compass.get(written, written)
