"""MUC-4 (Latin America, 1989-90, upper case): incident types by report, and role fillers.

Nothing is fitted on MUC: our codes are mapped to its six incident types by a table and a count
of points (`muc4_incidents`), and fillers are the head nouns of what the events name, and of
whom the report says was responsible. `muc4_fitted` has the same figures for fitted models.
The shipped reader's head for names was fitted on, among other corpora, the armed groups and
weapons of train's keys (docs/model-card.md); without any name of its, `unnamed` gives the mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from evals.muc4_incidents import incidents, types_given
from evals.muc4_key import (
    ROLES,
    Key,
    codings,
    count_heads,
    count_types,
    f1,
    key_of,
    records,
)
from evals.muc4_reading import Candidate, Reading, reading
from evals.table import Row

_PEOPLE = frozenset({"civilian", "police", "captives", "protesters", "soldiers"})
_THINGS = frozenset({"infrastructure", "civil_sites", "goods", "equipment"})
_SITES = _THINGS | {"bases"}
_ARMS = frozenset({"w_mine", "w_grenade", "w_artillery", "firearm", "melee", "explosives_words"})
_NO_ARMS = frozenset({"shot", "gunfire", "detonated"})
_DOERS = frozenset({"rebels", "armed_actor", "nonstate_words", "mob", "soldiers", "police"})
_ARMED_GROUPS = frozenset({"rebels", "nonstate_words"})
_HARMS = frozenset({"kill", "beat", "casualties"})
_DYING = frozenset({"die", "perish", "succumb"})
_BOTH = ("incident type F1, by report", "incident type F1, by report, the key's fillers given")


def run(data: Path) -> list[Row]:
    """Incident type F1 by report, head-noun F1 of each role, and the mean of the four roles."""
    rows = records(data, "dev")
    found = list(codings(rows))
    read = [(key_of(row), reading(coding)) for row, coding in zip(rows, found, strict=True)]
    without = (replace(coding, mentions=()) for coding in found)
    bare = [(key_of(row), reading(coding)) for row, coding in zip(rows, without, strict=True)]
    return [*scored(read), unnamed(bare)]


def unnamed(read: Sequence[tuple[Key, Reading]]) -> Row:
    """The mean of the four roles where the reader's names are left out."""
    mean = scored(read)[-1]
    measure = "four roles, mean F1, without the reader's names"
    return _row(measure, mean.ours, None, len(read))


def scored(read: Sequence[tuple[Key, Reading]]) -> list[Row]:
    """The figures for some reports and their keys."""
    plain, given = Counter[str](), Counter[str]()
    roles = {role: Counter[str]() for role in ROLES}
    for key, one in read:
        heads = frozenset().union(*(key.heads(role) for role in ROLES))
        count_types(plain, key, frozenset(incidents(one)))
        count_types(given, key, types_given(one, heads))
        for role in ROLES:
            count_heads(roles[role], key, role, fillers(one, role))
    made = [
        _row(measure, f1(counts), 0.75, len(read))
        for measure, counts in zip(_BOTH, (plain, given), strict=True)
    ]
    made += [
        _row(f"{role}, head noun F1", f1(counts), None, counts["wanted"])
        for role, counts in roles.items()
    ]
    mean = sum(f1(counts) for counts in roles.values()) / len(ROLES)
    return [*made, _row("four roles, mean F1, nothing fitted on MUC", mean, 0.45, len(read))]


def fillers(reading: Reading, role: str) -> frozenset[str]:
    """The head words that fill a role in the incidents that a report is about."""
    ours = {id(draft) for drafts in incidents(reading).values() for draft in drafts}
    told = frozenset(at for at, draft in enumerate(reading.drafts) if id(draft) in ours)
    if not told:
        return frozenset()
    lines = frozenset(reading.drafts[at].line.index for at in told)
    named = _NAMED[role]
    return frozenset(c.head for c in reading.candidates if any(named(c, told, lines)))


Places = frozenset[int]


def _perpetrators(candidate: Candidate, told: Places, lines: Places) -> Iterator[bool]:
    if candidate.classes & _ARMED_GROUPS:
        yield candidate.sentence in lines
    if candidate.classes & _DOERS:
        for link in candidate.links:
            yield link.draft in told and link.part in ("agent", "agent of")
            yield link.sense == "responsible"
    elif "civilian" in candidate.classes and "person" not in candidate.kinds:
        yield any(link.draft in told and link.part == "agent" for link in candidate.links)


def _victims(candidate: Candidate, told: Places, lines: Places) -> Iterator[bool]:
    named = "person" in candidate.kinds
    if not named and (not candidate.classes & _PEOPLE or candidate.classes & _SITES):
        return
    for link in candidate.links:
        suffers = link.part == "patient" or (link.part == "agent" and link.base in _DYING)
        follows = {candidate.sentence, candidate.sentence - 1} & lines
        yield link.draft in told and link.part == "patient"
        yield bool(link.draft < 0 and link.sense in _HARMS and follows and suffers)


def _targets(candidate: Candidate, told: Places, lines: Places) -> Iterator[bool]:
    del lines
    if candidate.classes & _THINGS:
        for link in candidate.links:
            where = link.part == "means" and link.code.startswith("strike")
            yield link.draft in told and (link.part == "patient" or where)


def _weapons(candidate: Candidate, told: Places, lines: Places) -> Iterator[bool]:
    del lines
    if candidate.classes & _ARMS and candidate.head not in _NO_ARMS:
        yield any(link.draft in told for link in candidate.links)


_NAMED = {
    "perpetrator": _perpetrators,
    "victim": _victims,
    "target": _targets,
    "weapon": _weapons,
}


def _row(measure: str, value: float, target: float | None, n: int) -> Row:
    return Row(
        stage="events",
        corpus="MUC-4 dev",
        measure=measure,
        ours=value,
        reference="rule systems of their day .50-.60",
        target=target,
        n=n,
    )
