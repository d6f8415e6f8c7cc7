"""From our codes to the incident types of MUC-4, by a table and by how much a report tells.

MUC asks for incidents that a report is about: one particular deed, of late, against people or
property. A type counts where enough points speak for that; the number is chosen on dev, and it
is the only thing that is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.events.drafts import Draft
from dateline.model import Auxiliary
from evals.muc4_reading import Reading

ENOUGH = 4
_TYPES = {
    "battle": "ATTACK",
    "civilians.attacked": "ATTACK",
    "civilians": "ATTACK",
    "civilians.found": "ATTACK",
    "strike.air": "ATTACK",
    "strike.drone": "ATTACK",
    "strike.shelling": "ATTACK",
    "strike": "BOMBING",
    "strike.mine": "BOMBING",
    "strike.suicide": "BOMBING",
    "strike.grenade": "BOMBING",
    "civilians.abducted": "KIDNAPPING",
}
_ROBBING = ("rob", "steal", "loot", "theft", "holdup", "heist", "plunder")
_FIRE = ("burn", "torch", "fire", "ablaze", "arson")
_DEFUSED = ("defuse", "deactivate", "detonat", "disarm", "dismantle")
_TRIED = ("tried", "attempt", "trying", "foiled", "thwarted", "averted", "prevented")
_HAPPENED = (Auxiliary.ASSERTED, Auxiliary.HISTORICAL)
_EXPLOSIVES = frozenset({"w_mine", "explosives_words", "explode_words", "w_grenade"})
_CIVIL = frozenset(
    {"civilian", "officials", "captives", "protesters", "infrastructure", "civil_sites", "goods"}
)
_ARMED = frozenset({"rebels", "nonstate_words"})
_FROM_FAR = ("damage", "strike.air", "strike.shelling")
_SHALLOW = 0.5
_DELIBERATE = (
    "murder", "assassinat", "shoot", "gun", "massacre", "kidnap", "abduct", "bomb", "explo",
    "dynamite", "deton", "plant", "go off", "blow up", "execut", "slay", "burn", "set ",
    "arson", "rob", "steal",
)  # fmt: skip
# What is blown up where nothing is said of how.
_UTILITIES = frozenset(
    {"pylon", "pylons", "tower", "towers", "pipeline", "pole", "poles", "power", "electricity",
     "transformer", "transformers", "substation", "substations", "line", "lines"}
)  # fmt: skip
_ORDERLY = frozenset({"soldiers", "police", "state_words"})


def incidents(reading: Reading) -> Mapping[str, list[Draft]]:
    """By incident type, the drafts that tell it, for the types that the report is about."""
    return {
        name: drafts
        for name, drafts in told(reading.drafts).items()
        if points(name, drafts, reading) >= ENOUGH
    }


def types_given(reading: Reading, heads: frozenset[str]) -> frozenset[str]:
    """The incident types told in sentences that name one of some head words."""
    lines = {c.sentence for c in reading.candidates if c.head in heads}
    return frozenset(
        name
        for name, drafts in told(reading.drafts).items()
        if any(draft.line.index in lines for draft in drafts)
    )


def told(drafts: Iterable[Draft]) -> Mapping[str, list[Draft]]:
    """By incident type, every draft that may tell one; "the attack" is what was told last."""
    out: dict[str, list[Draft]] = defaultdict(list)
    last = None
    for draft in drafts:
        name = incident(draft)
        if name is None:
            continue
        if _unspecific(draft):
            name = last or name
        else:
            last = name
        out[name].append(draft)
    return out


def incident(draft: Draft) -> str | None:
    """The incident type of MUC for a draft; None: it is no incident, or nobody tried it."""
    tried = any(word in draft.auxiliary_why for word in _TRIED)
    if (draft.auxiliary not in _HAPPENED and not tried) or _military(draft) or _general(draft):
        return None
    base, around = draft.match.entry.base, draft.line.classes_between(0, len(draft.line.words))
    if draft.code == "strike.intercepted":
        bomb = draft.found.patient & {"w_mine", "explosives_words"}
        return "BOMBING" if bomb and base.startswith(_DEFUSED) else None
    if draft.code == "damage.looting":
        return "ROBBERY" if base.startswith(_ROBBING) else None
    if draft.code == "damage.infrastructure":
        if any(word in base for word in _FIRE):
            return "ARSON"
        blown = around & _EXPLOSIVES or _UTILITIES.intersection(draft.line.words.lower)
        return "BOMBING" if blown else "ATTACK"
    return _TYPES.get("battle" if draft.code.startswith("battle") else draft.code)


def points(name: str, drafts: Sequence[Draft], reading: Reading) -> int:
    """How much speaks for a report's being about incidents of a type: points for its place
    and share in the report, whom it names, who did it and when, and a deed that is no fighting
    (a person by name and a deliberate deed count twice); a point less for each sign of war,
    and for ATTACK, which is what any violence falls under."""
    lines = {draft.line.index for draft in drafts}
    ours = {id(draft) for draft in drafts}
    fights = {
        d.line.index for d in reading.drafts if d.code.startswith("battle") and id(d) not in ours
    }
    civil = sum(bool(draft.found.patient & _CIVIL) for draft in drafts)
    far = all(draft.code.startswith(_FROM_FAR) for draft in drafts) and name != "ARSON"
    return (
        (len(lines) > 1)
        + (len(lines) > 2)
        + (min(lines) <= min(reading.trees, default=0) + 2)
        + (5 * len(lines) >= len(reading.trees))
        + any(_particular(draft, reading) for draft in drafts)
        + (3 * len(lines) >= len(reading.trees))
        + 2 * _befell_person(ours, reading)
        + (civil > 0)
        + (civil > 1)
        + any(_timed(draft, reading) for draft in drafts)
        + _by_armed(ours, reading)
        + any(draft.clause.depth <= _SHALLOW for draft in drafts)
        + 2 * any(draft.match.entry.base.startswith(_DELIBERATE) for draft in drafts)
        - (name == "ATTACK")
        - (len(fights) > len(lines))
        - (lines <= fights)
        - far
    )


def _befell_person(ours: set[int], reading: Reading) -> bool:
    """Whether whom it befell is a person by name."""
    return any(
        "person" in candidate.kinds
        for candidate in reading.candidates
        for link in candidate.links
        if link.part == "patient" and link.draft >= 0 and id(reading.drafts[link.draft]) in ours
    )


def _by_armed(ours: set[int], reading: Reading) -> bool:
    """Whether an armed group did it."""
    return any(
        candidate.classes & _ARMED
        for candidate in reading.candidates
        for link in candidate.links
        if link.part in ("agent", "agent of")
        and link.draft >= 0
        and id(reading.drafts[link.draft]) in ours
    )


def _unspecific(draft: Draft) -> bool:
    """ "The attack", with no one and nothing named: what was told before."""
    attack = draft.match.entry.base.endswith("attack") or draft.match.entry.base == "violence"
    return attack and draft.clause.noun and not draft.clause.patients


def _particular(draft: Draft, reading: Reading) -> bool:
    """Whether it befell somebody by name, or a number of people or things."""
    tree, first = reading.trees[draft.line.index], draft.line.sentence.first
    return any(
        tree.tags[draft.line.tokens[word] - first] in ("PROPN", "NUM")
        for phrase in draft.clause.patients
        for word in phrase.core
    )


def _timed(draft: Draft, reading: Reading) -> bool:
    sentence = draft.line.sentence
    timexes = reading.coding.timexes
    return any(t.start < sentence.end and t.end > sentence.start for t in timexes)


def _general(draft: Draft) -> bool:
    """A noun that names no one and nothing ("kidnappings, extortion"): a kind, no incident."""
    bare = not (draft.clause.agents or draft.clause.patients or draft.counts)
    word = draft.line.words.lower[draft.trigger.last - 1]
    return draft.clause.noun and bare and word.endswith("s")


def _military(draft: Draft) -> bool:
    """Armed forces at war, or against armed groups: fighting, which MUC leaves out."""
    civil = draft.found.patient & _CIVIL
    if draft.code.startswith("battle"):
        bare = draft.code == "battle" and not draft.found.patient
        return not civil and not (bare and draft.match.entry.base.endswith("attack"))
    return bool(draft.found.agent & _ORDERLY) and not civil
