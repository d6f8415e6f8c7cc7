"""MUC-4 (Latin America, 1989-90, upper case): incident types by report, and role fillers.

Nothing is fitted on MUC: our codes are mapped to its six incident types by a table, and fillers
are the head nouns of what the events name. A filler is right where one of its alternative names
has the same head noun (Du et al., EACL 2021, score heads likewise).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.events.component import coder_for, drafts_of
from dateline.events.drafts import Draft
from dateline.events.syntax import Phrase
from dateline.model import Auxiliary, Coding
from evals.events_own import coded, f1
from evals.table import Row

_FILE = "muc4/dev.jsonl"
_TYPES = {
    "battle": "ATTACK",
    "civilians.attacked": "ATTACK",
    "civilians": "ATTACK",
    "strike.air": "ATTACK",
    "strike.drone": "ATTACK",
    "strike.shelling": "ATTACK",
    "strike": "BOMBING",
    "strike.mine": "BOMBING",
    "strike.suicide": "BOMBING",
    "strike.grenade": "BOMBING",
    "damage.infrastructure": "BOMBING",
    "civilians.abducted": "KIDNAPPING",
    "damage.looting": "ROBBERY",
}
_FIRE = ("burn", "torch", "fire", "ablaze", "arson")
_HAPPENED = (Auxiliary.ASSERTED, Auxiliary.HISTORICAL)
_PEOPLE = frozenset({"civilian", "police", "officials", "captives", "protesters", "soldiers"})
_THINGS = frozenset({"infrastructure", "equipment", "civil_sites", "bases", "goods"})
_ARMS = frozenset(
    {"w_mine", "w_grenade", "w_artillery", "firearm", "w_air", "melee", "explosives_words"}
)
_DOERS = frozenset(
    {"rebels", "armed_actor", "nonstate_words", "mob", "soldiers", "police", "civilian"}
)
_ROLES = {
    "perpetrator": ("perp_individual", "perp_org"),
    "target": ("target",),
    "victim": ("victim",),
    "weapon": ("weapon",),
}


def run(data: Path) -> list[Row]:
    """Incident type F1 by report, head-noun F1 of each role, and the mean of the four roles."""
    rows = [json.loads(line) for line in (data / _FILE).read_text(encoding="utf-8").splitlines()]
    return scored(rows, coded((row["text"], "en") for row in rows))


def scored(rows: list[dict[str, Any]], codings: Iterable[Coding]) -> list[Row]:
    """The figures for some records and their codings."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row, coding in zip(rows, codings, strict=True):
        drafts = [d for d in _drafts(coding) if incident(d)]
        _types(counts["type"], row, drafts)
        for role in _ROLES:
            _fillers(counts[role], row, role, drafts)
    made = [_row("incident type F1, by report", _f1(counts["type"]), 0.75, len(rows))]
    made += [
        _row(f"{role}, head noun F1", _f1(counts[role]), None, counts[role]["wanted"])
        for role in _ROLES
    ]
    mean = sum(_f1(counts[role]) for role in _ROLES) / len(_ROLES)
    return [*made, _row("four roles, mean F1, nothing fitted on MUC", mean, 0.45, len(rows))]


def incident(draft: Draft) -> str | None:
    """The incident type of MUC for a draft; None: it is no incident, or did not happen."""
    if draft.auxiliary not in _HAPPENED or _military(draft) or _general(draft):
        return None
    if draft.code == "damage.infrastructure" and any(w in draft.match.entry.base for w in _FIRE):
        return "ARSON"
    return _TYPES.get("battle" if draft.code.startswith("battle") else draft.code)


def _general(draft: Draft) -> bool:
    """A noun that names no one and nothing ("kidnappings, extortion"): a kind, no incident."""
    bare = not (draft.clause.agents or draft.clause.patients or draft.counts)
    return (
        draft.clause.noun and bare and draft.line.words.lower[draft.trigger.last - 1].endswith("s")
    )


