"""Who makes a claim: the actor that a source's words name, and what kind of source it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.claims.files import SourceWords
from dateline.model import (
    Actor,
    ActorKind,
    Mention,
    MentionKind,
    Report,
    Source,
    SourceKind,
    Span,
    content_id,
)

_WORD = re.compile(r"[\w'’.-]+|[^\w\s]")
_OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_PARTIES = frozenset({"REB", "CRM", "UAF", "OPP", "PTY"})


class Sources:
    """Reads the sources of one report; makes records for the unnamed ones."""

    def __init__(
        self, report: Report, mentions: Sequence[Mention], actors: Sequence[Actor],
        words: SourceWords,
    ) -> None:  # fmt: skip
        self.report, self.words = report, words
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.mentions]
        self.actors = {actor.id: actor for actor in actors}
        self.added: dict[str, Actor] = {}

    def read(self, span: Span) -> Source:
        """The source that these words name."""
        head = self._find_head(span)
        if span.text.lower() in self.words.there:
            return self._read_there(span)
        mention = self._mention(span, head)
        actor = self.actor(mention.actor) if mention is not None else None
        if self.words.anonymously.search(span.text):
            return self._unnamed(span, actor)
        shown = self._find_shown_kind(head, actor)
        if shown in (None, SourceKind.UNNAMED) and actor is None:
            shown = self._find_shown_kind(span, None) or shown
        if shown is not None and shown is not SourceKind.UNNAMED:
            return Source(kind=shown, actor=actor.id if actor else None, span=span)
        if actor is None or mention is None:
            return self._nameless(span, head)
        if mention.kind is MentionKind.PRONOUN:
            return Source(kind=kind_of(actor), actor=actor.id, span=span)
        kind = kind_of(actor)
        if kind is SourceKind.UNNAMED:
            return Source(kind=kind, actor=actor.id, span=span)
        if (
            shown is SourceKind.UNNAMED
            and actor.kind in (ActorKind.STATE, ActorKind.PERSON)
            and mention.end < head.end - 1
        ):
            return self._unnamed(span, actor)
        return Source(kind=kind, actor=actor.id, span=span)

    def _read_there(self, span: Span) -> Source:
        """'There it was said that': the office or body that was named last."""
        before = self.mentions[: bisect_left(self._starts, span.start)]
        named = (self.actor(m.actor) for m in reversed(before))
        last = next((a for a in named if a and a.kind is ActorKind.ORGANISATION), None)
        if last is None:
            return Source(kind=SourceKind.UNKNOWN, actor=None, span=span)
        return Source(kind=kind_of(last), actor=last.id, span=span)

    def actor(self, key: str | None) -> Actor | None:
        """The actor with this id, of the report's or of those added here."""
        return (self.actors.get(key) or self.added.get(key)) if key else None

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in the characters [start, end)."""
        at = bisect_left(self._starts, start)
        found = []
        while at < len(self.mentions) and self.mentions[at].start < end:
            if self.mentions[at].end <= end:
                found.append(self.mentions[at])
            at += 1
        return found

    def _find_head(self, span: Span) -> Span:
        """The part of a source before what only describes it ('residents | of Kherson')."""
        seen = False
        for match in _WORD.finditer(span.text):
            low = match[0].lower()
            if seen and low in self.words.head_ends:
                return Span(span.start, span.start + match.start(), span.text[: match.start()])
            seen = seen or low not in self.words.articles
        return span

    def _mention(self, span: Span, head: Span) -> Mention | None:
        """The mention that stands last in the head of the source, the longest of those."""
        inside = [m for m in self.within(head.start, span.end) if m.start < head.end and m.actor]
        inside = inside or self._named_last(span)
        return max(inside, key=lambda m: (min(m.end, head.end), m.end - m.start), default=None)

    def _named_last(self, span: Span) -> list[Mention]:
        """'Head of the Office of the President *Andriy Yermak*': a person after a long office."""
        end = span.start + len(span.text.rstrip(" ,"))
        people = [m for m in self.within(span.start, span.end) if m.end == end]
        found = [(m, self.actor(m.actor)) for m in people]
        return [m for m, actor in found if actor is not None and actor.kind is ActorKind.PERSON]

    def _find_shown_kind(self, head: Span, actor: Actor | None) -> SourceKind | None:
        """The kind that the words of the head show, unless a person or body is named last."""
        if actor is not None and actor.kind is ActorKind.PERSON:
            return None
        last: tuple[int, SourceKind] | None = None
        for kind, pattern in self.words.kinds:
            for match in pattern.finditer(head.text):
                if last is None or match.end() > last[0]:
                    last = (match.end(), SourceKind(kind))
        return last[1] if last else None

    def _unnamed(self, span: Span, of: Actor | None) -> Source:
        role = span.text.strip(" ,")
        actor = Actor(
            id=content_id("act", "unnamed", self.report.id, role.lower()), name=role,
            kind=ActorKind.UNNAMED, side=of.side if of else None,
            role=role, affiliation=of.id if of else None, sector=of.sector if of else None,
            country=of.country if of else None,
        )  # fmt: skip
        self.added.setdefault(actor.id, actor)
        return Source(kind=SourceKind.UNNAMED, actor=actor.id, span=span)

    def _nameless(self, span: Span, head: Span) -> Source:
        """A source without a known actor: a name that no lexicon has, or unnamed people."""
        shown = self._find_shown_kind(head, None)
        platform = self.words.carried.search(span.text)
        if shown is None and platform:
            return Source(kind=SourceKind.SOCIAL_MEDIA, actor=None, span=span)
        words = [w for w in _WORD.findall(head.text) if w[0].isalpha()]
        known = len(words) > 1 or not self._opens_sentence(span)
        if (
            words
            and known
            and all(w[0].isupper() for w in words)
            and shown is None
            and len(words[0]) > 1
        ):
            name = " ".join(words)
            if all(w.isupper() for w in words):
                return self._make_body(span, name)
            actor = Actor(id=content_id("act", ActorKind.PERSON, name.lower()), name=name,
                          kind=ActorKind.PERSON, side=None)  # fmt: skip
            self.added.setdefault(actor.id, actor)
            return Source(kind=SourceKind.PERSON, actor=actor.id, span=span)
        if words and len(words) == 1 and words[0].islower() and shown is None:
            return Source(kind=SourceKind.UNKNOWN, actor=None, span=span)
        return self._unnamed(span, None)

    def _make_body(self, span: Span, name: str) -> Source:
        """The source that an unknown acronym names: a body, not a person."""
        kind = ActorKind.ORGANISATION
        actor = Actor(id=content_id("act", kind, name.lower()), name=name, kind=kind, side=None)
        self.added.setdefault(actor.id, actor)
        return Source(kind=SourceKind.INSTITUTION, actor=actor.id, span=span)

    def _opens_sentence(self, span: Span) -> bool:
        before = self.report.text[max(0, span.start - 3) : span.start].rstrip(" \t\"“«'")
        return not before or before[-1] in ".!?:\n"


def kind_of(actor: Actor) -> SourceKind:
    """The kind of source that an actor is: states and armed groups speak as parties, ministries,
    forces and their officials as offices, the press as an outlet, other bodies as institutions."""
    if actor.kind is ActorKind.PERSON:
        return SourceKind.PERSON
    if actor.kind is ActorKind.STATE:
        return SourceKind.PARTY
    if actor.sector == "JRN":
        return SourceKind.OUTLET
    if (
        actor.kind in (ActorKind.UNNAMED, ActorKind.GROUP)
        and actor.sector in _OFFICES
        and actor.side
    ):
        return SourceKind.OFFICE
    if actor.kind is ActorKind.UNNAMED:
        speaks = actor.sector in _PARTIES and actor.side and actor.affiliation
        return SourceKind.OFFICE if speaks else SourceKind.UNNAMED
    if actor.sector in _PARTIES and actor.side:
        return SourceKind.PARTY
    if actor.kind is ActorKind.GROUP:
        return SourceKind.PARTY if actor.side else SourceKind.UNNAMED
    if actor.sector in _OFFICES or actor.kind is ActorKind.FORCE:
        return SourceKind.OFFICE
    return SourceKind.INSTITUTION
