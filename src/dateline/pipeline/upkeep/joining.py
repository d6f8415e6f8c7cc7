"""Incidents, as reports come: what may hang together with a change is joined anew.

Invariant: the same incidents as from all facts together. Whatever may be linked with a deed of a
changed report, over any number of steps, is looked at again; nothing else can be joined otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.fusion.deeds import Deed
from dateline.fusion.facts import Fact
from dateline.fusion.incidents import incidents_among
from dateline.fusion.linkage import Weights, may_link
from dateline.fusion.meeting import meeting_keys
from dateline.model import Incident, Origin
from dateline.pipeline.upkeep.judged import Judgements
from dateline.pipeline.upkeep.keys import key_of
from dateline.pipeline.upkeep.reading import Prepared, Reader
from dateline.pipeline.upkeep.sourcing import decode_origin
from dateline.store import Window


def deed_windows(report: Prepared) -> Iterator[Window]:
    """The keys of a report's deeds, by which others find them."""
    for deed in report.deeds[0]:
        window = deed.window
        if window is not None and deed.begins is not None:
            yield from ((key, *window) for key in _keys(deed))
        if not any(_keys(deed)):
            yield _alike_key(deed), None, None


def _keys(deed: Deed) -> Iterator[int]:
    yield from (key_of("deed", *key) for key in meeting_keys(deed))


def _alike_key(deed: Deed) -> int:
    """The key of those of one signature: what is judged to be one meets in no other block."""
    return key_of("alike", *map(_stable, deed.signature))


def _stable(part: object) -> str:
    """A part of a signature in words that do not hang on the order of sets."""
    if isinstance(part, frozenset):
        return " ".join(sorted(map(str, part)))
    return str(getattr(part, "key", part))


class Joining:
    """Reaches all that may hang together with some events, and joins it anew."""

    def __init__(self, reader: Reader, judgements: Judgements, rules: Weights) -> None:
        self._rules = rules
        self._reader = reader
        self._tables = reader.tables
        self._judgements = judgements
        self._reports: dict[int, Prepared] = {}
        self._meeting: dict[int, list[Deed]] = defaultdict(list)
        self._alike: dict[int, list[Deed]] = defaultdict(list)
        self._of_event: dict[str, list[Deed]] = defaultdict(list)
        self._of_claim: dict[str, list[Deed]] = defaultdict(list)
        self._reached: dict[str, Deed] = {}
        self._looked_for: set[str] = set()
        self._open: list[Deed] = []
        self._asked: set[Window] = set()
        self._roots: dict[str, str] = {}
        self._copies: dict[str, set[str]] = defaultdict(set)

    def reach(self, events: Iterable[str]) -> None:
        """Reaches what may hang together with these events, over any number of steps."""
        self._take_events(events)
        while self._open:
            wave, self._open = self._open, []
            self._look_around(wave)
            for deed in wave:
                self._reach_from(deed)

    def join(self) -> tuple[list[Incident], set[str]]:
        """The incidents of all that was reached, and its events."""
        single = list(self._reached.values())
        claims = {deed.fact.claim.id for deed in single}
        rows = self._tables.kept_claims(claims)
        kept = self._tables.origins({r.origin for r in rows.values() if r.origin is not None})
        decoded = {key: decode_origin(text) for key, text in kept.items()}
        origins: dict[str, Origin] = {c: decoded[r.origin] for c, r in rows.items() if r.origin}
        carried = {c: r.root for c, r in rows.items() if r.root is not None}
        made = incidents_among(
            single, origins, carried=carried, judged=self._judgements.pairs,
            rules=self._rules,
        )  # fmt: skip
        return made, {deed.id for deed in single}

    def facts(self) -> dict[str, Fact]:
        """All facts that were reached, by event."""
        return {deed.id: deed.fact for deed in self._reached.values()}

    def _take_events(self, events: Iterable[str]) -> None:
        wanted = set(events)
        missing = wanted - self._looked_for - self._of_event.keys()
        if missing:
            self._looked_for |= missing
            self._load(self._tables.reports_of_events(missing))
        for event in wanted:
            for deed in self._of_event.get(event, ()):
                self._take(deed)

    def _take(self, deed: Deed) -> None:
        if deed.key not in self._reached:
            self._reached[deed.key] = deed
            self._open.append(deed)

    def _look_around(self, wave: Sequence[Deed]) -> None:
        """Reads the reports that may tell what these deeds are linked with."""
        windows: set[Window] = set()
        for deed in wave:
            keys = list(_keys(deed))
            if not keys:
                windows.add((_alike_key(deed), None, None))
            if deed.window is not None:
                windows |= {(key, *deed.window) for key in keys}
        fresh = windows - self._asked
        self._asked |= fresh
        self._load(self._tables.meeting(fresh))
        self._find_copies({deed.fact.claim.id for deed in wave})

    def _find_copies(self, claims: set[str]) -> None:
        """Finds the claims whose words are of one origin with these, and reads their reports."""
        fresh = claims - self._roots.keys()
        rows = self._tables.kept_claims(fresh)
        roots = {c: rows[c].root or c if c in rows else c for c in fresh}
        others = self._tables.rooted(roots.values())
        first = self._tables.kept_claims(set(roots.values()) - rows.keys())
        for claim, root in roots.items():
            self._roots[claim] = root
            self._copies[root].add(root)
        for claim, row in others.items():
            self._copies[row.root or claim].add(claim)
        copied = {r.report for r in (*others.values(), *first.values())}
        self._load(copied)

    def _reach_from(self, deed: Deed) -> None:
        self._take_events({deed.id, *self._judgements.one_with(deed.id)})
        keys = list(_keys(deed))
        if not keys:
            for other in self._alike[_alike_key(deed)]:
                self._take(other)
        own = self._reports_deeds(deed)
        for other in (*own, *(d for key in keys for d in self._meeting[key])):
            if other.key not in self._reached and may_link(deed, other, self._rules):
                self._take(other)
        self._reach_copies(deed)

    def _reports_deeds(self, deed: Deed) -> list[Deed]:
        """The other single deeds of its own report."""
        report = self._reader.named(deed.fact.report)
        return [] if report is None else [d for d in report.deeds[0] if d.key != deed.key]

    def _reach_copies(self, deed: Deed) -> None:
        """Deeds of one type in the claims of one text that was copied."""
        claim = deed.fact.claim.id
        linked = self._copies[self._roots[claim]] - {claim}
        for other in (d for c in linked for d in self._of_claim[c]):
            if other.fact.event.type == deed.fact.event.type:
                self._take(other)

    def _load(self, reports: Iterable[int]) -> None:
        """Reads reports that were not read yet, and lays their deeds out by their keys."""
        for report in self._reader.numbered(set(reports) - self._reports.keys()):
            self._reports[report.number] = report
            for deed in report.deeds[0]:
                self._of_event[deed.id].append(deed)
                self._of_claim[deed.fact.claim.id].append(deed)
                keys = list(_keys(deed))
                if not keys:
                    self._alike[_alike_key(deed)].append(deed)
                for key in keys:
                    self._meeting[key].append(deed)
