"""How likely two deeds are one occurrence: explained match weights, summed and calibrated.

The model is Fellegi and Sunter's (1969), its levels and weights kept as data; a logistic curve
fitted on judged pairs turns the sum of bits into a probability.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp

from msgspec import Struct

from dateline.fusion.camps import are_other_camps
from dateline.fusion.compare import contains, numbers_apart
from dateline.fusion.deed_places import Grade
from dateline.fusion.deeds import NIGHT, Deed, shipped_rules
from dateline.fusion.site_words import compare_sites
from dateline.model import IncidentKind, Place, Quantity
from dateline.text.yaml_files import read_yaml

Levels = dict[str, float]
LATER = 3
"""Days apart from which two tellings are far apart."""
PLACED = {"once": "seat", "often": "place"}
"""The table of places that goes with a table of days."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/linkage.yaml`."""

    offset: float
    slope: float
    join: float
    grades: Levels
    sure: float
    least: float
    type: Levels
    place: Levels
    seat: Levels
    often: Levels
    once: Levels
    actor: Levels
    recipient: Levels
    quantity: Levels
    hour: Levels
    site: Levels
    words: Levels
    telling: int
    trigger: Levels
    report: Levels
    count: Levels

    def chance(self, bits: float) -> float:
        """The probability that a sum of match weights stands for."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.offset + self.slope * bits))))


@cache
def shipped_weights() -> Weights:
    """The weights that the package ships."""
    data = (files("dateline.fusion") / "data" / "linkage.yaml").read_bytes()
    return read_yaml(data, Weights, where="fusion/data/linkage.yaml", remedy="see its comments")


class Link(Struct, frozen=True):
    """Two deeds (by key), the probability that they are one, and each feature's level."""

    a: str
    b: str
    chance: float
    why: tuple[str, ...]


def link(a: Deed, b: Deed, weights: Weights, *, copied: bool = False) -> Link | None:
    """The link of two deeds; None where they cannot be one or are as good as never one."""
    levels = levels_of(a, b, weights, copied=copied)
    if levels is None:
        return None
    bits = sum(getattr(weights, table)[level] for table, level in levels.items())
    chance = weights.chance(bits)
    if chance < weights.least:
        return None
    why = tuple(f"{f}: {v} {getattr(weights, f)[v]:+.1f}" for f, v in levels.items())
    first, second = sorted((a.key, b.key))
    return Link(first, second, round(chance, 4), why)


def may_link(a: Deed, b: Deed, weights: Weights) -> bool:
    """Whether the two, or others of their signatures, may be linked: as `link` has it, but that
    what is no part of a signature is taken for the best."""
    levels = levels_of(a, b, weights)
    if levels is None:
        return False
    best = {table: max(getattr(weights, table).values()) for table in ("trigger", "report")}
    best["report"] = max(v for k, v in weights.report.items() if k != "copy")
    bits = sum(best.get(table) or getattr(weights, table)[level] for table, level in levels.items())
    return weights.chance(bits) >= weights.least


def levels_of(a: Deed, b: Deed, weights: Weights, *, copied: bool = False) -> dict[str, str] | None:
    """The level of each feature of a pair; None: something excludes that they are one."""
    if a.family != b.family or a.kind is not b.kind or a.fact.denied != b.fact.denied:
        return None
    if a.kind is IncidentKind.DEED and opposed(a, b):
        return None
    day = None if copied else day_level(a, b)
    if day == "apart":
        return None
    place = _count_place(a, b) if a.kind is IncidentKind.COUNT else place_level(a, b)
    if place is None and not copied:
        return None
    table = "once" if a.rare and b.rare else "often"
    levels = {
        "type": _type(a, b),
        "count" if a.kind is IncidentKind.COUNT else PLACED[table]: place or "nowhere",
        table: day or "unknown",
        "actor": _doers(a, b),
        "recipient": _sides(a.fact.targets, b.fact.targets),
        "quantity": _quantity(a, b),
        "words": _words(a, b, weights),
        "hour": _hour(a, b),
        "site": compare_sites(a.sites, b.sites),
        "trigger": "same" if _folded(a) == _folded(b) else "other",
        "report": _report(a, b, copied=copied),
    }
    if a.family == "hands":
        levels["actor"] = levels["recipient"] = "unknown"
        if a.gain & b.gain or a.loss & b.loss:
            levels["actor"] = "same"
    return levels


def opposed(a: Deed, b: Deed) -> bool:
    """Whether two tell of opposite changes of a place, or of two sides' own movements."""
    if a.family == "hands":
        if a.gain & b.loss or a.loss & b.gain:
            return True
        camps = are_other_camps(a.fact.camp, b.fact.camp)
        if camps and not (a.gain and b.gain) and is_winning(a) and is_winning(b):
            return True
        return _other(a.gain, b.gain) or _other(a.loss, b.loss)
    return a.fact.is_a(shipped_rules().movers) and _other(a.fact.sides, b.fact.sides)


def is_winning(deed: Deed) -> bool:
    """Whether its doer takes the place."""
    return deed.fact.is_a(shipped_rules().gained)


