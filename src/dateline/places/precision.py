"""How precisely a report places what it tells: UCDP's and ACLED's codes.

UCDP (GED codebook 23.1, where_prec): 1 exact place, 2 within about 25 km of a known place,
3 second-level region, 4 first-level region, 5 a line or a fuzzy area of it, 6 country,
7 international waters or air. ACLED (codebook 2023, geo_precision): 1 the place itself,
2 near a place or a part of a region, 3 a larger region or only the country.
"""

from __future__ import annotations

from dateline.places.areas import Area
from dateline.places.gazetteer import natural_precision

_NEAR_KM = 25.0


def where_prec(feature: str, area: Area | None) -> int:
    """UCDP's code for a place of this feature, narrowed or widened by an area."""
    code = natural_precision(feature)
    if area is None or area.rule.startswith("part") or code == 7:
        return code
    if area.rule.startswith("bank:"):
        return 5
    if code > 2:
        return max(code, 5) if area.rule in ("border", "coast", "direction") else code
    if area.rule in ("direction", "between", "border"):
        return 5
    if area.rule == "coast":
        return 2
    if area.rule == "outskirts":
        return 1
    return 2 if area.km is None or area.km <= _NEAR_KM else 5


def acled_precision(where: int) -> int:
    """ACLED's code for a UCDP code."""
    return {1: 1, 2: 2, 3: 2}.get(where, 3)


def precision_reason(feature: str, area: Area | None) -> str:
    """In words, why a toponym has its precision."""
    told = {
        1: "a named place", 2: "within 25 km of a named place", 3: "a second-level region",
        4: "a first-level region", 5: "a line or a fuzzy area", 6: "a country or a wider region",
        7: "international waters or air",
    }  # fmt: skip
    reason = told[where_prec(feature, area)]
    return f"{reason} ({area.rule})" if area else reason
