"""The actors of one report: drafts merged by name, each with its id, and the mentions of them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.mentions.drafts import Draft, Found
from dateline.model import Actor, ActorKind, Mention, Report, Token, content_id


class Registry:
    """Collects mentions and gives every actor one record, the first that names it first."""

    def __init__(self, report: Report, tokens: Sequence[Token]) -> None:
        self.report = report
        self.tokens = tokens
        self._drafts: dict[str, Draft] = {}
        self._mentions: dict[tuple[int, int], Mention] = {}

    def add(self, found: Found) -> None:
        """Keep a mention; one that is neither an actor nor a pronoun is dropped."""
        if found.draft is None and found.anaphor != "pronoun":
            return
        start, end = self.tokens[found.first].start, self.tokens[found.last - 1].end
        if (start, end) in self._mentions:
            return
        actor = self.actor(found.draft, start) if found.draft else None
        span = self.report.span(start, end)
        self._mentions[start, end] = Mention(
            span.start, span.end, span.text,
            id=content_id("men", self.report.id, start, end, found.kind), kind=found.kind,
            actor=actor, score=round(found.score, 3),
        )  # fmt: skip

    def actor(self, draft: Draft, start: int) -> str:
        """The id of the actor that a draft describes; what it adds is kept."""
        key = actor_id(draft, self.report, start)
        known = self._drafts.get(key)
        self._drafts[key] = merged(known, draft) if known else draft
        if draft.of is not None and known is None:
            self.actor(draft.of, start)
        return key

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions in the order of the text, outer ones first."""
        return tuple(sorted(self._mentions.values(), key=lambda m: (m.start, -m.end)))

    def actors(self) -> tuple[Actor, ...]:
        """All actors, in the order of their first mention."""
        return tuple(actor_of(key, draft, self.report) for key, draft in self._drafts.items())


def actor_id(draft: Draft, report: Report, start: int) -> str:
    """Content id: of kind and name; unnamed people and bare nouns exist in one report only."""
    facts: list[object] = [draft.kind, draft.name.lower()]
    if draft.local:
        facts.append(report.id)
    if draft.kind is ActorKind.UNNAMED:
        facts.append(start)
    return content_id("act", *facts)


def merged(first: Draft, second: Draft) -> Draft:
    """The first draft with what only the second says."""
    return Draft(
        name=first.name, kind=first.kind, side=first.side or second.side,
        sector=first.sector or second.sector, country=first.country or second.country,
        role=first.role or second.role, gender=first.gender, plural=first.plural,
        local=first.local, of=first.of or second.of,
    )  # fmt: skip


def actor_of(key: str, draft: Draft, report: Report) -> Actor:
    """The record of the actor that a draft describes."""
    return Actor(
        id=key, name=draft.name, kind=draft.kind, side=draft.side, role=draft.role,
        affiliation=actor_id(draft.of, report, 0) if draft.of else None, sector=draft.sector,
        country=draft.country,
    )  # fmt: skip
