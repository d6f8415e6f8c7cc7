"""One batch of changed reports, and everything that follows from them, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from dateline.fusion.facts import Fact
from dateline.fusion.versions import editions
from dateline.model import Coding, Incident
from dateline.pipeline.derive import names_of_sets
from dateline.pipeline.learning import Learned, model_of, weights_of
from dateline.pipeline.names import count_spellings, shared_of
from dateline.pipeline.upkeep.adopting import Adopting
from dateline.pipeline.upkeep.copying import Copying
from dateline.pipeline.upkeep.disputing import Disputing, label_of, parted, telling_windows
from dateline.pipeline.upkeep.holding import Holding
from dateline.pipeline.upkeep.joining import Joining, deed_windows
from dateline.pipeline.upkeep.judged import (
    Judgements,
    decode_judged,
    encode_judged,
)
from dateline.pipeline.upkeep.keys import key_of
from dateline.pipeline.upkeep.lasting import Lasting
from dateline.pipeline.upkeep.packing import UNDATED, pack_incident, pack_tolls
from dateline.pipeline.upkeep.reading import Prepared, Reader
from dateline.pipeline.upkeep.sourcing import Sourcing
from dateline.publish.shown_names import is_known_name
from dateline.store import KeptIncident, KeptReport, Updating, Window

PLACE = "place "
"""Before the id of a place, where it is counted how its name is written."""


class Refreshing:
    """Computes again what follows from some reports; the tables then hold for them."""

    def __init__(self, updating: Updating, reader: Reader, learned: Learned | None) -> None:
        self._learned = learned
        self._updating = updating
        self._tables = updating.tables
        self._reader = reader
        self._reader.tables = updating.tables
        self._judgements = Judgements(updating.judgements())
        self._gone_claims: set[str] = set()
        self._events: set[str] = set()
        self._other_editions = False

    def refresh(self, reports: Sequence[str]) -> None:
        """Takes these reports as they are now for what they were."""
        taken = [self._take(report) for report in reports]
        self._share_names(taken)
        self._find_editions(taken)
        new = [self._prepared(report) for report in reports]
        old = [before for before, _ in taken]
        elsewhere = Adopting(self._reader).replace_places(new)
        changed = self._follow_claims(old, new)
        positions = self._replace_keys([*new, *elsewhere])
        Lasting(self._tables).replace_parts([*new, *elsewhere], changed)
        touched = self._join(changed, elsewhere)
        self._pair(new, touched | positions)
        Holding(self._tables).replace_evidence(new)
        self._updating.finish_reports(reports)

    def _take(self, report: str) -> tuple[Prepared | None, KeptReport]:
        """Notes what a report is computed from now; what it was before comes first."""
        self._reader.forget(report)
        kept = self._tables.kept_report(report)
        before = None
        if kept is not None:
            coding = self._tables.numbered_coding(kept.coding)
            before = Prepared(kept, coding, decode_judged(kept.judged), {})
            self._gone_claims |= {claim.id for claim in coding.claims}
            self._events |= {event.id for event in coding.events}
        seq, coding = self._tables.current_coding(report)
        self._events |= {event.id for event in coding.events}
        judged = encode_judged(self._judgements.of_coding(coding))
        now = self._tables.keep_report(
            report, coding=seq, stamp=coding.report.published or UNDATED, judged=judged,
            edition=kept.edition if kept is not None else None,
        )  # fmt: skip
        return before, now

    def _share_names(self, taken: Sequence[tuple[Prepared | None, KeptReport]]) -> None:
        """Counts how persons are called; who shares another name now is computed again."""
        counts: Counter[tuple[str, str]] = Counter()
        for before, now in taken:
            coding = self._tables.numbered_coding(now.coding)
            counts.update(_spellings(coding))
            if before is not None:
                counts.subtract(_spellings(before.whole))
        moved = {pair: count for pair, count in counts.items() if count}
        keys = {key for key, _ in moved}
        was = self._tables.named(keys)
        self._tables.count_names(moved)
        self._reader.forget_names(keys)
        now_ = self._tables.named(keys)
        for key in keys:
            old, new = shared_of(was.get(key, {})), shared_of(now_.get(key, {}))
            if key.startswith(PLACE):
                continue
            if any(old[name] != new.get(name) for name in old.keys() & new.keys()):
                self._note(self._tables.meeting([(name_key(key), None, None)]))

    def _find_editions(self, taken: Sequence[tuple[Prepared | None, KeptReport]]) -> None:
        """Finds anew which reports of the same words are one telling."""
        texts: dict[int, None] = {}
        for before, now in taken:
            coding = self._tables.numbered_coding(now.coding)
            texts[text_key(coding)] = None
            if before is not None:
                texts[text_key(before.whole)] = None
            self._tables.add_keys(now.n, [(text_key(coding), None, None)])
        own = {now.report for _, now in taken}
        for key in texts:
            same = self._tables.kept_reports(self._tables.meeting([(key, None, None)]))
            codings = [self._tables.numbered_coding(kept.coding) for kept in same]
            found = editions(c for c in codings if text_key(c) == key)
            for kept in same:
                edition = found.get(kept.report)
                if edition != kept.edition and kept.report in own:
                    self._other_editions = True
                    self._tables.keep_edition(kept.n, edition)
                elif edition != kept.edition:
                    self._note([kept.n])

    def _prepared(self, report: str) -> Prepared:
        found = self._reader.named(report)
        assert found is not None
        return found

    def _follow_claims(self, old: Sequence[Prepared | None], new: Sequence[Prepared]) -> set[str]:
        """Copies and origins; the claims that come from elsewhere now."""
        copying = Copying(self._reader)
        for before, now in zip(old, new, strict=True):
            copying.replace_passages(before, now)
        copying.follow()
        changed = Sourcing(self._reader).replace_claims(new, copying.touched)
        self._gone_claims -= {c.id for now in new for c in now.coding.claims}
        return changed

    def _replace_keys(self, new: Sequence[Prepared]) -> set[int]:
        """The keys of the reports; the numbers of those that were or are the first of a position
        and were not or are not."""
        positions: set[int] = set()
        fresh: dict[int, list[Window]] = {}
        for report in new:
            own = list(telling_windows(report))
            fresh[report.number] = [*own, *deed_windows(report), *_report_windows(report)]
            positions |= {key for key, first, _ in own if first is None}
            positions |= self._tables.undated_keys(report.number)
        before = self._tables.earliest_of(positions)
        for number, rows in fresh.items():
            self._tables.replace_keys(number, rows)
        after = self._tables.earliest_of(positions)
        moved = positions
        if not self._other_editions:
            moved = {k for k in positions if before.get(k) != after.get(k)}
        return {n for k in moved for n in (before.get(k), after.get(k)) if n is not None}

    def _join(self, claims: set[str], elsewhere: Iterable[Prepared]) -> set[int]:
        """Incidents; the numbers of the reports whose events are of one with others than before.
        `elsewhere`: reports of which a deed is at another place now."""
        events = self._events | self._tables.events_of(claims)
        events |= {fact.event.id for report in elsewhere for fact in report.facts}
        stale = {i for some in self._tables.members(events).values() for i in some}
        events |= {e for some in self._tables.events_in(stale).values() for e in some}
        joining = Joining(self._reader, self._judgements, weights_of(self._learned))
        joining.reach(events)
        made, reached = joining.join()
        before = self._tables.members(reached | events)
        old = {i for some in before.values() for i in some}
        self._tables.remove_incidents(old | {i.id for i in made})
        self._write(made, joining)
        after = self._tables.members(reached)
        labels = [{e: label_of(some) for e, some in m.items()} for m in (before, after)]
        moved = parted(labels[0], labels[1], (reached | events) - self._events)
        return self._tables.reports_of_events(moved)

    def _write(self, made: Sequence[Incident], joining: Joining) -> None:
        facts = joining.facts()
        self._tables.add_tolls(self._tolls(made, facts))
        self._tables.add_incidents(self._row(i, {facts[e].report for e in i.events}) for i in made)
        self._tables.add_members((event, i.id) for i in made for event in i.events)

    def _row(self, made: Incident, reports: Collection[str]) -> KeptIncident:
        sets = names_of_sets(self._prepared(report).whole for report in reports)
        return pack_incident(made, reports=len(reports), sets=sets)

    def _tolls(
        self, made: Sequence[Incident], facts: Mapping[str, Fact]
    ) -> Iterator[tuple[str, int, bytes]]:
        """The numbers of incidents, each person called as its report does."""
        for incident in made:
            told = (
                number
                for fact in (facts[e] for e in incident.events)
                for number in self._prepared(fact.report).numbers_of(fact)
            )
            yield from pack_tolls(incident, told)

    def _pair(self, new: Sequence[Prepared], touched: set[int]) -> None:
        numbers = {report.number for report in new} | touched
        Disputing(self._reader, model_of(self._learned)).pair(numbers, self._gone_claims)

    def _note(self, numbers: Iterable[int]) -> None:
        self._updating.note_reports(k.report for k in self._tables.kept_reports(numbers))


def name_key(key: str) -> int:
    """The key of the reports that name a person."""
    return key_of("person", key)


def text_key(coding: Coding) -> int:
    """The key of the reports of the same words."""
    return key_of("text", " ".join(coding.report.text.split()))


def _report_windows(report: Prepared) -> Iterable[Window]:
    yield text_key(report.whole), None, None
    for key in count_spellings(report.whole.actors):
        yield name_key(key), None, None


def _spellings(coding: Coding) -> Counter[tuple[str, str]]:
    """How often a report writes each name of a person, and of a place."""
    places = Counter(
        (PLACE + t.place.id, t.text)
        for t in coding.toponyms
        if t.place is not None and is_known_name(t)
    )
    return places + Counter({
        (key, name): count
        for key, counts in count_spellings(coding.actors).items()
        for name, count in counts.items()
    })  # fmt: skip
