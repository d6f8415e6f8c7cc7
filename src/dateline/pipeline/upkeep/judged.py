"""What people judged of one report's records: kept beside what follows from it.

Invariant: what follows from a report is a function of its coding, of this, of the names that
persons share, and of whether it is a telling of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from dateline.fusion.incidents import Pairs, judged
from dateline.model import Coding, Judgement
from dateline.pipeline.standing import Rulings, rulings_of


class Judged(Struct, frozen=True, omit_defaults=True):
    """Ids of a report's own records: held to be wrong, right, one with another, and apart."""

    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def rulings(self) -> Rulings:
        """As what stands is decided by."""
        return Rulings(wrong=frozenset(self.wrong), right=frozenset(self.right))


NOTHING = Judged()


class Judgements:
    """All judgements of a ledger, as reports are looked at one by one."""

    def __init__(self, made: Iterable[Judgement]) -> None:
        listed = list(made)
        self._rulings = rulings_of(listed)
        self.pairs: Pairs = judged(listed)
        self._same: dict[str, set[str]] = defaultdict(set)
        for a, b in self.pairs[0]:
            self._same[a].add(b)
            self._same[b].add(a)
        self._apart = frozenset(event for pair in self.pairs[1] for event in pair)

    def of_coding(self, coding: Coding) -> Judged:
        """What is judged of a report's records."""
        events = {event.id for event in coding.events}
        ids = {coding.report.id, *(claim.id for claim in coding.claims), *events}
        return Judged(
            wrong=tuple(sorted(ids & self._rulings.wrong)),
            right=tuple(sorted(ids & self._rulings.right)),
            same=tuple(sorted(events & self._same.keys())),
            apart=tuple(sorted(events & self._apart)),
        )

    def one_with(self, event: str) -> set[str]:
        """The events that are held to be one with an event."""
        return self._same.get(event, set())


def encode_judged(found: Judged) -> str | None:
    """As the ledger keeps it; None: nothing is judged."""
    return None if found == NOTHING else msgspec.json.encode(found).decode()


def decode_judged(kept: str | None) -> Judged:
    """What the ledger keeps."""
    return NOTHING if kept is None else msgspec.json.decode(kept, type=Judged)
