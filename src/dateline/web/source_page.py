"""The page of a source: what it said, by day, and who said otherwise later. It has no score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Response
from msgspec import Struct

from dateline.model import Contradiction, LedgerError
from dateline.publish.views import Views
from dateline.web.answers import page, twin
from dateline.web.desk import Desk, Snapshot

DAYS = 40
"""Days, the newest first, whose claims the page shows; the list has all."""


class Answer(Struct, frozen=True, kw_only=True):
    """What another source said against a claim: the claim's index, when, and the contradiction."""

    claim: int
    when: str
    later: bool
    point: Contradiction


class Told(Struct, frozen=True, kw_only=True):
    """A claim of the source, by its index, and what was said against it, the first said first."""

    claim: int
    answers: tuple[Answer, ...]


class Day(Struct, frozen=True, kw_only=True):
    """What was published on a day; `day` empty: the reports have none."""

    day: str
    told: tuple[Told, ...]


def show_source(desk: Desk, taken: Snapshot, name: str, suffix: str) -> Response[Any]:
    """What a source said, by day, and what of it others contradict. No score."""
    del desk
    views = taken.views
    claims = [i for i, v in enumerate(views.claims) if v.source.name == name]
    if not claims:
        raise LedgerError(f"nobody is called {name!r} here", remedy="see the sources")
    if suffix:
        return twin([views.claims[c].claim for c in claims], suffix)
    days = list_days(views, claims, taken.disputes)
    against = [t for day in days for t in day.told if t.answers]
    return page(
        "source", taken=taken, name=name, claims=claims, days=days[:DAYS], more=days[DAYS:],
        against=against, who=count_who(views, against), source=views.claims[claims[0]].source,
    )  # fmt: skip


def list_days(views: Views, claims: list[int], disputes: Mapping[str, Contradiction]) -> list[Day]:
    """The claims by the day on which they were published, the newest day first."""
    points: dict[int, list[Contradiction]] = {}
    for point in disputes.values():
        for name in point.claims:
            points.setdefault(views.by_id[name], []).append(point)
    days: dict[str, list[Told]] = {}
    for claim in claims:
        answers = tuple(list_answers(views, claim, points.get(claim, [])))
        days.setdefault(published(views, claim)[:10], []).append(Told(claim=claim, answers=answers))
    return [Day(day=day, told=tuple(days[day])) for day in sorted(days, reverse=True)]


def list_answers(views: Views, claim: int, points: list[Contradiction]) -> list[Answer]:
    """What others, not the source itself, said against one of its claims."""
    own = views.claims[claim].source.name
    answers = []
    for point in points:
        for other in (views.by_id[c] for c in point.claims if views.by_id[c] != claim):
            if views.claims[other].source.name != own:
                when = published(views, other)
                later = when[:10] >= published(views, claim)[:10] != ""
                answers.append(Answer(claim=other, when=when[:10], later=later, point=point))
    return sorted(answers, key=lambda answer: (answer.when or "9999", answer.claim))


def published(views: Views, claim: int) -> str:
    """When a claim's report appeared; empty where it does not say."""
    return views.reports[views.claims[claim].report].coding.report.published or ""


def count_who(views: Views, told: list[Told]) -> list[tuple[str, int]]:
    """By whom claims were contradicted on the same day or later, and how many of them."""
    counts: dict[str, set[int]] = {}
    for one in told:
        for answer in one.answers:
            if answer.later:
                counts.setdefault(views.claims[answer.claim].source.name, set()).add(one.claim)
    return sorted(((n, len(c)) for n, c in counts.items()), key=lambda pair: (-pair[1], pair[0]))
