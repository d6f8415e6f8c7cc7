"""Passages that copy others, claims that repeat others, and origins, as the ledger keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.store.derived_statements import (
    CLAIMS,
    PASSAGES,
    KeptClaim,
    KeptPassage,
    Statements,
    read_claims,
    read_passages,
)

NewOrigin = tuple[str, str, str | None, str]
"""Id, name and side of an origin, and the record."""
NewPassage = tuple[int, int, int, int, str, int, Sequence[int]]
"""Report, block, start and end of a passage, when it was published, its words, its bands."""


class PassageTables(Statements):
    """Passages that may be copies."""

    def passages_in(self, report: int) -> list[KeptPassage]:
        """The passages of a report."""
        return read_passages(self._rows(PASSAGES + "WHERE p.report = ?", report))

    def passages_worded(self, words: Iterable[int]) -> list[KeptPassage]:
        """The passages of the same words."""
        return read_passages(self._among(PASSAGES + "WHERE p.words", words))

    def passages_numbered(self, ids: Iterable[int]) -> list[KeptPassage]:
        """Passages by their numbers."""
        return read_passages(self._among(PASSAGES + "WHERE p.id", ids))

    def copies_of(self, passages: Iterable[int]) -> list[KeptPassage]:
        """The passages that copy these."""
        return read_passages(self._among(PASSAGES + "WHERE p.copy", passages))

    def alike_before(
        self, bands: Sequence[int], order: tuple[str, str, int], *, most: int
    ) -> list[KeptPassage]:
        """The first passages, of those that others are compared with, that have one of these bands
        and come before a place in the order of passages."""
        where = f"{self._banded(bands)} AND p.hashed = 1 AND (p.at, r.report, p.block) < (?, ?, ?)"
        query = f"{PASSAGES}WHERE {where} ORDER BY p.at, r.report, p.block LIMIT {int(most)}"
        return read_passages(self._rows(query, *bands, *order))

    def alike_after(self, bands: Sequence[int], order: tuple[str, str, int]) -> list[KeptPassage]:
        """The passages that have one of these bands and come after a place in their order."""
        where = f"{self._banded(bands)} AND (p.at, r.report, p.block) > (?, ?, ?)"
        return read_passages(self._rows(f"{PASSAGES}WHERE {where}", *bands, *order))

    def _banded(self, bands: Sequence[int]) -> str:
        marks = ", ".join("?" * len(bands))
        return f"p.id IN (SELECT passage FROM derived_bands WHERE band IN ({marks}))"

    def add_passages(self, rows: Sequence[NewPassage]) -> list[int]:
        """Writes passages; their numbers."""
        last = self._rows("SELECT coalesce(max(id), 0) FROM derived_passages")[0][0]
        numbers = [last + n for n in range(1, len(rows) + 1)]
        self._fill(
            'derived_passages (id, report, block, start, "end", at, words, hashed)',
            ((number, *row[:-1], 0) for number, row in zip(numbers, rows, strict=True)),
        )
        self._fill(
            "derived_bands (band, passage)",
            ((b, n) for n, row in zip(numbers, rows, strict=True) for b in sorted(set(row[-1]))),
        )
        return numbers

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


class ClaimTables(Statements):
    """Whose words each claim repeats, and where it entered the record."""

    def kept_claims(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """Claims by their ids."""
        return read_claims(self._among(CLAIMS + "WHERE claim", claims))

    def claims_in(self, reports: Iterable[int]) -> dict[str, KeptClaim]:
        """The claims of reports."""
        return read_claims(self._among(CLAIMS + "WHERE report", reports))

    def carrying(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims that repeat the words of these."""
        return read_claims(self._among(CLAIMS + "WHERE carried", claims))

    def rooted(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims whose words come from these in the end."""
        return read_claims(self._among(CLAIMS + "WHERE root", claims))

    def saying_again(self, claims: Iterable[str]) -> dict[str, KeptClaim]:
        """The claims that say these again."""
        return read_claims(self._among(CLAIMS + "WHERE again", claims))

    def said(self, source: int, day: int, *, most: int) -> list[KeptClaim]:
        """What a source said on a day, the first by id."""
        query = CLAIMS + "WHERE said = ? AND day = ? ORDER BY claim LIMIT ?"
        return [KeptClaim(*row) for row in self._rows(query, source, day, most)]

    def replace_claims(self, gone: Iterable[str], rows: Iterable[KeptClaim]) -> None:
        """Writes claims in place of those that were there."""
        self._drop("DELETE FROM derived_claims WHERE claim", gone)
        self._fill(
            "derived_claims (claim, report, carried, root, again, said, day, why, origin)",
            ((r.claim, r.report, r.carried, r.root, r.again, r.said, r.day, r.why, r.origin)
             for r in rows),
        )  # fmt: skip

    def origins(self, keys: Iterable[int]) -> dict[int, str]:
        """Origins, encoded, by their keys."""
        return dict(
            tuple(row)
            for row in self._among("SELECT key, payload FROM derived_origins WHERE key", keys)
        )

    def add_origins(self, rows: Mapping[int, NewOrigin]) -> None:
        """Writes origins that are not there yet."""
        fresh = ((key, *told) for key, told in sorted(rows.items()))
        self._fill("derived_origins (key, id, name, side, payload)", fresh, missing=True)

    def origins_ranked(self) -> list[int]:
        """The keys of all origins, the most widely carried first."""
        query = (
            "SELECT o.key FROM derived_claims c JOIN derived_origins o ON o.key = c.origin "
            "GROUP BY o.key, o.name, o.id "
            "ORDER BY count(DISTINCT c.report) DESC, count(*) DESC, o.name, o.id"
        )
        return [row[0] for row in self._rows(query)]

    def claims_from(self, origins: Iterable[int]) -> dict[str, KeptClaim]:
        """The claims of origins."""
        return read_claims(self._among(CLAIMS + "WHERE origin", origins))

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
