"""Parts of regions that are named by their town: 'southern Idlib'."""

from __future__ import annotations

from dateline.places.areas import Area
from dateline.places.gazetteer import Gazetteer, Ref
from dateline.places.names import Found

MILLION = 72  # 12 log10(people + 1)


def region_meant(found: Found, ref: Ref, area: Area | None, places: Gazetteer) -> Ref | None:
    """The region of a town's name where a part of it is named, or None where the town is meant: the
    words say so ("the city"), or it has a million people, and parts of its own."""
    if area is None or found.kind_word is not None:
        return None
    part, _, point = area.rule.partition(":")
    facts = places.facts(ref)
    if part != "part" or point in ("", "centre") or not facts.feature.startswith("PPL"):
        return None
    if facts.people >= MILLION:
        return None
    return next(
        (
            other
            for other in places.named(found.names[0])
            if places.facts(other).feature == "ADM1" and places.facts(other).region == facts.region
        ),
        None,
    )
