"""The tables of what follows from all claims: what each step of computing it reads and writes.

Statements of the driver's own: there are thousands of a report, and to build one costs more than
to run it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from dateline.model import Coding
from dateline.store.coding_payload import unpacked

T = TypeVar("T", str, int)
PASSAGES = (
    'SELECT p.id, p.report, r.report, p.block, p.start, p."end", p.at, p.words, p.copy, p.hashed '
    "FROM derived_passages p JOIN derived_reports r ON r.n = p.report "
)
CLAIMS = "SELECT claim, report, carried, root, again, said, day, origin FROM derived_claims "
REPORTS = "SELECT n, report, coding, stamp, judged, edition FROM derived_reports "
MOST_AT_ONCE = 400
LONGEST = 64
"""Days between the first and the last of a key, at most: so that few rows are looked at."""
Window = tuple[int, int | None, int | None]
"""A key, and the first and last day between which it is looked for; None: whenever."""


class KeptReport(Struct, frozen=True):
    """What a report's part was computed from."""

    n: int
    report: str
    coding: int
    stamp: str
    judged: str | None
    edition: str | None


class KeptPassage(Struct, frozen=True):
    """A passage that may be a copy, by its report and place."""

    id: int
    report: int
    name: str
    block: int
    start: int
    end: int
    at: str
    words: int
    copy: int | None
    hashed: bool

    @property
    def order(self) -> tuple[str, str, int]:
        """What orders passages: publication, report, place."""
        return self.at, self.name, self.block


class KeptClaim(Struct, frozen=True):
    """Whose words a claim repeats, and where it entered the record."""

    claim: str
    report: int
    carried: str | None = None
    root: str | None = None
    again: str | None = None
    said: int | None = None
    day: int | None = None
    origin: int | None = None


