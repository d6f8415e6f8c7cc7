"""Reports as their parts were computed, the keys by which they meet, names as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.model import Coding
from dateline.store.coding_payload import unpacked
from dateline.store.derived_statements import (
    LONGEST,
    REPORTS,
    KeptReport,
    Statements,
    Window,
)


class ReportTables(Statements):
    """Reports, and the keys by which their records meet."""

    def current_coding(self, report: str) -> tuple[int, Coding]:
        """The coding of a report that holds, and its number."""
        (row,) = self._rows(
            "SELECT seq, payload FROM codings WHERE report = ? AND superseded_at IS NULL", report
        )
        return row[0], unpacked(row[1], report=report)

    def numbered_coding(self, seq: int) -> Coding:
        """A coding by its number."""
        (row,) = self._rows("SELECT report, payload FROM codings WHERE seq = ?", seq)
        return unpacked(row[1], report=row[0])

    def kept_report(self, report: str) -> KeptReport | None:
        """What a report's part was computed from; None: it has not been."""
        rows = self._rows(REPORTS + "WHERE report = ?", report)
        return KeptReport(*rows[0]) if rows else None

    def kept_reports(self, numbers: Iterable[int]) -> list[KeptReport]:
        """Reports by their numbers."""
        return [KeptReport(*row) for row in self._among(REPORTS + "WHERE n", numbers)]

    def keep_report(
        self, report: str, *, coding: int, stamp: str, judged: str | None, edition: str | None
    ) -> KeptReport:
        """Writes what a report's part is computed from."""
        values = coding, stamp, judged, edition, report
        if not self._do(
            "UPDATE derived_reports SET coding = ?, stamp = ?, judged = ?, edition = ?, "
            "adopted = NULL WHERE report = ?", *values,
        ):  # fmt: skip
            self._fill("derived_reports (coding, stamp, judged, edition, report)", [values])
        kept = self.kept_report(report)
        assert kept is not None
        return kept

    def keep_adopted(self, report: int, adopted: str | None) -> None:
        """Writes the places that deeds of a report, by its number, take from others."""
        self._do("UPDATE derived_reports SET adopted = ? WHERE n = ?", adopted, report)

    def keep_edition(self, report: int, edition: str | None) -> None:
        """Writes of which report a report, by its number, is no new telling."""
        self._do("UPDATE derived_reports SET edition = ? WHERE n = ?", edition, report)


class KeyTables(Statements):
    """The blocks in which records of a report meet others."""

    def replace_keys(self, report: int, rows: Iterable[Window]) -> None:
        """The keys of a report, in place of those that it had."""
        self._do("DELETE FROM derived_keys WHERE report = ?", report)
        self.add_keys(report, rows)

    def add_keys(self, report: int, rows: Iterable[Window]) -> None:
        """More keys of a report."""
        fresh = sorted(set(rows), key=lambda r: (r[0], r[1] or 0, r[2] or 0))
        self._fill("derived_keys (key, first, last, report)", ((*row, report) for row in fresh))

    def undated_keys(self, report: int) -> set[int]:
        """The keys of a report that have no days."""
        rows = self._rows("SELECT key FROM derived_keys WHERE report = ? AND first IS NULL", report)
        return {row[0] for row in rows}

    def meeting(self, windows: Iterable[Window]) -> set[int]:
        """The numbers of the reports that have one of these keys within its days."""
        found: set[int] = set()
        bare = "SELECT report FROM derived_keys WHERE key = ?"
        dated = bare + " AND first BETWEEN ? AND ? AND last >= ?"
        for key, first, last in windows:
            if first is None or last is None:
                found.update(row[0] for row in self._rows(bare, key))
            else:
                rows = self._rows(dated, key, first - LONGEST, last, first)
                found.update(row[0] for row in rows)
        return found

    def earliest_of(self, keys: Iterable[int]) -> dict[int, int]:
        """For each key the first report that has it and is a telling of its own."""
        best: dict[int, tuple[str, str, int]] = {}
        query = (
            "SELECT k.key, r.stamp, r.report, r.n FROM derived_keys k JOIN derived_reports r "
            "ON r.n = k.report WHERE r.edition IS NULL AND k.key"
        )
        for key, *found in self._among(query, keys):
            order = (found[0], found[1], found[2])
            best[key] = min(best.get(key, order), order)
        return {key: found[2] for key, found in best.items()}


class NameTables(Statements):
    """How often each name of a person or a place is written."""

    def count_names(self, changed: Mapping[tuple[str, str], int]) -> None:
        """Adds to how often names are told, by key and name."""
        for (key, name), count in sorted(changed.items()):
            if not self._do(
                "UPDATE derived_names SET count = count + ? WHERE key = ? AND name = ?",
                count, key, name,
            ):  # fmt: skip
                self._fill("derived_names (key, name, count)", [(key, name, count)])
            if count < 0:
                self._do(
                    "DELETE FROM derived_names WHERE key = ? AND name = ? AND count <= 0", key, name
                )

    def named(self, keys: Iterable[str]) -> dict[str, dict[str, int]]:
        """How often each name of these keys is told."""
        found: dict[str, dict[str, int]] = {}
        for key, name, count in self._among(
            "SELECT key, name, count FROM derived_names WHERE key", keys
        ):
            found.setdefault(key, {})[name] = count
        return found
