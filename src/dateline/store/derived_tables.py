"""The tables of what follows from all claims: what each step of computing it reads and writes.

Written as statements of the driver's own where rows are many: see `write.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Table, and_, delete, func, insert, or_, select, update

from dateline.model import Coding
from dateline.store import derived_schema as d
from dateline.store import schema
from dateline.store.coding_payload import unpacked

T = TypeVar("T", str, int)
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

    # Reports

    def current_coding(self, report: str) -> tuple[int, Coding]:
        """The coding of a report that holds, and its number."""
        held = schema.codings.c
        query = select(held.seq, held.payload).where(
            held.report == report, held.superseded_at.is_(None)
        )
        row = self._link.execute(query).one()
        return row.seq, unpacked(row.payload, report=report)

    def numbered_coding(self, seq: int) -> Coding:
        """A coding by its number."""
        held = schema.codings.c
        row = self._link.execute(select(held.report, held.payload).where(held.seq == seq)).one()
        return unpacked(row.payload, report=row.report)

    def kept_report(self, report: str) -> KeptReport | None:
        """What a report's part was computed from; None: it has not been."""
        row = self._link.execute(select(d.reports).where(d.reports.c.report == report)).first()
        return None if row is None else KeptReport(*row)

    def kept_reports(self, numbers: Iterable[int]) -> list[KeptReport]:
        """Reports by their numbers."""
        return [
            KeptReport(*row)
            for part in in_parts(sorted(set(numbers)))
            for row in self._link.execute(select(d.reports).where(d.reports.c.n.in_(part)))
        ]

    def keep_report(
        self, report: str, *, coding: int, stamp: str, judged: str | None, edition: str | None
    ) -> KeptReport:
        """Writes what a report's part is computed from."""
        values = {"coding": coding, "stamp": stamp, "judged": judged, "edition": edition}
        mine = d.reports.c.report == report
        if not self._link.execute(update(d.reports).where(mine).values(values)).rowcount:
            self._link.execute(insert(d.reports), {"report": report, **values})
        kept = self.kept_report(report)
        assert kept is not None
        return kept

    # Keys

    def replace_keys(self, report: int, rows: Iterable[Window]) -> None:
        """The keys of a report, in place of those that it had."""
        self._link.execute(delete(d.keys).where(d.keys.c.report == report))
        self._fill(d.keys, sorted(
            {(*row, report) for row in rows}, key=lambda r: (r[0], r[1] or 0, r[2] or 0)
        ))  # fmt: skip

    def add_keys(self, report: int, rows: Iterable[Window]) -> None:
        """More keys of a report."""
        self._fill(d.keys, [(*row, report) for row in rows])

    def keys_of(self, report: int, *, dated: bool) -> set[int]:
        """The keys of a report that have days, or those that have none."""
        k = d.keys.c
        days = k.first.is_not(None) if dated else k.first.is_(None)
        return set(self._link.scalars(select(k.key).where(k.report == report, days)))

    def keep_edition(self, report: int, edition: str | None) -> None:
        """Writes of which report a report, by its number, is no new telling."""
        mine = d.reports.c.n == report
        self._link.execute(update(d.reports).where(mine).values(edition=edition))

    def meeting(self, windows: Iterable[Window]) -> set[int]:
        """The numbers of the reports that have one of these keys within its days."""
        found: set[int] = set()
        k = d.keys.c
        for key, first, last in windows:
            query = select(k.report).where(k.key == key)
            if first is not None and last is not None:
                query = query.where(k.first.between(first - LONGEST, last), k.last >= first)
            found.update(self._link.scalars(query))
        return found

    def earliest_of(self, keys: Iterable[int]) -> dict[int, int]:
        """For each key the first report that has it and is a telling of its own."""
        k, r = d.keys.c, d.reports.c
        best: dict[int, tuple[str, str, int]] = {}
        for part in in_parts(sorted(set(keys))):
            query = (
                select(k.key, r.stamp, r.report, r.n)
                .join_from(d.keys, d.reports, r.n == k.report)
                .where(k.key.in_(part), r.edition.is_(None))
            )
            for key, stamp, report, n in self._link.execute(query):
                best[key] = min(best.get(key, (stamp, report, n)), (stamp, report, n))
        return {key: found[2] for key, found in best.items()}

    # Names of persons

    def count_names(self, changed: Mapping[tuple[str, str], int]) -> None:
        """Adds to how often names are told, by key and name."""
        t = d.names
        for (key, name), count in sorted(changed.items()):
            mine = and_(t.c.key == key, t.c.name == name)
            done = self._link.execute(update(t).where(mine).values(count=t.c.count + count))
            if not done.rowcount:
                self._link.execute(insert(t), {"key": key, "name": name, "count": count})
        if changed:
            self._link.execute(delete(t).where(t.c.count <= 0))

    def named(self, keys: Iterable[str]) -> dict[str, dict[str, int]]:
        """How often each name of these keys is told."""
        found: dict[str, dict[str, int]] = {}
        for part in in_parts(sorted(set(keys))):
            for key, name, count in self._link.execute(
                select(d.names).where(d.names.c.key.in_(part))
            ):
                found.setdefault(key, {})[name] = count
        return found

    # Passages

    def passages(self, where: Any) -> list[KeptPassage]:
        """Passages that pass a condition."""
        p = d.passages.c
        query = select(
            p.id, p.report, d.reports.c.report, p.block, p.start, p.end, p.at, p.words, p.copy,
            p.hashed,
        ).join_from(d.passages, d.reports, d.reports.c.n == p.report).where(where)  # fmt: skip
        return [KeptPassage(*row[:9], bool(row[9])) for row in self._link.execute(query)]

    def passages_in(self, report: int) -> list[KeptPassage]:
        """The passages of a report."""
        return self.passages(d.passages.c.report == report)

    def passages_worded(self, words: int) -> list[KeptPassage]:
        """The passages of the same words."""
        return self.passages(d.passages.c.words == words)

    def passages_numbered(self, ids: Iterable[int]) -> list[KeptPassage]:
        """Passages by their numbers."""
        return [p for part in in_parts(ids) for p in self.passages(d.passages.c.id.in_(part))]

    def copies_of(self, passages: Iterable[int]) -> list[KeptPassage]:
        """The passages that copy these."""
        return [
            p for part in in_parts(passages) for p in self.passages(d.passages.c.copy.in_(part))
        ]

    def alike(self, bands: Sequence[int]) -> list[KeptPassage]:
        """The passages that have one of these bands."""
        found: set[int] = set()
        for part in in_parts(bands):
            query = select(d.bands.c.passage).where(d.bands.c.band.in_(part))
            found.update(self._link.scalars(query))
        return self.passages_numbered(sorted(found))

    def add_passage(
        self, report: int, place: tuple[int, int, int], *, at: str, words: int, bands: Sequence[int]
    ) -> int:
        """Writes a passage, by its block, start and end; its number."""
        block, start, end = place
        row = {
            "report": report, "block": block, "start": start, "end": end, "at": at,
            "words": words, "copy": None, "hashed": 0,
        }  # fmt: skip
        made = self._link.execute(insert(d.passages), row).inserted_primary_key
        assert made is not None
        number = int(made[0])
        self._fill(d.bands, [(band, number) for band in sorted(set(bands))])
        return number

    def remove_passage(self, passage: int, bands: Sequence[int]) -> None:
        """Forgets a passage."""
        b = d.bands.c
        mine = and_(b.passage == passage, b.band.in_(bands))
        self._link.execute(delete(d.bands).where(mine))
        self._link.execute(delete(d.passages).where(d.passages.c.id == passage))

    def keep_copy(self, passage: int, *, copy: int | None, hashed: bool) -> None:
        """Writes what a passage copies, and whether others are compared with it."""
        mine = d.passages.c.id == passage
        self._link.execute(update(d.passages).where(mine).values(copy=copy, hashed=int(hashed)))

    # Claims and origins

    def kept_claims(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """Claims by their ids."""
        return self._claims(d.claims.c.claim, claims)

    def claims_in(self, report: int) -> dict[str, KeptClaim]:
        """The claims of a report."""
        return self._claims(d.claims.c.report, [report])

    def carrying(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims that repeat the words of these."""
        return self._claims(d.claims.c.carried, claims)

    def rooted(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims whose words come from these in the end."""
        return self._claims(d.claims.c.root, claims)

    def saying_again(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims that say these again."""
        return self._claims(d.claims.c.again, claims)

    def said(self, source: int, day: int, *, most: int) -> list[KeptClaim]:
        """What a source said on a day, the first by id."""
        c = d.claims.c
        query = select(d.claims).where(c.said == source, c.day == day).order_by(c.claim).limit(most)
        return [KeptClaim(*row) for row in self._link.execute(query)]

    def _claims(self, column: Any, values: Iterable[Any]) -> dict[str, KeptClaim]:
        return {
            row.claim: KeptClaim(*row)
            for part in in_parts(sorted(set(values)))
            for row in self._link.execute(select(d.claims).where(column.in_(part)))
        }

    def replace_claims(self, gone: Iterable[str], rows: Iterable[KeptClaim]) -> None:
        """Writes claims in place of those that were there."""
        for part in in_parts(sorted(set(gone))):
            self._link.execute(delete(d.claims).where(d.claims.c.claim.in_(part)))
        self._fill(d.claims, [
            (r.claim, r.report, r.carried, r.root, r.again, r.said, r.day, r.origin) for r in rows
        ])  # fmt: skip

    def origins(self, keys: Iterable[int]) -> dict[int, str]:
        """Origins, encoded, by their keys."""
        o = d.origins.c
        return {
            row.key: row.payload
            for part in in_parts(sorted(set(keys)))
            for row in self._link.execute(select(d.origins).where(o.key.in_(part)))
        }

    def add_origins(self, rows: Mapping[int, str]) -> None:
        """Writes origins that are not there yet."""
        known = self.origins(rows)
        self._fill(d.origins, [(k, v) for k, v in sorted(rows.items()) if k not in known])

    def events_of(self, claims: Iterable[str]) -> set[str]:
        """The events that rest on claims, in the codings that were computed from."""
        c, e, r = schema.claims.c, schema.events.c, d.reports.c
        found: set[str] = set()
        for part in in_parts(sorted(set(claims))):
            query = (
                select(e.id)
                .join_from(schema.claims, schema.events, and_(e.coding == c.coding, e.claim == c.n))
                .join(d.reports, r.coding == c.coding)
                .where(c.id.in_(part))
            )
            found.update(self._link.scalars(query))
        return found

    def reports_of_events(self, events: Iterable[str]) -> set[int]:
        """The numbers of the reports that tell events."""
        e, r = schema.events.c, d.reports.c
        found: set[int] = set()
        for part in in_parts(sorted(set(events))):
            query = select(r.n).join_from(schema.events, d.reports, r.coding == e.coding)
            found.update(self._link.scalars(query.where(e.id.in_(part))))
        return found

    # Incidents

    def members(self, events: Iterable[str]) -> dict[str, set[str]]:
        """The incidents of each event."""
        found: dict[str, set[str]] = {}
        m = d.members.c
        for part in in_parts(sorted(set(events))):
            for event, incident in self._link.execute(select(d.members).where(m.event.in_(part))):
                found.setdefault(event, set()).add(incident)
        return found

    def events_in(self, incidents: Iterable[str]) -> dict[str, set[str]]:
        """The events of each incident."""
        found: dict[str, set[str]] = {}
        m = d.members.c
        for part in in_parts(sorted(set(incidents))):
            query = select(d.members).where(m.incident.in_(part))
            for event, incident in self._link.execute(query):
                found.setdefault(incident, set()).add(event)
        return found

    def remove_incidents(self, incidents: Iterable[str]) -> None:
        """Forgets incidents with what follows from them."""
        for part in in_parts(sorted(set(incidents))):
            for column in (d.members.c.incident, d.incidents.c.id, d.tolls.c.incident):
                self._link.execute(delete(column.table).where(column.in_(part)))

    def add_incidents(self, rows: Iterable[tuple[str, int, str, int, bytes]]) -> None:
        """Writes incidents: id, whether it goes on, first day, number of reports, the record."""
        self._fill(d.incidents, list(rows))

    def add_members(self, rows: Iterable[tuple[str, str]]) -> None:
        """Writes which events incidents hold: event, incident."""
        self._fill(d.members, sorted(set(rows)))

    def add_tolls(self, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """Writes numbers of incidents: incident, order, the record."""
        self._fill(d.tolls, list(rows))

    # Contradictions

    def remove_contradictions(self, claims: Iterable[str]) -> None:
        """Forgets the contradictions of claims."""
        t = d.contradictions
        for part in in_parts(sorted(set(claims))):
            mine = or_(t.c.first.in_(part), t.c.second.in_(part))
            self._link.execute(delete(t).where(mine))

    def add_contradictions(self, rows: Iterable[tuple[str, str, str, int, float, bytes]]) -> None:
        """Writes contradictions: id, the two claims, whether it only may be one, score, record."""
        self._fill(d.contradictions, list(rows))

    # Everything, as it is read

    def all_incidents(self) -> Iterator[bytes]:
        """The records of incidents by id."""
        t = d.incidents
        yield from self._link.scalars(select(t.c.payload).order_by(t.c.id))

    def all_contradictions(self) -> Iterator[bytes]:
        """The records of contradictions by id."""
        t = d.contradictions
        yield from self._link.scalars(select(t.c.payload).order_by(t.c.id))

    def claims_by_origin(self) -> dict[int, list[str]]:
        """The claims of each origin."""
        found: dict[int, list[str]] = {}
        for claim, origin in self._link.execute(select(d.claims.c.claim, d.claims.c.origin)):
            found.setdefault(origin, []).append(claim)
        return found

    def count(self, table: str) -> int:
        """How many rows a table has, by its name without `derived_`."""
        named = d.metadata.tables[f"derived_{table}"]
        return self._link.execute(select(func.count()).select_from(named)).scalar() or 0

    def _fill(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        link = self._link
        quote = link.dialect.identifier_preparer.quote
        names = ", ".join(quote(column.name) for column in table.columns)
        mark = "?" if link.dialect.paramstyle == "qmark" else "%s"
        marks = ", ".join([mark] * len(table.columns))
        link.exec_driver_sql(
            f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})", list(rows)
        )