def in_parts(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists that a database takes in one statement."""
    listed = list(items)
    for at in range(0, len(listed), MOST_AT_ONCE):
        yield listed[at : at + MOST_AT_ONCE]


class DerivedTables:
    """Rows of the tables, in the transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._link = connection
        self._mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"

    def _rows(self, statement: str, *values: Any) -> Sequence[Any]:
        driver = self._link.dialect.dbapi
        assert driver is not None
        with closing(self._link.connection.cursor()) as cursor:
            try:
                cursor.execute(statement.replace("?", self._mark), values)
                return cursor.fetchall()
            except driver.Error as error:
                raise DBAPIError(statement, values, error) from error

    def _do(self, statement: str, *values: Any) -> int:
        return self._link.exec_driver_sql(statement.replace("?", self._mark), values).rowcount

    def _fill(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Writes rows: `statement` names the table and its columns."""
        listed = list(rows)
        if listed:
            marks = ", ".join([self._mark] * len(listed[0]))
            self._link.exec_driver_sql(f"INSERT INTO {statement} VALUES ({marks})", listed)

    def _among(self, statement: str, values: Iterable[Any]) -> Iterator[Any]:
        """The rows of a statement that ends before the list of values that a column has."""
        for part in in_parts(sorted(set(values))):
            yield from self._rows(f"{statement} IN ({', '.join('?' * len(part))})", *part)

    def _drop(self, statement: str, values: Iterable[Any]) -> None:
        for part in in_parts(sorted(set(values))):
            self._do(f"{statement} IN ({', '.join('?' * len(part))})", *part)

    # Reports

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
            "UPDATE derived_reports SET coding = ?, stamp = ?, judged = ?, edition = ? "
            "WHERE report = ?", *values,
        ):  # fmt: skip
            self._fill("derived_reports (coding, stamp, judged, edition, report)", [values])
        kept = self.kept_report(report)
        assert kept is not None
        return kept

    def keep_edition(self, report: int, edition: str | None) -> None:
        """Writes of which report a report, by its number, is no new telling."""
        self._do("UPDATE derived_reports SET edition = ? WHERE n = ?", edition, report)

    # Keys

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

    # Names of persons

    def count_names(self, changed: Mapping[tuple[str, str], int]) -> None:
        """Adds to how often names are told, by key and name."""
        for (key, name), count in sorted(changed.items()):
            if not self._do(
                "UPDATE derived_names SET count = count + ? WHERE key = ? AND name = ?",
                count, key, name,
            ):  # fmt: skip
                self._fill("derived_names (key, name, count)", [(key, name, count)])
        self._do("DELETE FROM derived_names WHERE count <= 0") if changed else None

    def named(self, keys: Iterable[str]) -> dict[str, dict[str, int]]:
        """How often each name of these keys is told."""
        found: dict[str, dict[str, int]] = {}
        for key, name, count in self._among(
            "SELECT key, name, count FROM derived_names WHERE key", keys
        ):
            found.setdefault(key, {})[name] = count
        return found

    # Passages

    def passages_in(self, report: int) -> list[KeptPassage]:
        """The passages of a report."""
        return _passages(self._rows(PASSAGES + "WHERE p.report = ?", report))

    def passages_worded(self, words: Iterable[int]) -> list[KeptPassage]:
        """The passages of the same words."""
        return _passages(self._among(PASSAGES + "WHERE p.words", words))

    def passages_numbered(self, ids: Iterable[int]) -> list[KeptPassage]:
        """Passages by their numbers."""
        return _passages(self._among(PASSAGES + "WHERE p.id", ids))

    def copies_of(self, passages: Iterable[int]) -> list[KeptPassage]:
        """The passages that copy these."""
        return _passages(self._among(PASSAGES + "WHERE p.copy", passages))

    def alike_before(
        self, bands: Sequence[int], order: tuple[str, str, int], *, most: int
    ) -> list[KeptPassage]:
        """The first passages, of those that others are compared with, that have one of these bands
        and come before a place in the order of passages."""
        where = f"{self._banded(bands)} AND p.hashed = 1 AND (p.at, r.report, p.block) < (?, ?, ?)"
        query = f"{PASSAGES}WHERE {where} ORDER BY p.at, r.report, p.block LIMIT {int(most)}"
        return _passages(self._rows(query, *bands, *order))

    def alike_after(self, bands: Sequence[int], order: tuple[str, str, int]) -> list[KeptPassage]:
        """The passages that have one of these bands and come after a place in their order."""
        where = f"{self._banded(bands)} AND (p.at, r.report, p.block) > (?, ?, ?)"
        return _passages(self._rows(f"{PASSAGES}WHERE {where}", *bands, *order))

    def _banded(self, bands: Sequence[int]) -> str:
        marks = ", ".join("?" * len(bands))
        return f"p.id IN (SELECT passage FROM derived_bands WHERE band IN ({marks}))"

    def add_passage(
        self, report: int, place: tuple[int, int, int], *, at: str, words: int, bands: Sequence[int]
    ) -> int:
        """Writes a passage, by its block, start and end; its number."""
        self._fill(
            'derived_passages (report, block, start, "end", at, words, hashed)',
            [(report, *place, at, words, 0)],
        )
        ((number,),) = self._rows(
            "SELECT id FROM derived_passages WHERE report = ? AND block = ?", report, place[0]
        )
        self._fill("derived_bands (band, passage)", ((b, number) for b in sorted(set(bands))))
        return int(number)

    def remove_passage(self, passage: int, bands: Sequence[int]) -> None:
        """Forgets a passage."""
        self._drop(f"DELETE FROM derived_bands WHERE passage = {int(passage)} AND band", bands)
        self._do("DELETE FROM derived_passages WHERE id = ?", passage)

    def keep_copy(self, passage: int, *, copy: int | None, hashed: bool) -> None:
        """Writes what a passage copies, and whether others are compared with it."""
        self._do(
            "UPDATE derived_passages SET copy = ?, hashed = ? WHERE id = ?",
            copy, int(hashed), passage,
        )  # fmt: skip

    # Claims and origins

    def kept_claims(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """Claims by their ids."""
        return _claims(self._among(CLAIMS + "WHERE claim", claims))

    def claims_in(self, reports: Iterable[int]) -> dict[str, KeptClaim]:
        """The claims of reports."""
        return _claims(self._among(CLAIMS + "WHERE report", reports))

    def carrying(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims that repeat the words of these."""
        return _claims(self._among(CLAIMS + "WHERE carried", claims))

    def rooted(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims whose words come from these in the end."""
        return _claims(self._among(CLAIMS + "WHERE root", claims))

    def saying_again(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims that say these again."""
        return _claims(self._among(CLAIMS + "WHERE again", claims))

    def said(self, source: int, day: int, *, most: int) -> list[KeptClaim]:
        """What a source said on a day, the first by id."""
        query = CLAIMS + "WHERE said = ? AND day = ? ORDER BY claim LIMIT ?"
        return [KeptClaim(*row) for row in self._rows(query, source, day, most)]

    def replace_claims(self, gone: Iterable[str], rows: Iterable[KeptClaim]) -> None:
        """Writes claims in place of those that were there."""
        self._drop("DELETE FROM derived_claims WHERE claim", gone)
        self._fill(
            "derived_claims (claim, report, carried, root, again, said, day, origin)",
            ((r.claim, r.report, r.carried, r.root, r.again, r.said, r.day, r.origin)
             for r in rows),
        )  # fmt: skip

    def origins(self, keys: Iterable[int]) -> dict[int, str]:
        """Origins, encoded, by their keys."""
        return dict(
            tuple(row)
            for row in self._among("SELECT key, payload FROM derived_origins WHERE key", keys)
        )

    def add_origins(self, rows: Mapping[int, str]) -> None:
        """Writes origins that are not there yet."""
        known = self.origins(rows)
        fresh = [(k, v) for k, v in sorted(rows.items()) if k not in known]
        self._fill("derived_origins (key, payload)", fresh)

    def events_of(self, claims: Iterable[str]) -> set[str]:
        """The events that rest on claims, in the codings that were computed from."""
        query = (
            "SELECT e.id FROM claims c JOIN events e ON e.coding = c.coding AND e.claim = c.n "
            "JOIN derived_reports r ON r.coding = c.coding WHERE c.id"
        )
        return {row[0] for row in self._among(query, claims)}

    def reports_of_events(self, events: Iterable[str]) -> set[int]:
        """The numbers of the reports that tell events."""
        query = "SELECT r.n FROM events e JOIN derived_reports r ON r.coding = e.coding WHERE e.id"
        return {row[0] for row in self._among(query, events)}

    # Incidents

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

    def add_incidents(self, rows: Iterable[tuple[str, int, str, int, bytes]]) -> None:
        """Writes incidents: id, whether it goes on, first day, number of reports, the record."""
        self._fill("derived_incidents (id, ongoing, earliest, reports, payload)", rows)

    def add_members(self, rows: Iterable[tuple[str, str]]) -> None:
        """Writes which events incidents hold: event, incident."""
        self._fill("derived_members (event, incident)", sorted(set(rows)))

    def add_tolls(self, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """Writes numbers of incidents: incident, order, the record."""
        self._fill("derived_tolls (incident, n, payload)", rows)

    # Contradictions

    def remove_contradictions(self, claims: Iterable[str]) -> None:
        """Forgets the contradictions of claims."""
        for column in ("first", "second"):
            self._drop(f"DELETE FROM derived_contradictions WHERE {column}", claims)

    def add_contradictions(self, rows: Iterable[tuple[str, str, str, int, float, bytes]]) -> None:
        """Writes contradictions: id, the two claims, whether it only may be one, score, record."""
        self._fill("derived_contradictions (id, first, second, perhaps, score, payload)", rows)

    # Control

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

    # Lists, as they are read

    def incidents_after(
        self, ongoing: int, after: tuple[str, str], most: int
    ) -> list[tuple[str, str, int, bytes]]:
        """Incidents, or what goes on, after one by first day and id: id, first day, reports and
        record of each."""
        query = (
            "SELECT id, earliest, reports, payload FROM derived_incidents WHERE ongoing = ? "
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
        query = "SELECT name FROM toponyms WHERE place = ? LIMIT 1"
        found = ((place, self._rows(query, place)) for place in sorted(set(places)))
        return {place: rows[0][0] for place, rows in found if rows}

    # Everything, as it is read

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


def _passages(rows: Iterable[Any]) -> list[KeptPassage]:
    return [KeptPassage(*row[:9], bool(row[9])) for row in rows]


def _claims(rows: Iterable[Any]) -> dict[str, KeptClaim]:
    return {row[0]: KeptClaim(*row) for row in rows}
