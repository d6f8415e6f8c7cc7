"""Situations: what goes on for long or over an area, one a kind, area and unbroken time.

They collect events; nothing is corroborated by them, and no two deeds are joined through them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.fusion.deed_places import Grade
from dateline.fusion.deeds import Deed, shipped_rules
from dateline.model import IncidentKind


def is_ongoing(deed: Deed) -> bool:
    """Whether it belongs to what goes on somewhere; without any place it stands alone."""
    return deed.kind is IncidentKind.SITUATION and deed.spot.grade is not Grade.NONE


def situations_of(deeds: Iterable[Deed]) -> Iterator[list[Deed]]:
    """The deeds of each situation, in the order of their days."""
    kinds: dict[tuple[str, str, bool], list[Deed]] = defaultdict(list)
    for deed in deeds:
        kinds[situation_key(deed)].append(deed)
    for _, told in sorted(kinds.items()):
        yield from _unbroken(told)


def situation_key(deed: Deed) -> tuple[str, str, bool]:
    """What one situation has in common: its kind, its place, and whether it is denied."""
    return _root(deed), deed.spot.key, deed.fact.denied


def silence() -> int:
    """Days for which nothing may be told of a situation that goes on."""
    return shipped_rules().silent_days


def _root(deed: Deed) -> str:
    rules = shipped_rules()
    return deed.family if deed.family in rules.families else deed.family.split(".")[0]


def _unbroken(deeds: list[Deed]) -> Iterator[list[Deed]]:
    """Cut where nothing is told for longer than a situation may fall silent."""
    silent = shipped_rules().silent_days
    dated = sorted((d for d in deeds if d.days), key=lambda d: (d.days, d.key))
    current: list[Deed] = []
    until = 0
    for deed in dated:
        first, last = deed.days or (0, 0)
        if current and first - until > silent:
            yield current
            current = []
        until = max(until, last) if current else last
        current.append(deed)
    if current:
        yield current
    yield from ([d] for d in sorted((d for d in deeds if not d.days), key=lambda d: d.key))
