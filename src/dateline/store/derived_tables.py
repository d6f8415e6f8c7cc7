"""The tables of what follows from all claims: what each step reads and writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.store.derived_claims import ClaimTables, PassageTables
from dateline.store.derived_control import EvidenceTables, PhaseTables
from dateline.store.derived_ongoing import LikeTables, OngoingTables
from dateline.store.derived_reports import KeyTables, NameTables, ReportTables
from dateline.store.derived_statements import Statements

KeptIncident = tuple[str, int, str, int, str, bytes]
"""Id, whether it goes on, first day, number of reports, names of data sets as JSON, the record."""


class IncidentTables(Statements):
    """Incidents, what goes on, and their numbers."""

    def members(self, events: Iterable[str]) -> dict[str, set[str]]:
        """The incidents of each event."""
        found: dict[str, set[str]] = {}
        query = "SELECT event, incident FROM derived_members WHERE event"
        for event, incident in self._among(query, events):
            found.setdefault(event, set()).add(incident)
        return found

    def events_in(self, incidents: Iterable[str]) -> dict[str, set[str]]:
        """The events of each incident."""
        found: dict[str, set[str]] = {}
        query = "SELECT event, incident FROM derived_members WHERE incident"
        for event, incident in self._among(query, incidents):
            found.setdefault(incident, set()).add(event)
        return found

    def remove_incidents(self, incidents: Iterable[str]) -> None:
        """Forgets incidents with what follows from them."""
        gone = set(incidents)
        for column in ("members WHERE incident", "incidents WHERE id", "tolls WHERE incident"):
            self._drop(f"DELETE FROM derived_{column}", gone)

    def add_incidents(self, rows: Iterable[KeptIncident]) -> None:
        """Writes incidents."""
        columns = "id, ongoing, earliest, reports, given, payload"
        self._fill(f"derived_incidents ({columns})", rows, missing=True)

    def add_members(self, rows: Iterable[tuple[str, str]]) -> None:
        """Writes which events incidents hold: event, incident."""
        self._fill("derived_members (event, incident)", sorted(set(rows)))

    def add_tolls(self, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """Writes numbers of incidents: incident, order, the record."""
        self._fill("derived_tolls (incident, n, payload)", rows, missing=True)


class ContradictionTables(Statements):
    """Contradictions."""

    def remove_contradictions(self, claims: Iterable[str]) -> None:
        """Forgets the contradictions of claims."""
        for column in ("first", "second"):
            self._drop(f"DELETE FROM derived_contradictions WHERE {column}", claims)

    def add_contradictions(self, rows: Iterable[tuple[str, str, str, int, float, bytes]]) -> None:
        """Writes contradictions: id, the two claims, whether it only may be one, score, record."""
        self._fill("derived_contradictions (id, first, second, perhaps, score, payload)", rows)


class ListTables(Statements):
    """Lists of what follows, as they are read."""

    def incidents_after(
        self, ongoing: int, after: tuple[str, str], most: int
    ) -> list[tuple[str, str, int, str, bytes]]:
        """Incidents, or what goes on, after one by first day and id: id, first day, reports, data
        sets and record of each."""
        query = (
            "SELECT id, earliest, reports, given, payload FROM derived_incidents WHERE ongoing = ? "
            "AND (earliest, id) > (?, ?) ORDER BY earliest, id LIMIT ?"
        )
        return [tuple(row) for row in self._rows(query, ongoing, *after, most)]

    def contradictions_after(
        self, after: tuple[float, str, str], most: int
    ) -> list[tuple[float, str, str, bytes]]:
        """Contradictions after one, the likeliest first: score, claims and record of each."""
        query = (
            "SELECT score, first, second, payload FROM derived_contradictions WHERE score <= ? "
            "AND (score < ? OR (first, second) > (?, ?)) "
            "ORDER BY score DESC, first, second LIMIT ?"
        )
        score, first, second = after
        return [tuple(row) for row in self._rows(query, score, score, first, second, most)]

    def count_perhaps(self) -> int:
        """How many pairs only may be contradictions."""
        rows = self._rows("SELECT count(*) FROM derived_contradictions WHERE perhaps = 1")
        return int(rows[0][0])

    def tolls_after(self, after: tuple[str, int], most: int) -> list[tuple[str, int, bytes]]:
        """Numbers of incidents after one, by incident and order."""
        query = (
            "SELECT incident, n, payload FROM derived_tolls WHERE (incident, n) > (?, ?) "
            "ORDER BY incident, n LIMIT ?"
        )
        return [tuple(row) for row in self._rows(query, *after, most)]

    def claim_words(self, claims: Iterable[str]) -> dict[str, tuple[str | None, str, str]]:
        """Source, words and report of each claim, in the codings that were computed from."""
        query = (
            "SELECT c.id, c.source, c.content, r.report FROM claims c "
            "JOIN derived_reports r ON r.coding = c.coding WHERE c.id"
        )
        return {row[0]: (row[1], row[2], row[3]) for row in self._among(query, claims)}

    def place_names(self, places: Iterable[str]) -> dict[str, str]:
        """The gazetteer's name of each place."""
        query = "SELECT name FROM places WHERE place = ? ORDER BY n LIMIT 1"
        found = ((place, self._rows(query, place)) for place in sorted(set(places)))
        return {place: rows[0][0] for place, rows in found if rows}


class WholeTables(Statements):
    """Everything that follows, as it is read."""

    def all_incidents(self) -> Iterator[bytes]:
        """The records of incidents by id."""
        for row in self._rows("SELECT payload FROM derived_incidents ORDER BY id"):
            yield bytes(row[0])

    def all_contradictions(self) -> Iterator[bytes]:
        """The records of contradictions by id."""
        for row in self._rows("SELECT payload FROM derived_contradictions ORDER BY id"):
            yield bytes(row[0])

    def copied_claims(self) -> dict[str, str]:
        """The claims that repeat the words of others, with those whose words they are."""
        rows = self._rows("SELECT claim, root FROM derived_claims WHERE root IS NOT NULL")
        return dict(map(tuple, rows))

    def claims_by_origin(self) -> dict[int, list[str]]:
        """The claims of each origin."""
        found: dict[int, list[str]] = {}
        for claim, origin in self._rows("SELECT claim, origin FROM derived_claims"):
            found.setdefault(origin, []).append(claim)
        return found


class DerivedTables(
    ReportTables,
    KeyTables,
    NameTables,
    PassageTables,
    ClaimTables,
    IncidentTables,
    LikeTables,
    OngoingTables,
    ContradictionTables,
    EvidenceTables,
    PhaseTables,
    ListTables,
    WholeTables,
):
    """All of them, in the transaction of a connection."""