def _military(draft: Draft) -> bool:
    """Armed forces against armed groups: fighting, which MUC's terrorism leaves out."""
    civil = draft.found.patient & (_PEOPLE - {"soldiers", "police"} | _THINGS)
    return draft.code.startswith("battle") and not civil


def _drafts(coding: Coding) -> Iterator[Draft]:
    coder = coder_for(coding.linguistics())
    if coder is not None:
        for line in drafts_of(coding, coder):
            yield from line


def _types(counts: Counter[str], row: dict[str, Any], drafts: list[Draft]) -> None:
    needed = {t["incident_type"] for t in row["templates"] if not t["optional"]}
    allowed = {part.strip() for t in row["templates"] for part in t["incident_type"].split("/")}
    found = {incident(d) for d in drafts} - {None}
    counts["right"] += len(found & allowed)
    counts["predicted"] += len(found)
    counts["wanted"] += len(needed | (allowed & found))


def _fillers(counts: Counter[str], row: dict[str, Any], role: str, drafts: list[Draft]) -> None:
    gold = [
        ({_head(s["text"]) for s in filler["strings"]}, filler["optional"] or template["optional"])
        for template in row["templates"]
        for slot in _ROLES[role]
        for filler in template[slot]
    ]
    found = set(_named(role, drafts))
    known = set().union(*(heads for heads, _ in gold)) if gold else set()
    merged = _distinct(gold)
    counts["right_predicted"] += len(found & known)
    counts["predicted"] += len(found)
    counts["right_wanted"] += sum(bool(heads & found) for heads, _ in merged)
    counts["wanted"] += sum(not optional or bool(heads & found) for heads, optional in merged)


def _distinct(gold: list[tuple[set[str], bool]]) -> list[tuple[set[str], bool]]:
    """Fillers of several templates that are one: those that share a head."""
    out: list[tuple[set[str], bool]] = []
    for heads, optional in gold:
        twin = next((i for i, (other, _) in enumerate(out) if other & heads), None)
        if twin is None:
            out.append((heads, optional))
        else:
            out[twin] = (out[twin][0] | heads, out[twin][1] and optional)
    return out


def _named(role: str, drafts: list[Draft]) -> Iterator[str]:
    for draft in drafts:
        words = draft.line.words.lower
        if role == "weapon":
            marks = [
                m for m in draft.line.marks if m.label in _ARMS and m.last - 1 in draft.clause.near
            ]
            yield from (_singular(words[m.last - 1]) for m in marks)
        elif role == "perpetrator":
            yield from (_word(draft, p) for p in draft.clause.agents if _acts(draft, p))
        else:
            wanted = _PEOPLE if role == "victim" else _THINGS
            yield from (
                _word(draft, p)
                for p in draft.clause.patients
                if draft.line.classes(p.core) & wanted
            )


def _acts(draft: Draft, phrase: Phrase) -> bool:
    classes = draft.line.classes(phrase.core)
    return bool(classes & _DOERS)


def _word(draft: Draft, phrase: Phrase) -> str:
    return _singular(draft.line.words.lower[phrase.head])


def _head(text: str) -> str:
    words = text.lower().split(" of ")[0].replace('"', " ").replace(".", " ").split()
    return _singular(words[-1]) if words else ""


def _singular(word: str) -> str:
    if word in ("men", "women"):
        return word[0:-2] + "an"
    if word.endswith(("ies", "ses", "xes", "ches")):
        return word[:-3] + "y" if word.endswith("ies") else word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _f1(counts: Counter[str]) -> float:
    if "right" in counts:
        return f1(counts["right"], counts["predicted"], counts["wanted"])
    precision = counts["right_predicted"] / counts["predicted"] if counts["predicted"] else 0.0
    recall = counts["right_wanted"] / counts["wanted"] if counts["wanted"] else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


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
