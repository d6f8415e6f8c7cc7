"""Places named before: "the city" is the settlement that the report named last."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.events.lines import Line
from dateline.events.syntax import Clause
from dateline.model import Toponym, ToponymKind


class Nouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Common nouns for settlements, and the words one of which must stand before them."""

    determiners: frozenset[str]
    nouns: frozenset[str]


@cache
def shipped_nouns() -> Mapping[str, Nouns]:
    """data/anaphora.yaml, by language."""
    data = (files("dateline.events") / "data" / "anaphora.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=dict[str, Nouns])


def named_before(line: Line, clause: Clause, toponyms: tuple[Toponym, ...]) -> Toponym | None:
    """The settlement that a definite noun of the clause stands for, if one was named before."""
    lower, every = line.words.lower, _every_noun()
    for at in sorted(clause.near):
        if lower[at] in every and any(
            _stands_for_one(lower, at, nouns) for nouns in shipped_nouns().values()
        ):
            return _last(toponyms, line.words.starts[at])
    return None


@cache
def _every_noun() -> frozenset[str]:
    return frozenset().union(*(nouns.nouns for nouns in shipped_nouns().values()))


def _stands_for_one(lower: tuple[str, ...] | list[str], at: int, nouns: Nouns) -> bool:
    if lower[at] not in nouns.nouns:
        return False
    if at + 1 < len(lower) and lower[at + 1] == "of":
        return False
    return not nouns.determiners or any(w in nouns.determiners for w in lower[max(0, at - 2) : at])


def _last(toponyms: tuple[Toponym, ...], before: int) -> Toponym | None:
    """The settlement named last; one that no gazetteer knows is still the one that is meant."""
    found = [
        t
        for t in toponyms
        if t.end <= before
        and t.kind is ToponymKind.LITERAL
        and t.area is None
        and (t.place is None or t.place.feature.startswith("PPL"))
    ]
    return max(found, key=lambda t: t.start, default=None)
