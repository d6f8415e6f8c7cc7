"""Who holds what, as the ledger keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.store.derived_statements import (
    Statements,
)


class ControlTables(Statements):
    """Who holds what: evidence, what is left out, phases."""

    def replace_evidence(
        self, report: int, used: Sequence[tuple[str, bytes]],
        left: Sequence[tuple[str | None, bytes]], sides: Iterable[str],
    ) -> set[str]:  # fmt: skip
        """What a report says of who holds what, by place, and what was left out of it, in place of
        what it said; the places of both."""
        rows = self._rows("SELECT DISTINCT place FROM derived_evidence WHERE report = ?", report)
        for table in ("evidence", "omissions", "sides"):
            self._do(f"DELETE FROM derived_{table} WHERE report = ?", report)
        self._fill(
            "derived_evidence (report, n, place, payload)",
            ((report, n, place, payload) for n, (place, payload) in enumerate(used)),
        )
        self._fill(
            "derived_omissions (report, n, about, payload)",
            ((report, n, about, payload) for n, (about, payload) in enumerate(left)),
        )
        self._fill("derived_sides (side, report)", ((side, report) for side in sorted(set(sides))))
        return {row[0] for row in rows} | {place for place, _ in used}

    def sides(self) -> list[str]:
        """All sides that hold or can hold some place."""
        rows = self._rows("SELECT DISTINCT side FROM derived_sides ORDER BY side")
        return [row[0] for row in rows]

    def evidence_at(self, place: str) -> list[bytes]:
        """What claims say of a place, in the order of reports."""
        query = (
            "SELECT e.payload FROM derived_evidence e JOIN derived_reports r ON r.n = e.report "
            "WHERE e.place = ? ORDER BY r.stamp, r.report, e.n"
        )
        return [bytes(row[0]) for row in self._rows(query, place)]

    def places_told(self) -> set[str]:
        """The places of which claims say who holds them."""
        return {row[0] for row in self._rows("SELECT DISTINCT place FROM derived_evidence")}

    def all_evidence(self) -> Iterator[bytes]:
        """What claims say of all places, in the order of reports."""
        query = (
            "SELECT e.payload FROM derived_evidence e JOIN derived_reports r ON r.n = e.report "
            "ORDER BY r.stamp, r.report, e.n"
        )
        return (bytes(row[0]) for row in self._rows(query))

    def all_omissions(self) -> Iterator[bytes]:
        """What was left out when reports were read, in their order."""
        query = (
            "SELECT o.payload FROM derived_omissions o JOIN derived_reports r ON r.n = o.report "
            "ORDER BY r.stamp, r.report, o.n"
        )
        return (bytes(row[0]) for row in self._rows(query))

    def keep_phases(self, place: str, phases: bytes | None, unused: Sequence[bytes]) -> None:
        """Who held a place when, and what the reckoning left out, in place of what was kept."""
        for table in ("phases", "unused"):
            self._do(f"DELETE FROM derived_{table} WHERE place = ?", place)
        if phases is not None:
            self._fill("derived_phases (place, payload)", [(place, phases)])
        rows = ((place, n, payload) for n, payload in enumerate(unused))
        self._fill("derived_unused (place, n, payload)", rows)

    def phases_after(self, place: str, most: int) -> list[tuple[str, bytes]]:
        """Who held places when, after one by id."""
        query = "SELECT place, payload FROM derived_phases WHERE place > ? ORDER BY place LIMIT ?"
        return [(row[0], bytes(row[1])) for row in self._rows(query, place, most)]

    def count_omissions(self) -> tuple[int, int]:
        """How many statements are left out of control, and of how many places."""
        query = (
            "SELECT count(*), count(DISTINCT coalesce(about, '')) FROM "
            "(SELECT about FROM derived_omissions UNION ALL "
            "SELECT place AS about FROM derived_unused) x"
        )
        ((count, places),) = self._rows(query)
        return count, places
