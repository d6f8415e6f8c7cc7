"""Who holds what, as the ledger keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from dateline.store.derived_statements import Statements

EVIDENCE = "SELECT report, n, place, valid, rule, alone, parties, payload FROM derived_evidence "


class KeptEvidence(Struct, frozen=True):
    """What a report says of a place: `valid`: when it is so, None where it tells no time of its
    own; `rule`: by which it has no vote; `alone`: it is said of an area only; `parties`: between
    whom the place can pass."""

    report: int
    n: int
    place: str
    valid: str | None
    rule: str | None
    alone: bool
    parties: str
    payload: bytes


class EvidenceTables(Statements):
    """What claims say of who holds what, and what is left out."""

    def replace_evidence(
        self, report: int, used: Sequence[KeptEvidence],
        left: Sequence[tuple[str | None, bytes]], sides: Iterable[str],
    ) -> None:  # fmt: skip
        """What a report says of who holds what, and what was left out of it, in place of what it
        said; notes the places of which it says something else."""
        before = set(_evidence(self._rows(EVIDENCE + "WHERE report = ?", report)))
        for table in ("evidence", "omissions", "sides"):
            self._do(f"DELETE FROM derived_{table} WHERE report = ?", report)
        self._fill(
            "derived_evidence (report, n, place, valid, rule, alone, parties, payload)",
            ((r.report, r.n, r.place, r.valid, r.rule, int(r.alone), r.parties, r.payload)
             for r in used),
        )  # fmt: skip
        self._fill(
            "derived_omissions (report, n, about, payload)",
            ((report, n, about, payload) for n, (about, payload) in enumerate(left)),
        )
        self._fill("derived_sides (side, report)", ((side, report) for side in sorted(set(sides))))
        self.note_retold((row.place, row.valid or LAST) for row in before ^ set(used))

    def note_retold(self, places: Iterable[tuple[str, str]]) -> None:
        """Notes places of which something else is said, from some instants on."""
        self._fill("derived_retold (place, since)", sorted(set(places)), missing=True)

    def note_all_retold(self) -> None:
        """Notes all places, from the beginning."""
        self._do(
            "INSERT INTO derived_retold (place, since) SELECT DISTINCT place, '' "
            "FROM derived_evidence WHERE 1 = 1 ON CONFLICT DO NOTHING"
        )

    def sides(self) -> list[str]:
        """All sides that hold or can hold some place."""
        found: list[str] = []
        # One step along the index for each: there are few sides, and many reports.
        query = "SELECT min(side) FROM derived_sides WHERE side > ?"
        while (side := self._rows(query, found[-1] if found else "")[0][0]) is not None:
            found.append(side)
        return found

    def evidence_at(self, place: str) -> list[KeptEvidence]:
        """What claims say of a place, in the order of reports."""
        return self._evidence_where("e.place = ?", place)

    def evidence_since(self, place: str, instant: str) -> list[KeptEvidence]:
        """What claims say of a place from an instant on, in the order of reports."""
        return self._evidence_where("e.place = ? AND e.valid >= ?", place, instant)

    def _evidence_where(self, where: str, *values: str) -> list[KeptEvidence]:
        columns = ", ".join(f"e.{name}" for name in KeptEvidence.__struct_fields__)
        query = (
            f"SELECT {columns} FROM derived_evidence e JOIN derived_reports r ON r.n = e.report "
            f"WHERE {where} ORDER BY r.stamp, r.report, e.n"
        )
        return list(_evidence(self._rows(query, *values)))

    def evidence_kinds(self, place: str) -> list[tuple[bool, str]]:
        """What kinds of things are said of a place: of an area only, and between whom it can
        pass."""
        query = "SELECT DISTINCT alone, parties FROM derived_evidence WHERE place = ?"
        return [(bool(row[0]), row[1]) for row in self._rows(query, place)]

    def keep_rule(self, report: int, n: int, rule: str | None) -> None:
        """Writes by which rule something has no vote."""
        self._do("UPDATE derived_evidence SET rule = ? WHERE report = ? AND n = ?", rule, report, n)

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

    def count_omissions(self) -> tuple[int, int]:
        """How many statements are left out of control, and of how many places."""
        unused = "derived_evidence WHERE rule IS NOT NULL"
        query = (
            f"SELECT (SELECT count(*) FROM derived_omissions) + (SELECT count(*) FROM {unused}), "
            "(SELECT count(*) FROM (SELECT coalesce(about, '') FROM derived_omissions GROUP BY "
            f"about UNION SELECT place FROM {unused} GROUP BY place) x)"
        )
        ((count, places),) = self._rows(query)
        return count, places


class PhaseTables(Statements):
    """Who held places when, and where the reckoning of each stood on its way."""

    def retold(self) -> list[tuple[str, str]]:
        """The places of which something else is said, and the first instant for which it is."""
        query = "SELECT place, min(since) FROM derived_retold GROUP BY place ORDER BY place"
        return [(row[0], row[1]) for row in self._rows(query)]

    def forget_retold(self) -> None:
        """Notes that the phases of all places are as they should be."""
        self._do("DELETE FROM derived_retold")

    def ground(self, place: str) -> str | None:
        """Between whom a place can pass, as its phases were reckoned; None: it has none."""
        rows = self._rows("SELECT parties FROM derived_grounds WHERE place = ?", place)
        return rows[0][0] if rows else None

    def stand_before(self, place: str, instant: str) -> bytes | None:
        """Where the reckoning of a place stood last before an instant."""
        query = (
            "SELECT payload FROM derived_stands WHERE place = ? AND valid < ? "
            "ORDER BY valid DESC LIMIT 1"
        )
        rows = self._rows(query, place, instant)
        return bytes(rows[0][0]) if rows else None

    def keep_stands(self, place: str, after: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Where the reckoning stood after an instant, in place of where it did."""
        self._do("DELETE FROM derived_stands WHERE place = ? AND valid > ?", place, after)
        told = ((place, valid, payload) for valid, payload in rows)
        self._fill("derived_stands (place, valid, payload)", told)

    def keep_phases(
        self, place: str, parties: str, first: int, rows: Sequence[tuple[str | None, bytes]]
    ) -> None:
        """Who held a place when, from a phase's number on, in place of what was kept: since when,
        and the record."""
        self._do("DELETE FROM derived_phases WHERE place = ? AND n >= ?", place, first)
        told = ((place, first + n, since, payload) for n, (since, payload) in enumerate(rows))
        self._fill("derived_phases (place, n, since, payload)", told)
        self._do("DELETE FROM derived_grounds WHERE place = ?", place)
        self._fill("derived_grounds (place, parties)", [(place, parties)])

    def forget_phases(self, place: str) -> None:
        """Forgets who held a place."""
        for table in ("phases", "stands", "grounds"):
            self._do(f"DELETE FROM derived_{table} WHERE place = ?", place)

    def numbered_phase(self, place: str, n: int) -> bytes | None:
        """A phase of a place by its number."""
        query = "SELECT payload FROM derived_phases WHERE place = ? AND n = ?"
        rows = self._rows(query, place, n)
        return bytes(rows[0][0]) if rows else None

    def phases_of(self, place: str) -> list[bytes]:
        """All phases of a place, in their order."""
        query = "SELECT payload FROM derived_phases WHERE place = ? ORDER BY n"
        return [bytes(row[0]) for row in self._rows(query, place)]

    def places_held(self, after: str, most: int) -> list[str]:
        """Places that have phases, after one by id."""
        query = "SELECT place FROM derived_grounds WHERE place > ? ORDER BY place LIMIT ?"
        return [row[0] for row in self._rows(query, after, most)]

    def phase_at(self, place: str, instant: str) -> bytes | None:
        """The last phase of a place that began by an instant, in the order of phases."""
        query = (
            "SELECT payload FROM derived_phases WHERE place = ? "
            "AND (since IS NULL OR since <= ?) ORDER BY n DESC LIMIT 1"
        )
        rows = self._rows(query, place, instant)
        return bytes(rows[0][0]) if rows else None


LAST = "~"
"""An instant after all others: of what tells no time, and moves no phase."""


def _evidence(rows: Iterable[Any]) -> Iterator[KeptEvidence]:
    for row in rows:
        report, n, place, valid, rule, alone, parties, payload = row
        yield KeptEvidence(report, n, place, valid, rule, bool(alone), parties, bytes(payload))
