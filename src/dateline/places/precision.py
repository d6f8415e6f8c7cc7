"""How precisely a report places what it tells: UCDP's codes.

UCDP (GED codebook 23.1, where_prec): 1 exact place, 2 within about 25 km of a known place,
3 second-level region, 4 first-level region, 5 a line or a fuzzy area of it, 6 country,
7 international waters or air.
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
