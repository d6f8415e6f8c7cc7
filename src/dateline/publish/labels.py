"""Words of the page for codes, from `data/labels.yaml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from dateline.model import shipped_conflicts


@cache
def labels() -> dict[str, dict[str, str]]:
    """Every group of labels: group, then code, then words."""
    raw = yaml.safe_load((files("dateline.publish") / "data" / "labels.yaml").read_bytes())
    return {group: {str(k): str(v) for k, v in codes.items()} for group, codes in raw.items()}


def label(group: str, code: object) -> str:
    """The words for a code, or the code itself where there are none."""
    return labels().get(group, {}).get(str(code), str(code))


def area_words(area: str | None) -> str | None:
    """An area in words: 'bank:right' as 'right bank', others as they are."""
    if area is None:
        return None
    return labels()["area"].get(area, area.replace(":", " ").replace("_", " "))


def spelled(text: str) -> str:
    """A text with the codes of event types in it as words."""
    return _codes().sub(lambda found: label("event", found[0]), text)


@cache
def _codes() -> re.Pattern[str]:
    codes = sorted(labels()["event"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(c) for c in codes) + r")\b")


@cache
def radii() -> dict[int, float | None]:
    """Kilometres that each where_prec is drawn with; None: no circle."""
    raw = yaml.safe_load((files("dateline.publish") / "data" / "precision.yaml").read_bytes())
    return {int(k): v for k, v in raw["radius_km"].items()}


@cache
def _party_names() -> dict[tuple[str, str], str]:
    return {(c.slug, p.side): p.name for c in shipped_conflicts() for p in c.parties}


def side_name(side: str, *, conflict: str | None = None) -> str:
    """The name of a side: as the conflict names it, as any conflict does, or its slug."""
    names = _party_names()
    if conflict is not None and (conflict, side) in names:
        return names[conflict, side]
    known = sorted(name for (_, s), name in names.items() if s == side)
    return known[0] if known else side
