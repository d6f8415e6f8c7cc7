"""Deeds that take places from others, and what goes on, as the ledger keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from dateline.store.derived_statements import Statements

LIKE = "SELECT key, lends, first, last, report, deed, trigger, words, compared FROM derived_like "
ONGOING = "SELECT key, first, last, deed, report, claim, side, payload FROM derived_ongoing "
Stretch = tuple[int, int, str]
"""The first and last day of a situation, and of an undated one its deed."""


class KeptLike(Struct, frozen=True):
    """A deed with its rare words: of one key, those that seek a place may take it from those that
    lend theirs; `compared`: a hash of what they look at in one that lends."""

    key: int
    lends: bool
    first: int
    last: int
    report: int
    deed: str
    trigger: str
    words: str
    compared: int = 0


class KeptOngoing(Struct, frozen=True):
    """A deed that belongs to what goes on; `first` is 0 where it is undated."""

    key: int
    first: int
    last: int
    deed: str
    report: int
    claim: str
    side: str | None
    payload: bytes

    @property
    def stretch(self) -> Stretch:
        """When it is told of."""
        return self.first, self.last, "" if self.first else self.deed


class LikeTables(Statements):
    """Deeds that lend places, and deeds that seek one."""

    def like_in(self, report: int) -> set[KeptLike]:
        """Those of a report."""
        return set(_like(self._rows(LIKE + "WHERE report = ?", report)))

    def like_between(
        self, key: int, days: tuple[int, int], *, lends: bool, slack: int
    ) -> list[KeptLike]:
        """Those of a key that touch these days, of which none lasts longer than `slack`."""
        where = "WHERE key = ? AND lends = ? AND first BETWEEN ? AND ? AND last >= ?"
        first, last = days
        rows = self._rows(LIKE + where, key, int(lends), first - slack, last, first)
        return _like(rows)

    def replace_like(self, gone: Iterable[KeptLike], fresh: Iterable[KeptLike]) -> None:
        """Writes some in place of others."""
        for one in gone:
            self._do(
                "DELETE FROM derived_like WHERE key = ? AND lends = ? AND first = ? AND report = ? "
                "AND deed = ?", one.key, int(one.lends), one.first, one.report, one.deed,
            )  # fmt: skip
        columns = "key, lends, first, last, report, deed, trigger, words, compared"
        self._fill(
            f"derived_like ({columns})",
            ((r.key, int(r.lends), r.first, r.last, r.report, r.deed, r.trigger, r.words,
              r.compared) for r in fresh),
        )  # fmt: skip


class OngoingTables(Statements):
    """What goes on: its deeds, its situations, and the days on which these are to be made anew."""

    def ongoing_in(self, reports: Iterable[int]) -> list[KeptOngoing]:
        """The deeds of reports."""
        return _ongoing(self._among(ONGOING + "WHERE report", reports))

    def ongoing_between(self, key: int, first: int, last: int) -> list[KeptOngoing]:
        """The deeds of a key that begin in these days."""
        where = "WHERE key = ? AND first BETWEEN ? AND ?"
        return _ongoing(self._rows(ONGOING + where, key, first, last))

    def ongoing_alone(self, key: int, deed: str) -> list[KeptOngoing]:
        """An undated deed, if it is there."""
        where = "WHERE key = ? AND first = 0 AND deed = ?"
        return _ongoing(self._rows(ONGOING + where, key, deed))

    def replace_ongoing(self, gone: Iterable[KeptOngoing], fresh: Iterable[KeptOngoing]) -> None:
        """Writes some deeds in place of others, and notes their days."""
        old, new = list(gone), list(fresh)
        for one in old:
            self._do(
                "DELETE FROM derived_ongoing WHERE key = ? AND first = ? AND deed = ?",
                one.key, one.first, one.deed,
            )  # fmt: skip
        self._fill(
            "derived_ongoing (key, first, last, deed, report, claim, side, payload)",
            ((r.key, r.first, r.last, r.deed, r.report, r.claim, r.side, r.payload) for r in new),
        )
        days = {(one.key, *one.stretch) for one in (*old, *new)}
        self._fill("derived_touched (key, first, last, alone)", sorted(days), missing=True)

    def touched_keys(self) -> list[int]:
        """The keys of which some situation is to be made anew."""
        return [row[0] for row in self._rows("SELECT DISTINCT key FROM derived_touched")]

    def touched(self, key: int) -> list[Stretch]:
        """The days on which it is."""
        query = "SELECT first, last, alone FROM derived_touched WHERE key = ? ORDER BY 1, 2, 3"
        return [(row[0], row[1], row[2]) for row in self._rows(query, key)]

    def situations(self, key: int) -> dict[Stretch, str]:
        """The situations of a key by their days."""
        query = "SELECT first, last, alone, incident FROM derived_situations WHERE key = ?"
        return {(row[0], row[1], row[2]): row[3] for row in self._rows(query, key)}

    def remove_situations(self, key: int, stretches: Iterable[Stretch]) -> None:
        """Forgets situations, and that days of their key are touched."""
        for first, _, alone in stretches:
            self._do(
                "DELETE FROM derived_situations WHERE key = ? AND first = ? AND alone = ?",
                key, first, alone,
            )  # fmt: skip
        self._do("DELETE FROM derived_touched WHERE key = ?", key)

    def add_situations(self, key: int, rows: Iterable[tuple[Stretch, str]]) -> None:
        """Writes situations with their days."""
        told = ((key, *stretch, incident) for stretch, incident in rows)
        self._fill("derived_situations (key, first, last, alone, incident)", told)

    def sides_of(self, claims: Iterable[str]) -> dict[str, str | None]:
        """The side that the origin of each claim speaks for."""
        query = (
            "SELECT c.claim, o.side FROM derived_claims c JOIN derived_origins o "
            "ON o.key = c.origin WHERE c.claim"
        )
        return {row[0]: row[1] for row in self._among(query, claims)}

    def reports_of_claims(self, claims: Iterable[str]) -> set[int]:
        """The numbers of the reports that make claims."""
        query = "SELECT DISTINCT report FROM derived_claims WHERE claim"
        return {row[0] for row in self._among(query, claims)}


def _like(rows: Iterable[tuple[Any, ...]]) -> list[KeptLike]:
    return [KeptLike(row[0], bool(row[1]), *row[2:]) for row in rows]


def _ongoing(rows: Iterable[tuple[Any, ...]]) -> list[KeptOngoing]:
    return [KeptOngoing(*(*row[:7], bytes(row[7]))) for row in rows]
