"""Which passages copy which, as reports come: one late report changes what copies it, and so on.

Invariant: the copies of all passages together, as `fusion.duplicates.copies` finds them. What a
passage is depends only on earlier ones, so that changes are followed in the order of publication.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from dateline.fusion.carried import claims_copied
from dateline.fusion.duplicates import (
    MOST_COMPARED,
    SETTLED,
    Copy,
    Passage,
    bands_of,
    earliest_copy,
)
from dateline.pipeline.upkeep.keys import key_of, keys_of
from dateline.pipeline.upkeep.reading import Prepared, Reader
from dateline.store import KeptPassage


class Copying:
    """Follows what some changed reports change in what copies what."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._tables = reader.tables
        self._waiting: list[tuple[tuple[str, str, int], int]] = []
        self._asked: set[int] = set()
        self._bands: dict[int, list[int]] = {}
        self.touched: set[int] = set()
        """Numbers of reports of which a passage copies another than before."""

    def replace_passages(self, old: Prepared | None, new: Prepared) -> None:
        """Takes the passages of a changed report for those that it had."""
        before: dict[int, KeptPassage] = {}
        if old is not None:
            before = {p.block: p for p in self._tables.passages_in(new.number)}
        after = new.passages
        for block, kept in before.items():
            if block not in after or _place(kept) != _told(after[block]):
                self._remove(kept, old)
        self._add(new.number, [
            passage for block, passage in after.items()
            if block not in before or _place(before[block]) != _told(passage)
        ])  # fmt: skip

    def follow(self) -> None:
        """Looks at what waits, the earliest first, until nothing more changes."""
        while self._waiting:
            _, number = heapq.heappop(self._waiting)
            self._asked.discard(number)
            for kept in self._tables.passages_numbered([number]):
                self._look(kept)

    def _add(self, report: int, passages: Sequence[Passage]) -> None:
        if not passages:
            return
        words = [words_key(p) for p in passages]
        bands = [keys_of(bands_of(p.words)) for p in passages]
        numbers = self._tables.add_passages([
            (report, p.block, p.start, p.end, p.at, key, some)
            for p, key, some in zip(passages, words, bands, strict=True)
        ])  # fmt: skip
        self._bands.update(zip(numbers, bands, strict=True))
        self._wait(self._tables.passages_worded(words))
        self.touched.add(report)

    def _remove(self, kept: KeptPassage, old: Prepared | None) -> None:
        bands: list[int] = []
        if old is not None and kept.block in old.passages:
            bands = keys_of(bands_of(old.passages[kept.block].words))
        self._wait(self._tables.passages_worded([kept.words]))
        self._wait(self._tables.copies_of([kept.id]))
        if bands:
            self._wait(self._tables.alike_after(bands, kept.order))
        self._tables.remove_passage(kept.id, bands)
        self.touched.add(kept.report)

    def _look(self, kept: KeptPassage) -> None:
        first = min(self._tables.passages_worded([kept.words]), key=lambda p: p.order)
        copy, hashed = None, False
        if first.id != kept.id:
            copy = first.id if first.report != kept.report else None
        else:
            copy, hashed = self._compare(kept)
        if hashed != kept.hashed:
            self._wait(self._tables.alike_after(self._bands_of(kept), kept.order))
        if (copy, hashed) != (kept.copy, kept.hashed):
            self._tables.keep_copy(kept.id, copy=copy, hashed=hashed)
            self.touched.add(kept.report)

    def _compare(self, kept: KeptPassage) -> tuple[int | None, bool]:
        """What a passage copies, and whether others are compared with it."""
        passage = self._passage(kept)
        bands = self._bands_of(kept)
        near = self._tables.alike_before(bands, kept.order, most=MOST_COMPARED)
        passages = _Lazy(self, near)
        found = earliest_copy(passage, passages)
        copy = None if found is None else passages.number_of(found.earlier)
        return copy, found is None or found.share < SETTLED

    def _bands_of(self, kept: KeptPassage) -> list[int]:
        bands = self._bands.get(kept.id)
        if bands is None:
            bands = self._bands[kept.id] = keys_of(bands_of(self._passage(kept).words))
        return bands

    def _passage(self, kept: KeptPassage) -> Passage:
        report = self._reader.named(kept.name)
        assert report is not None
        return report.passages[kept.block]

    def _wait(self, passages: Iterable[KeptPassage]) -> None:
        for one in passages:
            if one.id not in self._asked:
                self._asked.add(one.id)
                heapq.heappush(self._waiting, (one.order, one.id))


class _Lazy(Sequence[Passage]):
    """Kept passages whose words are read when they are looked at."""

    def __init__(self, copying: Copying, kept: Sequence[KeptPassage]) -> None:
        self._copying, self._kept = copying, kept
        self._read: dict[tuple[str, int], int] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, at: int | slice) -> Passage | Sequence[Passage]:  # type: ignore[override]
        if isinstance(at, slice):
            return _Lazy(self._copying, self._kept[at])
        kept = self._kept[at]
        return self._copying._passage(kept)

    def number_of(self, passage: Passage) -> int:
        """The number under which a passage is kept."""
        place = passage.report, passage.block
        return next(k.id for k in self._kept if (k.name, k.block) == place)


def carried_in(reader: Reader, report: Prepared) -> dict[str, str]:
    """The claims of a report with those whose words they repeat, by the copies that are kept."""
    kept = [p for p in reader.tables.passages_in(report.number) if p.copy is not None]
    first = {p.id: p for p in reader.tables.passages_numbered([p.copy for p in kept if p.copy])}
    carried: dict[str, str] = {}
    for passage in sorted(kept, key=lambda p: p.order):
        original = first[passage.copy or 0]
        earlier = reader.named(original.name)
        assert earlier is not None
        copy = Copy(report.passages[passage.block], earlier.passages[original.block], 1.0)
        carried |= claims_copied(earlier.coding, report.coding, copy)
    return carried


def words_key(passage: Passage) -> int:
    """The number of a passage's words."""
    return key_of("words", *passage.words)


def _place(kept: KeptPassage) -> tuple[object, ...]:
    return kept.start, kept.end, kept.at, kept.words


def _told(passage: Passage) -> tuple[object, ...]:
    return passage.start, passage.end, passage.at, words_key(passage)
