"""Groups of events that may be one occurrence, each with a summary of what it rules out.

Invariant: a group never holds a denial beside an assertion, types, days or towns apart, two
sides' movements, or two events that a person judged different. Whether two groups may join is
read off their summaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.fusion.facts import Fact
from dateline.fusion.linkage import Link, shipped_weights
from dateline.model import Basis

Days = tuple[int, int]


@dataclass(eq=False)
class Group:
    """Members and what they bind: days as ordinals, stated or of the report; sets of towns; the
    sides that move; types."""

    members: list[str]
    denied: bool
    stated: Days | None = None
    reported: Days | None = None
    towns: set[frozenset[str]] = field(default_factory=set)
    movers: set[frozenset[str]] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    why: list[Link] = field(default_factory=list)

    def admits(self, other: Group) -> bool:
        """Whether no member of one rules out a member of the other."""
        if self.denied != other.denied or self._parted(other):
            return False
        if not self._near(other):
            return False
        if not all(_one_type(a, b) for a in self.types for b in other.types):
            return False
        if not all(a & b for a in self.movers for b in other.movers):
            return False
        return all(a & b for a in self.towns for b in other.towns)

    def _parted(self, other: Group) -> bool:
        return not (self.refused.isdisjoint(other.members))

    def _near(self, other: Group) -> bool:
        """The same stated day; a day that is only the report's may be the next."""
        pairs = (
            (self.stated, other.stated, 0), (self.stated, other.reported, 1),
            (self.reported, other.stated, 1), (self.reported, other.reported, 1),
        )  # fmt: skip
        return all(max(a[1], b[1]) - min(a[0], b[0]) <= slack for a, b, slack in pairs if a and b)

    def take(self, other: Group) -> None:
        """Makes the other's members its own."""
        self.members += other.members
        self.stated = _span(self.stated, other.stated)
        self.reported = _span(self.reported, other.reported)
        self.towns |= other.towns
        self.movers |= other.movers
        self.types |= other.types
        self.refused |= other.refused
        self.why += other.why


def _span(a: Days | None, b: Days | None) -> Days | None:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])


def _one_type(a: str, b: str) -> bool:
    return a == b or a.startswith(b + ".") or b.startswith(a + ".")


def group_of(fact: Fact, refused: Iterable[str] = ()) -> Group:
    """The group of one event."""
    moves = fact.is_a(shipped_weights().movers)
    towns = frozenset(p.id for p, _ in fact.places if p.feature.startswith("PPL"))
    begin = fact.bounds[0] if fact.event.time.date_prec == 1 else None
    days = (begin.toordinal(), begin.toordinal()) if begin else None
    of_report = fact.event.time.basis is Basis.DOCUMENT
    return Group(
        members=[fact.event.id], denied=fact.denied, stated=None if of_report else days,
        reported=days if of_report else None, towns={towns} if towns else set(),
        refused=set(refused), types={fact.event.type},
        movers={fact.sides} if moves and fact.sides else set(),
    )  # fmt: skip


def grouped(
    facts: Mapping[str, Fact],
    links: Iterable[Link],
    same: Iterable[tuple[str, str]],
    different: Iterable[frozenset[str]],
) -> list[Group]:
    """Joins what was judged the same, then the strongest links first where nothing forbids it."""
    refused: dict[str, set[str]] = {}
    for pair in different:
        for event in pair:
            refused.setdefault(event, set()).update(pair - {event})
    of = {event: group_of(fact, refused.get(event, ())) for event, fact in facts.items()}
    for a, b in sorted(same):
        if a in of and b in of:
            _join(of, a, b, why=None)
    for found in strongest_first(links):
        if of[found.a] is not of[found.b] and of[found.a].admits(of[found.b]):
            _join(of, found.a, found.b, why=found)
    return list({id(group): group for group in of.values()}.values())


def strongest_first(links: Iterable[Link]) -> Sequence[Link]:
    """Links in an order that depends on nothing but themselves."""
    return sorted(links, key=lambda x: (-x.weight, x.a, x.b))


def _join(of: dict[str, Group], a: str, b: str, *, why: Link | None) -> None:
    big, small = of[a], of[b]
    if big is small:
        return
    if len(big.members) < len(small.members):
        big, small = small, big
    for member in small.members:
        of[member] = big
    big.take(small)
    if why is not None:
        big.why.append(why)