def _other(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def is_kin_type(a: Deed, b: Deed) -> bool:
    """Whether the two have one code, or the one's stands under the other's."""
    return _type(a, b) != "kin"


def _type(a: Deed, b: Deed) -> str:
    left, right = a.fact.event.type, b.fact.event.type
    if left == right:
        return "same"
    if left.startswith(right + ".") or right.startswith(left + "."):
        return "parent"
    return "turn" if _is_turn(a, b) else "kin"


def _is_turn(a: Deed, b: Deed) -> bool:
    """Whether a place is taken in the one and left in the other, and by whom is not known of both:
    it may be won on one day and given up on another."""
    lost = shipped_rules().lost
    if a.family != "hands" or a.fact.is_a(lost) == b.fact.is_a(lost):
        return False
    return not ((a.gain and b.loss) or (a.loss and b.gain))


def place_level(a: Deed, b: Deed) -> str | None:
    """How two deeds have one place; None: they have two, or an area."""
    if a.wide or b.wide:
        return _wide_level(a, b)
    if not (a.spot.specific and b.spot.specific):
        same = a.spot.key == b.spot.key and a.fact.report == b.fact.report
        return "nowhere" if same else None
    if a.spot.key != b.spot.key and not a.spot.may_be(b.spot):
        return None
    grades = {a.spot.grade, b.spot.grade}
    if grades == {Grade.OWN}:
        return "own" if a.spot.key == b.spot.key else "name"
    if Grade.OWN not in grades:
        return "both"
    told = Grade.BEFORE in grades or Grade.CLAIM in grades
    return "before" if told else ("story" if Grade.STORY in grades else "about")


def _wide_level(a: Deed, b: Deed) -> str | None:
    """A region with itself; a place in it where both tell what is cut or mended; where one of
    them names no more than the country, or nothing, unplaced."""
    left, right = _areas(a), _areas(b)
    both = a.cuts and b.cuts
    if not left or not right:
        none = Grade.NONE in (a.spot.grade, b.spot.grade)
        return "unplaced" if both and none else None
    if {p.id for p in left} & {p.id for p in right}:
        return "region"
    if not (both and any(contains(p, q) or contains(q, p) for p in left for q in right)):
        return None
    return "unplaced" if a.spot.is_country or b.spot.is_country else "inside"


def _areas(deed: Deed) -> tuple[Place, ...]:
    place = deed.spot.place
    return deed.areas or (() if place is None else (place,))


def _count_place(a: Deed, b: Deed) -> str | None:
    """A count is one with another of the same number, of one region or of one left unsaid."""
    if not any(_equal(p, q) for p in a.count for q in b.count if p.of is q.of):
        return None
    if a.spot.grade is Grade.NONE or b.spot.grade is Grade.NONE:
        return "nowhere"
    if a.spot.key == b.spot.key:
        return "region"
    first, second = a.spot.place, b.spot.place
    if first is None or second is None or a.spot.is_country or b.spot.is_country:
        return None
    return "inside" if contains(first, second) or contains(second, first) else None


def day_level(a: Deed, b: Deed) -> str:
    """How the days of two deeds lie to each other."""
    if a.window and b.window and max(a.window[0], b.window[0]) > min(a.window[1], b.window[1]):
        return "apart"
    if a.days is None or b.days is None:
        return "unknown"
    gap = max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])
    if (gap > 1 and a.exact and b.exact) or _is_ahead(a, b) or _is_ahead(b, a):
        return "apart"
    if gap <= 0:
        return "day" if a.exact and b.exact else "near"
    if gap == 1 and a.fact.hour == b.fact.hour == NIGHT:
        return "near"
    if _recalls(a, b) or _recalls(b, a):
        return "recalled"
    if gap == 1:
        return "next"
    return "later" if gap <= LATER else "long"


def _is_ahead(a: Deed, b: Deed) -> bool:
    """Whether one is of a day after the report that tells the other."""
    return bool(a.of_report and a.days and b.exact and b.days and b.days[0] > a.days[1])


def _recalls(a: Deed, b: Deed) -> bool:
    """Whether the one tells as known what the other dates to a day before."""
    if not (a.recalled and b.exact and a.days and b.days):
        return False
    return 0 < a.days[0] - b.days[1] <= shipped_rules().recalled_after


def _hour(a: Deed, b: Deed) -> str:
    """Whether their words give one part of the day: a strike at night is not that of noon."""
    first, second = a.fact.hour, b.fact.hour
    if first is None or second is None:
        return "unknown"
    return "same" if first == second else "other"


def _sides(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "unknown"
    return "same" if a & b else "other"


def _doers(a: Deed, b: Deed) -> str:
    """Whether one side did both; where it is not known, whether the army and rebels are told."""
    level = _sides(a.fact.sides, b.fact.sides)
    camps = are_other_camps(a.fact.camp, b.fact.camp)
    return "other" if level == "unknown" and camps else level


def _quantity(a: Deed, b: Deed) -> str:
    first, second = a.fact.event.quantities, b.fact.event.quantities
    pairs = [(p, q) for p in first for q in second if p.of == q.of]
    if not pairs:
        return "none"
    if any(_equal(p, q) for p, q in pairs):
        return "equal"
    return "apart" if all(numbers_apart(p, q) for p, q in pairs) else "compatible"


def _equal(p: Quantity, q: Quantity) -> bool:
    return p.best is not None and p.best == q.best


def _words(a: Deed, b: Deed, weights: Weights) -> str:
    shared = len(a.words & b.words)
    if shared:
        return "several" if shared > 1 else "one"
    if a.fact.lang != b.fact.lang:
        return "unknown"
    return "none" if min(len(a.words), len(b.words)) >= weights.telling else "unknown"


def _report(a: Deed, b: Deed, *, copied: bool) -> str:
    if copied:
        return "copy"
    if a.fact.report != b.fact.report:
        return "other"
    again = a.fact.event.same_as == b.id or b.fact.event.same_as == a.id
    if again:
        return "again"
    return "claim" if a.fact.claim.id == b.fact.claim.id else "same"


def _folded(deed: Deed) -> str:
    return deed.fact.event.trigger.text.casefold()[:6]
