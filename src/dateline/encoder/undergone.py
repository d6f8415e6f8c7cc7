"""Names that the reader takes for persons' and that stand where only a place can: "retook Ash".

Invariant: a full name of two words is a person's where the reader is sure of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.encoder.names import Name

UNSURE = 0.75
"""Score of a person below which a verb that mostly places undergo decides."""


class Undergone(Struct, frozen=True, forbid_unknown_fields=True):
    """The verbs that places undergo, in all their forms."""

    places: frozenset[str]
    mostly: frozenset[str]


@cache
def shipped_verbs() -> Undergone:
    """The verbs that the package ships."""
    data = (files("dateline.encoder") / "data" / "undergone.en.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Undergone)


def mend_places(names: Sequence[Name], words: Sequence[str]) -> list[Name]:
    """The names, with those as places' that stand behind a verb that only places undergo, and all
    others of the same words: one sense per discourse."""
    places = {_text(name, words) for name in names if _is_undergone(name, names, words)}
    return [_as_place(name) if _text(name, words) in places else name for name in names]


def _as_place(name: Name) -> Name:
    mended = replace(name, kind="place", toponym="literal")
    return mended if name.kind == "person" else name


def _is_undergone(name: Name, names: Sequence[Name], words: Sequence[str]) -> bool:
    """Whether the word right before a person's name says that it is a place's."""
    if name.kind != "person" or name.first == 0 or not words[name.first][:1].isupper():
        return False
    verb, verbs = words[name.first - 1].lower(), shipped_verbs()
    if name.score < UNSURE:
        return verb in verbs.places or verb in verbs.mostly
    return verb in verbs.places and name.first == name.last and not _is_surname(name, names, words)


def _is_surname(name: Name, names: Sequence[Name], words: Sequence[str]) -> bool:
    """Whether the report gives the name with a first name before it."""
    return any(
        other.kind == "person"
        and other.first < other.last
        and words[other.last].lower() == words[name.last].lower()
        for other in names
    )


def _text(name: Name, words: Sequence[str]) -> str:
    return " ".join(words[name.first : name.last + 1]).lower()
