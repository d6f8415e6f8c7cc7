"""Drafts of one sentence that tell one event become one: deeds and what they led to."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.events.codebook import codebook
from dateline.events.drafts import Draft
from dateline.events.lexicon import Lexicon
from dateline.events.quantities import Count
from dateline.model import Auxiliary

_VIOLENT = ("strike", "battle", "civilians.attacked", "protest", "riot", "civilians")
_BLOODLESS = frozenset({"strike.intercepted"})
_HAPPENED = frozenset({Auxiliary.ASSERTED, Auxiliary.HISTORICAL})


def merged(drafts: list[Draft], counts: tuple[Count, ...], lexicon: Lexicon) -> list[Draft]:
    """The drafts of a line with doubles and consequences joined and their counts attached."""
    kept: list[Draft] = []
    for draft in drafts:
        at = _host(kept, draft, lexicon)
        if at is None:
            kept.append(draft)
        else:
            kept[at] = _joined(kept[at], draft, lexicon)
    return _counted(kept, counts)


def _host(kept: list[Draft], draft: Draft, lexicon: Lexicon) -> int | None:
    for at, other in enumerate(kept):
        if _same_kind(other, draft) and _same_code(other, draft):
            return at
        if _same_kind(other, draft) and _caused(other, draft, lexicon):
            return at
    return None


def _same_kind(a: Draft, b: Draft) -> bool:
    same_claim = (a.claim.id if a.claim else None) == (b.claim.id if b.claim else None)
    happened = (a.auxiliary in _HAPPENED) == (b.auxiliary in _HAPPENED)
    return same_claim and happened


def _same_code(a: Draft, b: Draft) -> bool:
    if a.code == b.code or _part(a, b) or _part(b, a):
        return True
    return a.code.split(".")[0] == b.code or b.code.split(".")[0] == a.code


def _part(a: Draft, b: Draft) -> bool:
    """Whether `a` is only the gathering that `b` tells more of."""
    return b.code in codebook().codes[a.code].part_of


def _caused(a: Draft, b: Draft, lexicon: Lexicon) -> bool:
    """Whether one is a deed and the other its deaths or wounds."""
    first, second = _consequence(a, lexicon), _consequence(b, lexicon)
    return first != second and _violent(a) and _violent(b)


def _consequence(draft: Draft, lexicon: Lexicon) -> bool:
    sense = lexicon.senses[draft.match.entry.sense]
    return sense.consequence and draft.match.entry.base not in sense.own


def _violent(draft: Draft) -> bool:
    return draft.code not in _BLOODLESS and draft.code.startswith(_VIOLENT)


def _joined(first: Draft, second: Draft, lexicon: Lexicon) -> Draft:
    """One draft of two: the deed gives type and trigger, the more specific code stays."""
    deed, other = (second, first) if _consequence(first, lexicon) and not _consequence(
        second, lexicon
    ) else (first, second)  # fmt: skip
    if _part(deed, other):
        deed, other = other, deed
    finer = other if other.code.startswith(deed.code + ".") else deed
    clause = replace(
        deed.clause,
        near=deed.clause.near | other.clause.near,
        agents=deed.clause.agents or other.clause.agents,
        patients=deed.clause.patients or other.clause.patients,
    )
    found = replace(
        deed.found,
        agent=deed.found.agent or other.found.agent,
        patient=deed.found.patient or other.found.patient,
    )
    return replace(
        deed, code=finer.code, match=finer.match if finer is other else deed.match,
        clause=clause, found=found, type_why=finer.type_why,
    )  # fmt: skip


_DEADLY = ("civilians.attacked", "battle", "strike")
_HOSTS: dict[str, tuple[str | tuple[str, ...], ...]] = {
    "settlements": ("territory",),
    "area_km2": ("territory",),
    "distance_km": ("force.advanced", "territory", "force"),
    "equipment": (
        "politics.aid",
        "force.lost",
        "damage",
        "strike.intercepted",
        "force",
        "battle",
        "strike",
    ),
    "killed": (_DEADLY, "civilians", "protest", "riot", "force.lost", "territory.taken"),
    "wounded": (_DEADLY, "civilians", "protest", "riot", "force.lost"),
    "missing": ("civilians", "strike", "battle"),
    "captured": ("force.captured", "law", "civilians.abducted", "protest", "battle", "territory"),
    "lost": ("force.lost",),
    "displaced": ("civilians.displaced", "civilians.returned"),
    "evacuated": ("civilians.evacuated", "politics.aid"),
    "deployed": ("force.deployed", "force.mobilized", "force.advanced", "force.present"),
}


def _counted(drafts: list[Draft], counts: tuple[Count, ...]) -> list[Draft]:
    given: list[list[Count]] = [[] for _ in drafts]
    for count in counts:
        if count.part:
            continue
        at = _counting(drafts, count)
        if at is not None:
            given[at].append(count)
    return [replace(d, counts=tuple(c)) if c else d for d, c in zip(drafts, given, strict=True)]


def _counting(drafts: list[Draft], count: Count) -> int | None:
    """The draft that a count belongs to: of the right kind, the nearest to it."""
    for hosts in _HOSTS.get(count.of, ()):
        fitting = [i for i, d in enumerate(drafts) if d.code.startswith(hosts)]
        if fitting:
            cue = count.cue if count.cue >= 0 else count.number.first
            return min(fitting, key=lambda i: abs(drafts[i].trigger.first - cue))
    return None
