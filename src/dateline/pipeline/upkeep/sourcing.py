"""Where claims entered the record, as reports come: carried words, statements said again, origins.

Invariant: each claim has the origin that `fusion.origins.origins_of` gives it among all claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import msgspec

from dateline.fusion.carried import MOST, again_of, first_of, words
from dateline.fusion.origins import Root, origin_of, source_of
from dateline.model import Origin, OriginKind
from dateline.pipeline.upkeep.copying import carried_in
from dateline.pipeline.upkeep.keys import key_of
from dateline.pipeline.upkeep.reading import Prepared, Reader
from dateline.store import KeptClaim, NewOrigin

Step = Callable[[KeptClaim], str | None]
Said = tuple[int, int]
"""A source, and the day on which it says something."""


class Sourcing:
    """Follows what changed reports change in where claims come from."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._tables = reader.tables
        self._rows: dict[str, KeptClaim] = {}
        self._before: dict[str, KeptClaim] = {}
        self._said: set[Said] = set()
        self._gone: set[str] = set()

    def replace_claims(self, reports: Iterable[Prepared], copying: Iterable[int]) -> set[str]:
        """Takes the claims of changed reports for those that they had, and looks again at those of
        reports that copy otherwise; the claims that now come from elsewhere, gone ones too."""
        changed = list(reports)
        for report in changed:
            self._replace(report)
        own = {report.number for report in changed}
        for other in self._reader.numbered({*copying, *self._copying_from(own)} - own):
            self._look_again(other)
        self._write(self._rows.values())
        self._root(set(self._rows))
        self._say_again()
        return self._settle()

    def _replace(self, report: Prepared) -> None:
        old = self._tables.claims_in([report.number])
        self._before |= old
        carried = carried_in(self._reader, report)
        for claim, root in report.roots.items():
            said = key_of("said", source_of(root)) if root.kind is OriginKind.STATEMENT else None
            day = _day(root)
            self._rows[claim] = KeptClaim(
                claim, report.number, carried.get(claim), None, None, said, day, root.why
            )
        self._gone |= old.keys() - report.roots.keys()
        self._said |= {
            (row.said, row.day)
            for row in (*old.values(), *(self._rows[c] for c in report.roots))
            if row.said is not None and row.day is not None
        }

    def _look_again(self, report: Prepared) -> None:
        carried = carried_in(self._reader, report)
        for claim, row in self._tables.claims_in([report.number]).items():
            if row.carried != carried.get(claim):
                self._before[claim] = row
                self._rows[claim] = msgspec.structs.replace(row, carried=carried.get(claim))

    def _copying_from(self, reports: Iterable[int]) -> set[int]:
        """The numbers of the reports that copy passages of these."""
        passages = [p.id for report in reports for p in self._tables.passages_in(report)]
        return {p.report for p in self._tables.copies_of(passages)}

    def _root(self, moved: set[str]) -> None:
        """Finds anew at the end of which chain of copies the words of claims are."""
        open_ = set(moved) | self._gone
        while open_:
            after = self._tables.carrying(open_)
            open_ = after.keys() - moved
            moved |= open_
            for claim in open_:
                self._remember(claim, after[claim])
        carried = self._chain(moved, lambda row: row.carried)
        for claim in moved - self._gone:
            row = self._rows[claim]
            root = first_of(claim, carried)
            self._rows[claim] = msgspec.structs.replace(row, root=None if root == claim else root)
        self._write(self._rows[claim] for claim in moved - self._gone)

    def _say_again(self) -> None:
        """Compares what changed sources said on changed days with the days before and after."""
        asked = {(s, d) for s, d in self._said} | {(s, d + 1) for s, d in self._said}
        for source, day in sorted(asked):
            after = self._tables.said(source, day, most=MOST)
            found: Mapping[str, str] = {}
            if after:
                before = self._tables.said(source, day - 1, most=MOST)
                found = again_of(self._worded(before), self._worded(after)) if before else {}
            for row in self._all_said(source, day, after):
                if row.again != found.get(row.claim):
                    self._remember(row.claim, row)
                    self._rows[row.claim] = msgspec.structs.replace(
                        self._rows[row.claim], again=found.get(row.claim)
                    )
        self._write(self._rows.values())

    def _all_said(self, source: int, day: int, first: list[KeptClaim]) -> list[KeptClaim]:
        """Those beyond the first too: one of them may have been among the first before."""
        return first if len(first) < MOST else self._tables.said(source, day, most=100 * MOST)

    def _worded(self, rows: Iterable[KeptClaim]) -> list[tuple[str, str]]:
        listed = list(rows)
        told: list[tuple[str, str]] = []
        for report in self._reader.numbered({row.report for row in listed}):
            wanted = {row.claim for row in listed if row.report == report.number}
            told += [(c.id, words(c)) for c in report.coding.claims if c.id in wanted]
        return told

    def _settle(self) -> set[str]:
        """Gives all that may come from elsewhere their origins; the claims whose origin changed."""
        base = set(self._rows) | self._gone
        open_ = set(base)
        while open_:
            open_ = self._tables.saying_again(open_).keys() - base
            base |= open_
        found = self._tables.rooted(base)
        rows = {**self._tables.kept_claims(base), **found}
        self._origins(rows)
        changed = {c for c, row in rows.items() if c not in self._before or self._moved(c, row)}
        return changed | self._gone

    def _moved(self, claim: str, row: KeptClaim) -> bool:
        before = self._before[claim]
        return (before.origin, before.root) != (row.origin, row.root)

    def _origins(self, rows: dict[str, KeptClaim]) -> None:
        firsts = {row.root or claim for claim, row in rows.items()}
        chain = self._chain(firsts, lambda row: row.again)
        roots = self._roots(firsts)
        days = self._tables.kept_claims({first_of(f, chain) for f in firsts})
        made: dict[int, NewOrigin] = {}
        changed: list[KeptClaim] = []
        for claim, row in rows.items():
            self._before.setdefault(claim, row)
            first = row.root or claim
            root = replace(roots[first], why="")
            if first in chain:
                root = replace(root, occasion=day_told(days[first_of(first, chain)].day))
            origin = origin_of(root)
            key = key_of("origin", origin.id, origin.general)
            made[key] = origin.id, origin.name, origin.side, encode_origin(origin)
            if row.origin != key:
                rows[claim] = msgspec.structs.replace(row, origin=key)
                changed.append(rows[claim])
        self._tables.add_origins(made)
        self._tables.replace_claims([row.claim for row in changed], changed)

    def _roots(self, claims: set[str]) -> dict[str, Root]:
        rows = self._tables.kept_claims(claims)
        reports = self._reader.numbered({row.report for row in rows.values()})
        by_number = {report.number: report for report in reports}
        return {claim: by_number[row.report].roots[claim] for claim, row in rows.items()}

    def _chain(self, claims: Iterable[str], step: Step) -> dict[str, str]:
        """All links from these claims on."""
        found: dict[str, str] = {}
        open_ = set(claims)
        while open_:
            rows = self._tables.kept_claims(open_)
            links = {c: to for c, row in rows.items() if (to := step(row)) is not None}
            found |= links
            open_ = set(links.values()) - found.keys()
        return found

    def _remember(self, claim: str, row: KeptClaim) -> None:
        self._before.setdefault(claim, row)
        self._rows.setdefault(claim, row)

    def _write(self, rows: Iterable[KeptClaim]) -> None:
        listed = list(rows)
        self._tables.replace_claims([*(row.claim for row in listed), *self._gone], listed)


def encode_origin(origin: Origin) -> str:
    """An origin without its claims, as the ledger keeps it."""
    return msgspec.json.encode(origin).decode()


def decode_origin(kept: str) -> Origin:
    """What the ledger keeps."""
    return msgspec.json.decode(kept, type=Origin)


def _day(root: Root) -> int | None:
    try:
        return date.fromisoformat(root.occasion).toordinal()
    except ValueError:
        return None


def day_told(day: int | None) -> str:
    """A day as origins write it; "" where none is known."""
    return date.fromordinal(day).isoformat() if day is not None else ""
