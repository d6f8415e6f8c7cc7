"""Twenty-six wars in a few reports each, written by us, with what is one deed and what contradicts.

The reports are ours and free to reuse. `own_stories`: three a war, of Sudan, Gaza, Myanmar, Yemen,
Congo, Nagorno-Karabakh, Mali and Tigray; weights are fitted on them. `own_stories_fresh`: six or
seven a war in several languages, twelve wars, written before anything was tried on them: `dev` is
mended on, `kept` only measured; `own_stories_second`: six wars more, written likewise later.
A deed's tellings and both sides of a pair are named by their report and words. `data` is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.fusion.chances import shipped_model
from dateline.fusion.contradict import weigh_pairs
from dateline.fusion.facts import facts_of
from dateline.fusion.incidents import told_deeds
from dateline.fusion.linkage import levels_of, shipped_weights
from dateline.model import Coding, Incident, IncidentKind
from dateline.pipeline.derive import derive
from evals.coded import coded_reports
from evals.table import Row

HERE = Path(__file__).parent
SETS = {
    "own stories of eight wars": HERE / "own_stories",
    "own fresh stories, dev": HERE / "own_stories_fresh" / "dev",
    "own fresh stories, kept": HERE / "own_stories_fresh" / "kept",
    "own second stories, dev": HERE / "own_stories_second" / "dev",
    "own second stories, kept": HERE / "own_stories_second" / "kept",
}
FITTED = HERE / "own_stories"
MENDED = HERE / "own_stories_fresh" / "dev"
SECOND = HERE / "own_stories_second" / "dev"
Member = tuple[str, str]
"""A report's key and words of it."""
Said = tuple[str, tuple[tuple[int, int], ...]]
"""A report's key and the characters of a claim."""


class Story(Struct, frozen=True, forbid_unknown_fields=True):
    """The reports of one war, its deeds with their tellings, and pairs: do they contradict?"""

    reports: tuple[dict[str, str], ...]
    deeds: dict[str, tuple[Member, ...]]
    contradictions: tuple[tuple[str, str, str, str, bool], ...]


@cache
def stories(folder: Path = FITTED) -> dict[str, Story]:
    """The stories of a folder by name."""
    return {
        path.stem: msgspec.yaml.decode(path.read_bytes(), type=Story)
        for path in sorted(folder.glob("*.yaml"))
    }


@cache
def coded_stories(folder: Path = FITTED) -> dict[str, list[Coding]]:
    """Their reports as the shipped pipeline codes them; English where none is named."""
    known = stories(folder)
    lines = [{"lang": "en", **r} for story in known.values() for r in story.reports]
    by_key = {c.report.key: c for c in coded_reports(lines, name="stories")}
    return {
        name: [by_key[r["id"]] for r in story.reports if r["id"] in by_key]
        for name, story in known.items()
    }


def told_stories(*folders: Path) -> Iterator[tuple[str, Story, list[Coding]]]:
    """The stories of folders by name, each with its coded reports."""
    for folder in folders:
        for name, story in stories(folder).items():
            yield name, story, coded_stories(folder)[name]


def run(data: Path) -> list[Row]:
    """Pairs of tellings that are joined, and contradictions that are shown, by set."""
    del data
    return [row for name, folder in SETS.items() for row in measure_set(name, folder)]


def measure_set(corpus: str, folder: Path) -> list[Row]:
    """The figures of the stories of one folder together."""
    joined: set[frozenset[Member]] = set()
    right: set[frozenset[Member]] = set()
    wanted: set[frozenset[Member]] = set()
    shown = fine = gold = 0
    for _, story, codings in told_stories(folder):
        derived = derive(codings)
        at = members_by_event(codings, told_members(story))
        pairs = joined_pairs(derived.incidents, at)
        same = {p for members in story.deeds.values() for p in cross_pairs(members)}
        joined, right, wanted = joined | pairs, right | (pairs & same), wanted | same
        said = words_said(codings)
        listed = (c.claims for c in derived.contradictions if not c.perhaps)
        found, good = judge_shown(story, ((said[a], said[b]) for a, b in listed))
        shown, fine = shown + found, fine + good
        gold += sum(case[4] for case in story.contradictions)
    figures = (
        ("tellings of one deed, of joined", len(right), len(joined)),
        ("joined, of tellings of one deed", len(right), len(wanted)),
        ("contradictions, of judged pairs shown", fine, shown),
        ("shown, of contradictions", fine, gold),
    )
    return [
        Row(stage="fusion", corpus=corpus, measure=name, n=whole, ours=part / max(whole, 1))
        for name, part, whole in figures
    ]


