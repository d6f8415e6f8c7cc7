"""Lists of what follows, read from the tables a few rows at a time, in the order that they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from dateline.fusion.origins import copied_from, said_again_on
from dateline.model import Contradiction, Incident
from dateline.pipeline.derive import (
    UNNAMED,
    ContradictionRow,
    IncidentRow,
    OriginRow,
    contradiction_row,
    incident_row,
    name_of_origin,
)
from dateline.pipeline.tolls import TollRow
from dateline.pipeline.upkeep.keys import key_of
from dateline.pipeline.upkeep.refreshing import PLACE
from dateline.pipeline.upkeep.sourcing import day_told, decode_origin
from dateline.publish.shown_names import prefer_name
from dateline.store import DerivedTables, KeptClaim

STEP = 60
"""Rows read at a time: a page and some."""


def list_incidents(tables: DerivedTables, *, situations: bool = False) -> Iterator[IncidentRow]:
    """Incidents by time, the undated last; `situations`: what goes on for long, in their stead."""
    after = ("", "")
    while rows := tables.incidents_after(int(situations), after, STEP):
        found = [msgspec.json.decode(row[4], type=Incident) for row in rows]
        names = _origins_named(tables, found)
        places = _places_named(tables, (i.place for i in found if i.place))
        for incident, (_, _, reports, given, _) in zip(found, rows, strict=True):
            sets = msgspec.json.decode(given, type=tuple[str, ...])
            yield incident_row(incident, reports=reports, given=sets, names=names, places=places)
        after = rows[-1][1], rows[-1][0]


def list_origins(tables: DerivedTables) -> Iterator[OriginRow]:
    """Origins, the most widely carried first."""
    ranked = tables.origins_ranked()
    for at in range(0, len(ranked), STEP):
        keys = ranked[at : at + STEP]
        kept = tables.origins(keys)
        rows = tables.claims_from(keys)
        firsts = tables.kept_claims({row.root for row in rows.values() if row.root} - rows.keys())
        names = {r.n: r.report for r in tables.kept_reports({r.report for r in rows.values()})}
        claims: dict[int | None, list[KeptClaim]] = defaultdict(list)
        for row in rows.values():
            claims[row.origin].append(row)
        for key in keys:
            origin, own = decode_origin(kept[key]), claims[key]
            yield OriginRow(
                id=origin.id, kind=origin.kind.value, name=origin.name, side=origin.side,
                claims=tuple(sorted(row.claim for row in own)),
                reports=tuple(sorted({names[row.report] for row in own})),
                why=reasons_of(own, origin.name, {**firsts, **rows}),
            )  # fmt: skip


def reasons_of(
    own: Iterable[KeptClaim], name: str, rows: Mapping[str, KeptClaim]
) -> tuple[str, ...]:
    """Why claims are of their origin, which is called so; `rows`: of those they copy too."""
    told: set[str] = set()
    for row in own:
        first = rows[row.root] if row.root is not None else row
        if first.again is not None:
            told.add(said_again_on(day_told(first.day)))
        told.add(row.why if first is row else copied_from(first.claim, name))
    return tuple(sorted(told))


def list_contradictions(
    tables: DerivedTables, *, wrong: Collection[str], perhaps: bool = False
) -> Iterator[ContradictionRow]:
    """Contradictions, the likeliest first; `wrong`: ids of those that a person judged none."""
    after = (2.0, "", "")
    while rows := tables.contradictions_after(after, STEP):
        found = [msgspec.json.decode(row[3], type=Contradiction) for row in rows]
        shown = [f for f in found if (perhaps or not f.perhaps) and f.id not in wrong]
        words = tables.claim_words(claim for f in shown for claim in f.claims)
        told = {c: (source or UNNAMED, said, where) for c, (source, said, where) in words.items()}
        yield from (contradiction_row(one, told) for one in shown)
        if not perhaps and found[-1].perhaps and not shown:
            return
        after = rows[-1][0], rows[-1][1], rows[-1][2]


def list_tolls(tables: DerivedTables) -> Iterator[TollRow]:
    """Numbers by incident, what they count, and publication."""
    after = ("", -1)
    while rows := tables.tolls_after(after, STEP):
        found = [msgspec.json.decode(payload, type=TollRow) for _, _, payload in rows]
        names = tables.place_names(row.place for row in found if row.place is not None)
        yield from (
            msgspec.structs.replace(row, place=names.get(row.place or "", row.place))
            for row in found
        )
        after = rows[-1][0], rows[-1][1]


def _origins_named(tables: DerivedTables, found: Iterable[Incident]) -> dict[str, str]:
    """How the origins of incidents are called, by id."""
    ids = {o for i in found for o in (*i.origins, *i.against_interest)}
    kept = tables.origins(key_of("origin", o, general) for o in ids for general in (False, True))
    origins = map(decode_origin, kept.values())
    return {o.id: name_of_origin(o) for o in origins}


def _places_named(tables: DerivedTables, places: Iterable[str]) -> dict[str, str]:
    """How the reports mostly write the names of places, else the gazetteer's."""
    names = tables.place_names(places)
    told = tables.named(PLACE + place for place in names)
    for place, shown in names.items():
        names[place] = prefer_name(shown, told.get(PLACE + place, {})) or shown
    return names
