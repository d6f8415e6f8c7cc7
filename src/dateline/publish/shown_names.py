"""The name that a place is shown by: the spelling that the ledger's reports use most.

Only a spelling in Latin letters that is one of the place's known names counts; where none is used
more than the gazetteer's shown name, that name stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from dateline.model import Coding, Toponym, ToponymKind

_LATIN = re.compile(r"[A-Z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’. -]+")
# What the resolver says of a name that the gazetteer has, and of one that is only like it
_KNOWN, _UNLIKE = ("its name", "one of its names"), "spelled another way"


@dataclass
class _Uses:
    shown: str = ""
    spellings: Counter[str] = field(default_factory=Counter)


def most_used_names(codings: Iterable[Coding]) -> Mapping[str, str]:
    """Id -> name of the settlements that the reports mostly call otherwise than the gazetteer."""
    uses: dict[str, _Uses] = defaultdict(_Uses)
    for coding in codings:
        for toponym in coding.toponyms:
            if toponym.place is not None and is_known_name(toponym):
                uses[toponym.place.id].shown = toponym.place.name
                uses[toponym.place.id].spellings[toponym.text] += 1
    named = {key: prefer_name(use.shown, use.spellings) for key, use in uses.items()}
    return {key: name for key, name in named.items() if name is not None}


def prefer_name(shown: str, spellings: Mapping[str, int]) -> str | None:
    """The spelling used most, by how often each is; None: the gazetteer's name, `shown`, stays."""
    name = min(spellings, key=lambda name: (-spellings[name], name), default=shown)
    used = name != shown and spellings[name] > spellings.get(shown, 0)
    return name if used else None


def is_known_name(toponym: Toponym) -> bool:
    """Whether a settlement is written by one of its names, in Latin letters."""
    why, place = toponym.why or "", toponym.place
    return (
        place is not None
        and place.feature.startswith("PPL")
        and toponym.kind in (ToponymKind.LITERAL, ToponymKind.METONYMIC)
        and why.startswith(_KNOWN)
        and _UNLIKE not in why
        and _LATIN.fullmatch(toponym.text) is not None
    )


def with_shown_names(codings: Iterable[Coding]) -> list[Coding]:
    """The codings, their places named as their reports mostly write them; ids stay."""
    rows = list(codings)
    names = most_used_names(rows)
    return [_renamed(coding, names) for coding in rows] if names else rows


def _renamed(coding: Coding, names: Mapping[str, str]) -> Coding:
    toponyms = tuple(
        msgspec.structs.replace(t, place=msgspec.structs.replace(t.place, name=names[t.place.id]))
        if t.place is not None and t.place.id in names
        else t
        for t in coding.toponyms
    )
    return msgspec.structs.replace(coding, toponyms=toponyms)
