"""Where true pairs of tellings are lost: `python -m evals.incident_misses FOLDER`.

FOLDER holds a collection (`reports.jsonl`, `gold.json`). Each pair of gold members that two reports
tell is put to the first stage that loses it: an end that is not read; no event of one family;
a kind that joins nothing; a place, a day or another side that excludes; a chance below the join;
groups that a veto keeps apart. Of several events of a member the one that comes farthest counts.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec import Struct

from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import facts_of
from dateline.fusion.linkage import day_level, link, opposed, place_level, shipped_weights
from dateline.model import Coding, IncidentKind
from dateline.pipeline.derive import derive
from dateline.pipeline.names import with_shared_names
from evals.coded import coded_reports

Member = tuple[str, str]
"""A report's key and the gold quote."""
STAGES = (
    "unread", "not told as done", "other family", "denied", "other kind", "situation",
    "count of other numbers", "opposed", "no place", "another place", "another day",
    "low chance", "kept apart", "joined",
)  # fmt: skip
"""What loses a pair, the earliest stage first."""


class Miss(Struct, frozen=True):
    """A pair of gold members, the stage that loses it, and what it was between."""

    incident: str
    a: Member
    b: Member
    stage: str
    detail: str


def find_misses(codings: Sequence[Coding], gold: Mapping[str, Any]) -> Iterator[Miss]:
    """Every gold pair of two reports with its stage, in the order of the gold."""
    codings = with_shared_names(codings)
    deeds = deeds_by_member(codings, gold)
    seen = read_members(codings, gold)
    of = {(e, i.id) for i in derive(codings).incidents for e in i.events}
    joined: dict[str, set[str]] = {}
    for event, incident in of:
        joined.setdefault(event, set()).add(incident)
    for incident in gold["incidents"]:
        members = [(m["report"], m["quote"]) for m in incident["members"]]
        for a, b in combinations(dict.fromkeys(members), 2):
            if a[0] == b[0]:
                continue
            stage, detail = find_stage(a, b, deeds, seen, joined)
            yield Miss(incident["id"], a, b, stage, detail)


def find_stage(
    a: Member,
    b: Member,
    deeds: Mapping[Member, Sequence[Deed]],
    seen: Mapping[Member, set[str]],
    joined: Mapping[str, set[str]],
) -> tuple[str, str]:
    """The stage that a pair of members reaches, and what it was between."""
    lost = [m for m in (a, b) if not seen.get(m)]
    if lost:
        return "unread", "; ".join(f"{r}: {q}" for r, q in lost)
    if any(joined.get(p, set()) & joined.get(q, set()) for p in seen[a] for q in seen[b]):
        return "joined", ""
    untold = [m for m in (a, b) if not deeds.get(m)]
    if untold:
        return "not told as done", "; ".join(f"{r}: {q}" for r, q in untold)
    pairs = [(judge_pair(p, q), p, q) for p in deeds[a] for q in deeds[b]]
    (stage, why), p, q = max(pairs, key=lambda found: STAGES.index(found[0][0]))
    return stage, f"{_told(p)} // {_told(q)} {why}"


def judge_pair(a: Deed, b: Deed) -> tuple[str, str]:
    """The stage at which two deeds part, and its detail."""
    if a.family != b.family:
        return "other family", ""
    if a.fact.denied != b.fact.denied:
        return "denied", ""
    if IncidentKind.SITUATION in (a.kind, b.kind):
        none = any(not d.spot.key for d in (a, b) if d.kind is IncidentKind.SITUATION)
        return ("no place", "") if none else ("situation", "")
    if a.kind is not b.kind:
        return "other kind", ""
    if a.kind is IncidentKind.DEED and opposed(a, b):
        return "opposed", ""
    if day_level(a, b) == "apart":
        return "another day", ""
    found = link(a, b, shipped_weights())
    if found is not None:
        low = found.chance < shipped_weights().join
        return ("low chance" if low else "kept apart"), f"{found.chance} {'; '.join(found.why)}"
    if a.kind is IncidentKind.COUNT:
        return "count of other numbers", ""
    return ("another place" if place_level(a, b) is None else "low chance"), ""


def deeds_by_member(codings: Iterable[Coding], gold: Mapping[str, Any]) -> dict[Member, list[Deed]]:
    """The deeds told as having been done or denied whose word stands in each member's quote."""
    facts = [f for c in codings for f in facts_of(c) if f.stated and (f.affirmed or f.denied)]
    at = members_by_event(codings, gold)
    found: dict[Member, list[Deed]] = {}
    for deed in deeds_of(facts):
        for member in at.get(deed.id, ()):
            found.setdefault(member, []).append(deed)
    return found


def read_members(codings: Iterable[Coding], gold: Mapping[str, Any]) -> dict[Member, set[str]]:
    """The events whose word stands in each member's quote."""
    found: dict[Member, set[str]] = {}
    for event, members in members_by_event(codings, gold).items():
        for member in members:
            found.setdefault(member, set()).add(event)
    return found


def members_by_event(codings: Iterable[Coding], gold: Mapping[str, Any]) -> dict[str, list[Member]]:
    """The gold members that each event's word stands in."""
    told = [m for i in gold["incidents"] for m in i["members"]]
    found: dict[str, list[Member]] = {}
    for coding in codings:
        key, text = coding.report.key or "", coding.report.text
        spans = {m["quote"]: text.find(m["quote"]) for m in told if m["report"] == key}
        for event in coding.events:
            at = event.trigger
            for quote, start in spans.items():
                if start >= 0 and at.start < start + len(quote) and start < at.end:
                    found.setdefault(event.id, []).append((key, quote))
    return found


def _told(deed: Deed) -> str:
    fact = deed.fact
    days = deed.fact.event.time
    return (
        f"[{fact.event.type} “{fact.event.trigger.text}” at {deed.spot.key or 'no place'}"
        f" ({deed.spot.grade.value}) {days.earliest or '?'} ({days.basis.value}) {deed.kind.value}]"
    )


def read_collection(folder: Path) -> tuple[list[Coding], dict[str, Any]]:
    """The codings and the answers of a collection."""
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return coded_reports([json.loads(line) for line in lines], name=folder.name), gold


def render_misses(found: Sequence[Miss]) -> str:
    """A line a stage, then a line a lost pair."""
    counted = Counter(m.stage for m in found)
    lines = [f"{counted[stage]:4d}  {stage}" for stage in STAGES if counted[stage]]
    for miss in sorted(found, key=lambda m: (STAGES.index(m.stage), m.incident)):
        if miss.stage != "joined":
            ends = " // ".join(f"{r}: {q}" for r, q in (miss.a, miss.b))
            lines.append(f"{miss.stage} | {miss.incident} | {ends} | {miss.detail}")
    return "\n".join(lines)


def main() -> None:
    """Prints the breakdown of a collection."""
    codings, gold = read_collection(Path(sys.argv[1]))
    sys.stdout.write(render_misses(list(find_misses(codings, gold))) + "\n")


if __name__ == "__main__":
    main()
