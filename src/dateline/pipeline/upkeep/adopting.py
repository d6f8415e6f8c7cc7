"""Places that deeds without one take from like tellings, as reports come.

Invariant: what `adopt_places` gives among all deeds. A deed's place hangs on the deeds of its
family and days that share a rare word with it; where one of these changes, it is looked for again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.fusion.adopted_places import (
    BESIDE,
    MOST,
    common_place,
    days_beside,
    find_like,
    index_lenders,
    is_placeless,
    lends_place,
)
from dateline.fusion.deed_places import Spot
from dateline.fusion.deeds import Days, Deed, shipped_rules
from dateline.pipeline.upkeep.keys import key_of
from dateline.pipeline.upkeep.reading import Prepared, Reader, encode_adopted
from dateline.store import KeptLike


class Adopting:
    """Follows what changed reports change in which deeds take which places."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._tables = reader.tables

    def replace_places(self, reports: Sequence[Prepared]) -> list[Prepared]:
        """Takes the deeds of changed reports for those that they had; the other reports of which
        some deed is at another place now."""
        changed: set[KeptLike] = set()
        for report in reports:
            kept, fresh = self._tables.like_in(report.number), set(_rows(report))
            self._tables.replace_like(kept - fresh, fresh - kept)
            changed |= kept ^ fresh
        own = {report.number for report in reports}
        seeking = self._seeking(changed)
        others = self._reader.numbered(seeking - own)
        return [r for r in (*reports, *others) if self._adopt(r) and r.number not in own]

    def _seeking(self, changed: Iterable[KeptLike]) -> set[int]:
        """The reports that seek places in words of these."""
        lenders: dict[tuple[int, int, int], set[str]] = defaultdict(set)
        for row in changed:
            if row.lends:
                days = row.first - BESIDE, row.last + BESIDE
                lenders[row.key, *days].update(row.words.split())
        found: set[int] = set()
        for (key, first, last), words in lenders.items():
            rows = self._between(key, (first, last), lends=False)
            found |= {row.report for row in rows if not words.isdisjoint(row.words.split())}
        return found

    def _adopt(self, report: Prepared) -> bool:
        """Gives a report's deeds the places that they take now; whether one is another."""
        found: dict[str, Spot] = {}
        for deed in filter(is_placeless, report.placed):
            spot = common_place(self._find_like(deed))
            if spot is not None:
                found[deed.id] = spot
        if found == report.adopted:
            return False
        self._tables.keep_adopted(report.number, encode_adopted(found))
        report.adopt(found)
        return True

    def _between(self, key: int, days: Days, *, lends: bool) -> list[KeptLike]:
        slack = shipped_rules().deed_days
        return self._tables.like_between(key, days, lends=lends, slack=slack)

    def _find_like(self, deed: Deed) -> list[Deed]:
        rows = self._between(_key(deed), days_beside(deed), lends=True)
        counts = Counter(
            word for row in rows for word in deed.words.intersection(row.words.split())
        )
        telling = {word for word, count in counts.items() if count <= MOST}
        trigger = deed.fact.event.trigger.text.casefold()
        near = {r.report for r in rows if _may_be_like(r, deed, telling, trigger)}
        lenders = [d for report in self._reader.numbered(near) for d in report.placed]
        index = index_lenders(lenders)
        return find_like(deed, {k: told for k, told in index.items() if k[1] in telling})


def _may_be_like(row: KeptLike, deed: Deed, telling: set[str], trigger: str) -> bool:
    words = deed.words.intersection(row.words.split())
    return not telling.isdisjoint(words) and (len(words) > 1 or row.trigger == trigger)


def _rows(report: Prepared) -> Iterator[KeptLike]:
    """What a report's deeds lend and seek."""
    for deed in report.placed:
        lends = lends_place(deed)
        if (lends or is_placeless(deed)) and deed.days is not None and deed.words:
            trigger = deed.fact.event.trigger.text.casefold()
            words = " ".join(sorted(deed.words))
            yield KeptLike(
                _key(deed), lends, *deed.days, report.number, deed.key, trigger, words
            )  # fmt: skip


def _key(deed: Deed) -> int:
    return key_of("like", deed.family)
