"""Reports as what follows is computed from them, read one by one; no more than some in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from dateline.fusion.adopted_places import place_as
from dateline.fusion.contradict import tellings_told
from dateline.fusion.deed_places import Spot
from dateline.fusion.deeds import Deed
from dateline.fusion.duplicates import Passage, passages_of
from dateline.fusion.facts import Fact, facts_of, name_source
from dateline.fusion.incidents import part_ongoing, stated_deeds
from dateline.fusion.origins import Root, roots_of
from dateline.fusion.tellings import Telling
from dateline.model import Coding
from dateline.pipeline.names import count_spellings, shared_of, with_names
from dateline.pipeline.standing import stand_by
from dateline.pipeline.tolls import Number, numbers_told
from dateline.pipeline.upkeep.judged import Judged, decode_judged
from dateline.store import DerivedTables, KeptReport

MOST_KEPT = 800
"""Reports in memory: some hundred kilobytes each."""


class Prepared:
    """A report with what can be told of it alone; `whole`: its coding, wrong claims and all."""

    def __init__(
        self, kept: KeptReport | None, whole: Coding, judged: Judged, names: Mapping[str, str]
    ) -> None:
        self.whole = whole
        self.judged = judged
        self.edition = kept.edition if kept is not None else None
        self.number = kept.n if kept is not None else 0
        self.adopted = decode_adopted(kept.adopted if kept is not None else None)
        self.coding = with_names(stand_by(whole, judged.rulings), names)

    @property
    def order(self) -> tuple[str, str]:
        """What orders reports: publication, then id."""
        report = self.whole.report
        return report.published or "~", report.id

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What is told; nothing where the report is no telling of its own."""
        return () if self.edition is not None else facts_of(self.coding)

    @cached_property
    def placed(self) -> list[Deed]:
        """Deeds, where it places them itself."""
        return stated_deeds(self.facts)

    @cached_property
    def deeds(self) -> tuple[list[Deed], list[Deed]]:
        """Single deeds, and those that belong to what goes on, some at places that others tell."""
        deeds = (place_as(d, self.adopted.get(d.key)) for d in self.placed)
        return part_ongoing(deeds, frozenset(self.judged.same))

    def adopt(self, places: dict[str, Spot]) -> None:
        """Takes other places for deeds without one, by key."""
        self.adopted = places
        self.__dict__.pop("deeds", None)

    def numbers_of(self, fact: Fact) -> tuple[Number, ...]:
        """The numbers that a fact of it tells, each person called as it does."""
        if not fact.event.quantities:
            return ()
        name, side = name_source(fact.claim, self.whole)
        return numbers_told(msgspec.structs.replace(fact, source=name, source_side=side))

    @cached_property
    def by_event(self) -> dict[str, Fact]:
        """Facts by the ids of their events."""
        return {fact.event.id: fact for fact in self.facts}

    @cached_property
    def tellings(self) -> list[Telling]:
        """Tellings that may contradict others; nothing where it is no telling of its own."""
        return [] if self.edition is not None else tellings_told(self.coding)

    @cached_property
    def passages(self) -> dict[int, Passage]:
        """Passages that may be copies, by their blocks."""
        return {p.block: p for p in passages_of(self.coding.report)}

    @cached_property
    def roots(self) -> dict[str, Root]:
        """Where each claim alone says that it comes from."""
        return {claim.id: root for claim, root in roots_of(self.coding)}


class Reader:
    """Reads reports as their parts were computed, and keeps the last."""

    def __init__(self, tables: DerivedTables) -> None:
        self.tables = tables
        self._kept: OrderedDict[str, Prepared] = OrderedDict()
        self._names: dict[str, Mapping[str, str]] = {}

    def prepare(self, kept: KeptReport) -> Prepared:
        """A report by what is kept of it."""
        found = self._kept.get(kept.report)
        if found is None:
            coding = self.tables.numbered_coding(kept.coding)
            found = Prepared(kept, coding, decode_judged(kept.judged), self.names_in(coding))
            self._kept[kept.report] = found
        self._kept.move_to_end(kept.report)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    def named(self, report: str) -> Prepared | None:
        """A report by its id; None: nothing was computed from it yet."""
        found = self._kept.get(report)
        if found is not None:
            self._kept.move_to_end(report)
            return found
        kept = self.tables.kept_report(report)
        return None if kept is None else self.prepare(kept)

    def numbered(self, numbers: Iterable[int]) -> list[Prepared]:
        """Reports by their numbers, in the order of publication."""
        rows = sorted(self.tables.kept_reports(numbers), key=lambda k: (k.stamp, k.report))
        return [self.prepare(row) for row in rows]

    def forget(self, report: str) -> None:
        """Lets go of a report whose part is another now."""
        self._kept.pop(report, None)

    def names_in(self, coding: Coding) -> dict[str, str]:
        """The names that its persons share with other reports."""
        keys = count_spellings(coding.actors).keys()
        unknown = [key for key in keys if key not in self._names]
        told = self.tables.named(unknown)
        self._names.update({k: shared_of(told[k]) if k in told else {} for k in unknown})
        return {name: best for key in keys for name, best in self._names[key].items()}

    def forget_names(self, keys: Iterable[str]) -> None:
        """Lets go of names that are told otherwise now."""
        for key in keys:
            self._names.pop(key, None)


def encode_adopted(places: Mapping[str, Spot]) -> str | None:
    """Places that deeds take from others, as the ledger keeps them; None: none does."""
    return msgspec.json.encode(places, order="deterministic").decode() if places else None


def decode_adopted(kept: str | None) -> dict[str, Spot]:
    """What the ledger keeps."""
    return {} if kept is None else msgspec.json.decode(kept, type=dict[str, Spot])
