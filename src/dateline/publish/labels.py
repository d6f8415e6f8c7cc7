"""Words of the page for codes, in the language of its face."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec
from babel import Locale

from dateline.model import shipped_conflicts
from dateline.publish.face import face, face_of


def labels() -> dict[str, dict[str, str]]:
    """Every group of labels: group, then code, then words."""
    return _labels(face().lang)


@cache
def _labels(lang: str) -> dict[str, dict[str, str]]:
    groups = face_of(lang).labels.items()
    return {group: {str(k): str(v) for k, v in codes.items()} for group, codes in groups}


def label(group: str, code: object) -> str:
    """The words for a code, or the code itself where there are none."""
    return labels().get(group, {}).get(str(code), str(code))


def area_words(area: str | None) -> str | None:
    """An area in words: 'bank:right' as 'right bank', '5 km west of' in the page's language."""
    if area is None:
        return None
    far = _DISTANCE.fullmatch(area)
    if far:
        return f"{far[1]} {label('quantity', 'distance_km')} {label('area', far[2])}"
    return labels()["area"].get(area, area.replace(":", " ").replace("_", " "))


_DISTANCE = re.compile(r"([\d.]+) km (.+)")


def spelled(text: str) -> str:
    """A text with the codes of event types in it as words."""
    return _codes().sub(lambda found: label("event", found[0]), text)


def sides_spelled(why: str) -> str:
    """A reason with its codes as words; what it quotes stays as it is."""
    parts = _QUOTED.split(why)
    return "".join(
        part if n % 2 else _sides().sub(_side_word, spelled(part)) for n, part in enumerate(parts)
    )


_QUOTED = re.compile(r"((?<!\w)'.*?'(?!\w))")


@cache
def _sides() -> re.Pattern[str]:
    known = sorted({side for _, side in _party_names()}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, known))}|[A-Z]{{3}})(?![\w-])")


def _side_word(found: re.Match[str]) -> str:
    return side_name(found[0])


@cache
def _codes() -> re.Pattern[str]:
    codes = sorted(labels()["event"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(c) for c in codes) + r")\b")


@cache
def radii() -> dict[int, float | None]:
    """Kilometres that each where_prec is drawn with; None: no circle."""
    raw = msgspec.yaml.decode((files("dateline.publish") / "data" / "precision.yaml").read_bytes())
    return {int(k): v for k, v in raw["radius_km"].items()}


@cache
def unions() -> frozenset[str]:
    """Ids of gazetteer entries that are organisations before they are places."""
    raw = msgspec.yaml.decode((files("dateline.publish") / "data" / "places.yaml").read_bytes())
    return frozenset(raw["unions"])


def country_name(code: str) -> str:
    """A country's name in the page's language by its ISO 3166-1 code or English name, or what was
    given."""
    return _country_name(code, face().lang)


@cache
def _country_name(code: str, lang: str) -> str:
    from dateline.publish.exports.countries import country_called, country_codes

    english = country_codes(code)[1] or code
    letters = country_called(code)
    if lang == "en" or letters is None:
        return english
    return str(Locale.parse(lang).territories.get(letters, english))


@cache
def _party_names() -> dict[tuple[str, str], str]:
    return {(c.slug, p.side): p.name for c in shipped_conflicts() for p in c.parties}


def side_name(side: str, *, conflict: str | None = None) -> str:
    """The name of a side: as the conflict names it, as any conflict does, by its country's code
    ('syr-rebels': Syria rebels), or its slug."""
    names = _party_names()
    if conflict is not None and (conflict, side) in names:
        return country_name(names[conflict, side])
    known = sorted(name for (_, s), name in names.items() if s == side)
    if known:
        return country_name(known[0])
    code, _, rest = side.partition("-")
    return country_name(side) if not rest else f"{country_name(code.upper())} {rest}"
