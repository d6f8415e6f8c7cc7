"""The words that say of which kind a place is ('oblast', 'village', 'річка')."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.text.yaml_files import parse_yaml


class Kind:
    """Words for one kind of place, and the GeoNames features that they allow.

    `strict`: a place of another kind with that name is never meant. `inside`: the words tell the
    kind only as a part of the name: Salah al-Din Road, but not the Bakhmut road. `plural`: those
    that speak of several places of a list. `quarter`: a part of a town, never a city.
    `unit`: an area around the town whose name it bears.
    """

    def __init__(
        self, *, features: tuple[str, ...], words: tuple[str, ...], strict: bool = False,
        inside: bool = False, plural: tuple[str, ...] = (), quarter: bool = False,
        unit: bool = False,
    ) -> None:  # fmt: skip
        self.plural = plural
        self.quarter = quarter
        self.unit = unit
        self.features = features
        self.words = words
        self.strict = strict
        self.inside = inside

    def allows(self, feature: str) -> bool:
        """Whether a feature code is of this kind: PPL allows PPLA, PPLC and PPLX too."""
        return any(feature.startswith(code) for code in self.features)


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, as in data/kinds.yaml."""
    text = (files("dateline.places") / "data" / "kinds.yaml").read_text(encoding="utf-8")
    rows = parse_yaml(text)
    return tuple(
        Kind(
            features=tuple(row["features"]),
            words=tuple(str(w).lower() for w in row["words"]),
            strict=bool(row.get("strict", False)),
            inside=bool(row.get("inside", False)),
            plural=tuple(row.get("plural", ())),
            quarter=bool(row.get("quarter", False)),
            unit=bool(row.get("unit", False)),
        )
        for row in rows
    )


@cache
def beside() -> dict[str, Kind]:
    """The kinds whose words stand beside names too."""
    return {word: kind for word, kind in by_word().items() if not kind.inside}


@cache
def by_word() -> dict[str, Kind]:
    """Each word's kind; a word of two kinds has the first."""
    found: dict[str, Kind] = {}
    for kind in kinds():
        for word in kind.words:
            found.setdefault(word, kind)
    return found


@cache
def plurals() -> frozenset[str]:
    """The words that speak of several places: 'oblasts', 'villages'."""
    return frozenset(word for kind in kinds() for word in kind.plural)