def told_members(story: Story) -> list[Member]:
    """All tellings of a story's deeds."""
    return [member for members in story.deeds.values() for member in members]


def cross_pairs(members: Iterable[Member]) -> set[frozenset[Member]]:
    """Pairs of tellings of two reports."""
    return {frozenset(p) for p in combinations(dict.fromkeys(members), 2) if p[0][0] != p[1][0]}


def members_by_event(
    codings: Iterable[Coding], members: Sequence[Member]
) -> dict[str, list[Member]]:
    """The tellings that each event's word stands in."""
    found: dict[str, list[Member]] = {}
    for coding in codings:
        for key, quote in members:
            start = coding.report.text.find(quote) if key == coding.report.key else -1
            for event in coding.events if start >= 0 else ():
                if event.trigger.start < start + len(quote) and start < event.trigger.end:
                    found.setdefault(event.id, []).append((key, quote))
    return found


def joined_pairs(
    incidents: Iterable[Incident], at: Mapping[str, Sequence[Member]]
) -> set[frozenset[Member]]:
    """Pairs of tellings of two reports that one incident joins."""
    return {
        pair
        for i in incidents
        if i.kind is not IncidentKind.SITUATION
        for pair in cross_pairs(m for e in i.events for m in at.get(e, ()))
    }


def words_said(codings: Iterable[Coding]) -> dict[str, Said]:
    """Report and characters of each claim."""
    return {
        k.id: (c.report.key or "", tuple((s.start, s.end) for s in k.content))
        for c in codings
        for k in c.claims
    }


def judge_shown(story: Story, shown: Iterable[tuple[Said, Said]]) -> tuple[int, int]:
    """The judged pairs that are shown, and those of them that are right, each counted once."""
    found = {number for pair in shown for number in cases_of(story, pair)}
    return len(found), sum(story.contradictions[n][4] for n in found)


def cases_of(story: Story, pair: tuple[Said, Said]) -> Iterator[int]:
    """The numbers of the judged pairs that two claims hold, either way round."""
    texts = {r["id"]: r["text"] for r in story.reports}
    for number, (r, left, s, right, _) in enumerate(story.contradictions):
        sides = (r, spot_of(texts[r], left)), (s, spot_of(texts[s], right))
        ways = (pair, pair[::-1])
        if any(all(holds_side(c, s) for c, s in zip(way, sides, strict=True)) for way in ways):
            yield number


def spot_of(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def holds_side(claim: Said, side: tuple[str, tuple[int, int]]) -> bool:
    """Whether half of the shorter is common to a claim and the words of a side."""
    low, high = side[1]
    return claim[0] == side[0] and any(
        2 * (min(end, high) - max(start, low)) >= min(end - start, high - low)
        for start, end in claim[1]
    )


def weighed_cases() -> Iterator[tuple[str, str, dict[str, float], bool]]:
    """Every proposed pair that a judged pair of the fitted stories holds: story, form, features,
    right."""
    for name, story, codings in told_stories(FITTED, MENDED, SECOND):
        incidents, said = derive(codings).incidents, words_said(codings)
        for pair in weigh_pairs(codings, incidents=incidents, model=shipped_model()):
            a, b = (said[t.fact.claim.id] for t in (pair.found.a, pair.found.b))
            for number in cases_of(story, (a, b)):
                right = story.contradictions[number][4]
                yield name, pair.found.form, pair.features, right


def judged_levels() -> Iterator[tuple[dict[str, str], bool]]:
    """The levels of every pair of tellings of two reports that may be one, and whether it is."""
    for _, story, codings in told_stories(FITTED, MENDED, SECOND):
        at = members_by_event(codings, told_members(story))
        deed_of = {m: deed for deed, members in story.deeds.items() for m in members}
        single, _ = told_deeds([f for c in codings for f in facts_of(c)])
        told = [(d, {deed_of[m] for m in at[d.id]}) for d in single if d.id in at]
        for (a, of_a), (b, of_b) in combinations(told, 2):
            levels = levels_of(a, b, shipped_weights())
            if levels is not None and a.fact.report != b.fact.report:
                yield levels, bool(of_a & of_b)
