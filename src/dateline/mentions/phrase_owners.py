"""Whose a noun is that no owner stands by: who was called so before, or the only state there is."""

from __future__ import annotations

from collections import Counter

from dateline.mentions.drafts import Draft, of_state
from dateline.mentions.phrase_actors import (
    OF_STATES,
    HeadAt,
    Phrase,
    PhraseReader,
    sector_of,
)
from dateline.model import ActorKind, Conflict

_MEMORY = 12
_ARMED = ("REB", "CRM", "OPP", "UAF")


class PhraseOwners:
    """Remembers the actors of one report in their order, and the states that it names."""

    def __init__(self, reader: PhraseReader, conflict: Conflict | None) -> None:
        self.reader, self.conflict = reader, conflict
        self.states = self._states()
        self.past: list[tuple[HeadAt | None, Draft]] = []

    def remember(self, head: HeadAt | None, draft: Draft) -> None:
        """Keep an actor with the noun that it was called by; None: by its name."""
        self.past.append((head, draft))

    def _states(self) -> Counter[str]:
        """The states that the report names, by name, seat, adjective or body."""
        reader = self.reader
        found: Counter[str] = Counter()
        at = 0
        while at < len(reader.words):
            name = reader.name_at(at, len(reader.words))
            entry = name.entry if name else None
            official = entry is not None and entry.side == entry.country
            if entry and entry.country and (entry.sense in OF_STATES or official):
                found[entry.country] += 1
            at = name.last if name else at + 1
        return found

    def antecedent(self, phrase: Phrase) -> Draft | None:
        """Who was called by the same noun: 'el Ejército ruso ... el Ejército'; an armed group for
        'los rebeldes', 'el grupo'."""
        main = phrase.main
        if main is None or not phrase.definite or phrase.rest:
            return None
        recent = reversed(self.past[-_MEMORY:])
        return next(
            (draft for head, draft in recent if self._may_be_meant(main, head, draft)), None
        )

    @staticmethod
    def _may_be_meant(main: HeadAt, head: HeadAt | None, draft: Draft) -> bool:
        if draft.local and draft.kind is not ActorKind.PERSON:
            return False
        if main.row.cls == "rebels" or not main.row.sector:
            return draft.kind is ActorKind.GROUP and draft.sector in _ARMED
        same = head is not None and head.row is main.row
        if main.row.cls == "role":
            known = head.forms if head is not None else ()
            return same and draft.kind is ActorKind.PERSON and known == main.forms
        return same and main.row.cls in ("force", "office")

    def only_state(self, phrase: Phrase) -> Draft | None:
        """The state whose army, ministry or president it is where only one comes in question: the
        only one that the report names (its army alone, where the conflict has several states), or
        that is a party of its conflict."""
        main = phrase.main
        if main is None or phrase.rest or not phrase.definite:
            return None
        if not main.row.alone or not main.row.own:
            return None
        parties = {p.side for p in self.conflict.parties if p.kind == "state"} if (
            self.conflict) else set()  # fmt: skip
        if len(self.states) == 1:
            (state,) = self.states
            several = len(parties) > 1 and sector_of(phrase) != "MIL"
            return None if several else of_state(state)
        return of_state(parties.pop()) if len(parties) == 1 and not self.states else None
