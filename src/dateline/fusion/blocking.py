"""Which facts are worth comparing: those of one family, place or region, and of near days.

Never all pairs: facts meet in blocks, and a sweep over their days pairs them within a block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from dateline.fusion.facts import Fact

WIDE = timedelta(days=10)
GROUND = frozenset({"territory", "force"})


def family(fact: Fact) -> str:
    """The root of the event's code; leaving, holding and being there are one family."""
    root = fact.event.type.split(".")[0]
    return "ground" if root in GROUND else root


def candidate_pairs(facts: Sequence[Fact], *, undated: bool = False) -> Iterator[tuple[Fact, Fact]]:
    """Pairs to compare, each once and in the order of `facts`.

    `undated`: whether facts without any time meet all others of their block (for the few facts
    of one report) or none.
    """
    order = {id(fact): n for n, fact in enumerate(facts)}
    blocks: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for key in _keys(fact):
            blocks[key].append(fact)
    found: set[tuple[int, int]] = set()
    for (_, where), block in blocks.items():
        for a, b in _near_in_time(block, undated=undated):
            if "." in where and _settled(a) and _settled(b):
                continue
            first, second = sorted((order[id(a)], order[id(b)]))
            found.add((first, second))
    for first, second in sorted(found):
        yield facts[first], facts[second]


def _keys(fact: Fact) -> Iterator[tuple[str, str]]:
    kind = family(fact)
    anchors = [p for p, _ in fact.places]
    if fact.main_place is not None and all(not p.feature.startswith("PPL") for p in anchors):
        anchors.append(fact.main_place)
    if not anchors:
        yield kind, f"?{fact.report}"
    for place in {p.id: p for p in anchors}.values():
        yield kind, place.id
        if place.admin1 is not None:
            yield kind, f"{place.country}.{place.admin1}"


def _settled(fact: Fact) -> bool:
    return bool(fact.places) and all(p.feature.startswith("PPL") for p, _ in fact.places)


def _near_in_time(block: Sequence[Fact], *, undated: bool) -> Iterator[tuple[Fact, Fact]]:
    """Pairs whose days lie within reach, by a sweep over their starts."""
    begun = [(f.bounds[0] or datetime.min, n, f) for n, f in enumerate(block)]
    begun.sort(key=lambda item: (item[0], item[1]))
    for at, (begin, _, fact) in enumerate(begun):
        if begin == datetime.min:
            if undated:
                yield from ((fact, other) for _, _, other in begun[at + 1 :])
            continue
        reach = min(fact.bounds[1] or begin, begin + WIDE) + timedelta(days=1)
        if undated:
            reach = datetime.max
        for start, _, other in begun[at + 1 :]:
            if start > reach:
                break
            yield fact, other
