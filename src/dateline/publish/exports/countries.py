"""Country codes in the forms that datasets use, from the shipped basemap and nothing else."""

from __future__ import annotations

from functools import cache

from dateline.publish.basemap import shipped_basemap


@cache
def _names() -> dict[str, tuple[str, int | None]]:
    basemap = shipped_basemap()
    if basemap is None:
        return {}
    known: dict[str, tuple[str, int | None]] = {}
    for geometry in basemap.document["objects"]["countries"]["geometries"]:
        properties = geometry.get("properties") or {}
        number = str(properties.get("number", ""))
        value = (str(properties.get("name", "")), int(number) if number.isdigit() else None)
        for code in (geometry.get("id"), properties.get("iso3")):
            if code is not None:
                known[str(code)] = value
    return known


def country_codes(code: str | None) -> tuple[int | None, str | None]:
    """ISO 3166-1 number, where the basemap has it, and name of a country by its alpha code."""
    if code is None:
        return None, None
    name, number = _names().get(code, (code, None))
    return number, name


@cache
def _codes() -> dict[str, str]:
    """The two-letter code of each country by its codes and name, folded."""
    known = _names()
    letters = {name: code for code, (name, _) in known.items() if len(code) == 2}
    found = {code.casefold(): letters.get(name, code) for code, (name, _) in known.items()}
    return {**{name.casefold(): code for name, code in letters.items()}, **found}


def country_called(words: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country by name or code; None where none is so called.

    "Sudan", "SDN", "sd" -> "SD"
    """
    return _codes().get(words.strip().casefold())
