"""Words for the people and things of a place: Ukrainian, Gazans, російський."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from dateline.text.yaml_files import parse_yaml


def demonym(word: str) -> str | None:
    """The id of the place that a demonym is of ('country:UA' for countries), or None.

    Latin demonyms stand as whole words, capitalised; Cyrillic ones are stems.
    """
    whole, stems = _tables()
    if word in whole or word.isascii():
        return whole.get(word)
    lowered = word.lower()
    for size in range(min(len(lowered), 14), 4, -1):
        if lowered[:size] in stems:
            return stems[lowered[:size]]
    return None


def people(word: str) -> str | None:
    """The id of the place of a people whose name is its place's too (Karen), or None."""
    return _peoples().get(word)


@cache
def _peoples() -> dict[str, str]:
    return {word: key for key, words in _read_file("peoples.yaml").items() for word in words}


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for key, words in _read_file("demonyms.yaml").items():
        for word in words:
            (whole if word.isascii() or word[-1:] == "s" else stems)[_fold_word(word)] = key
    for code, row in _read_file("countries.yaml").items():
        whole |= dict.fromkeys(row.get("people", []), f"country:{code}")
        stems |= {s: f"country:{code}" for lang in ("uk", "ru") for s in row.get(lang, [])}
    return whole, stems


def _fold_word(word: str) -> str:
    return word if word.isascii() or word[-1:] == "s" else word.lower()


def _read_file(name: str) -> dict[str, Any]:
    text = (files("dateline.places") / "data" / name).read_text(encoding="utf-8")
    rows: dict[str, Any] = parse_yaml(text)
    return rows
