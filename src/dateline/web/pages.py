"""The pages that read: home, lists, and one page a record, each with its twins by suffix."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from msgspec.structs import replace

from dateline.model import LedgerError, TargetKind, encode
from dateline.pipeline.derive import contradiction_rows, incident_rows
from dateline.publish.dates import instant_words
from dateline.publish.dossier import render
from dateline.publish.face import say
from dateline.publish.gathered import control_rows
from dateline.publish.glance import changes_of, lines_of
from dateline.publish.plain import web_address
from dateline.publish.report_text import blocks_of
from dateline.query import FIELDS
from dateline.web.answers import page, split_suffix, twin
from dateline.web.contradiction_page import show_contradiction
from dateline.web.desk import Desk, Snapshot
from dateline.web.filtered_pages import FILTERED
from dateline.web.lists import Choice, cut_page, list_rows
from dateline.web.nearby import blocks_near
from dateline.web.numbers import numbers
from dateline.web.originals import find_report, page_of, pages_of
from dateline.web.review import QUEUES, list_cards
from dateline.web.revision_page import show_revision, versions_of
from dateline.web.source_page import show_source
from dateline.web.threads import threaded
from dateline.web.twins import NEWEST, atom, geojson, spots_of, spots_of_incidents

Answer = Response[Any]
LISTS = {"claims": "Claims", "events": "Events", "reports": "Reports", "places": "Places"}


def desk_of(state: State) -> Desk:
    """The desk that the application works on."""
    desk: Desk = state.desk
    return desk


def choice_of(request: Request[Any, Any, Any]) -> Choice:
    """What the address asks of a list; UsageError's message is msgspec's."""
    return msgspec.convert(dict(request.query_params), Choice, strict=False)


@get("/", sync_to_thread=True)
def home(state: State) -> Answer:
    """What is in the ledger, what is surest, and what waits."""
    desk = desk_of(state)
    taken = desk.shown()
    waits = {name: len(list_cards(taken, name, taken.judgements)) for name in QUEUES}
    fresh = count_fresh(desk)
    return page(
        "home", fresh=fresh, taken=taken, waits=waits, queues=QUEUES,
        lines=lines_of(taken.views, taken.points),
        changes=changes_of(taken.layer, taken.views) if taken.layer else [],
        numbers={i.id: i.id for i in taken.incidents}, changed=instant_words(taken.changed),
    )  # fmt: skip


def count_fresh(desk: Desk) -> int:
    """How many changes the ledger has had since its author last looked here; 0 at first."""
    name = f"workbench:{desk.user.name}"
    with desk.open() as opened:
        seen, latest = opened.seen(name), opened.latest_change()
        if latest > seen:
            opened.mark_seen(name, latest)
        return sum(1 for _ in opened.changes(seen)) if seen else 0


@get("/{name:str}", sync_to_thread=True)
def any_list(state: State, name: FromPath[str], request: Request[Any, Any, Any]) -> Answer:
    """A list by its name: /claims, /events.csv, /incidents.json; and pages of one name."""
    stem, suffix = split_suffix(name)
    desk = desk_of(state)
    if stem in LISTS:
        return show_list(desk, stem, suffix, choice_of(request), site=site_of(request))
    if stem in FILTERED:
        return FILTERED[stem](desk, choice_of(request), suffix)
    if stem in DERIVED:
        return DERIVED[stem](desk.taken_for(suffix), suffix)
    if stem == "dossier":
        return show_dossier(desk.snapshot())
    if stem == "help":
        return page("help", fields=FIELDS.values())
    return missing(name)


def site_of(request: Request[Any, Any, Any]) -> str:
    """Where the workbench was asked for: http://127.0.0.1:8117."""
    return str(request.base_url).rstrip("/")


def show_list(desk: Desk, kind: str, suffix: str, choice: Choice, *, site: str = "") -> Answer:
    """A page of rows, or all of them as a twin; a feed has the newest."""
    if suffix == "geojson" and kind != "reports":
        views = desk.snapshot().views
        with desk.open() as opened:
            return geojson((row, spots_of(row, views)) for row in list_rows(opened, kind, choice))
    if suffix == "atom" and kind != "places":
        with desk.open(seconds=numbers().query_seconds) as opened:
            rows = cut_page(opened, kind, replace(choice, limit=NEWEST)).rows
        asked = urlencode(choice.narrowing())
        title = ", ".join([LISTS[kind], *choice.narrowing().values()])
        address = f"/{kind}" + (f"?{asked}" if asked else "")
        return atom(rows, title=title, address=address, site=site)
    with desk.open(seconds=None if suffix else numbers().query_seconds) as opened:
        if suffix:
            return twin(list_rows(opened, kind, choice), suffix)
        listing = cut_page(opened, kind, choice)
    return page("list", kind=kind, title=LISTS[kind], listing=listing, choice=choice)


def show_incidents(taken: Snapshot, suffix: str) -> Answer:
    """Incidents of several claims, those of most origins first."""
    if suffix:
        rows = incident_rows(list(taken.codings.values()), taken.derived)
        if suffix == "geojson":
            spots = spots_of_incidents(taken.views)
            return geojson((row, spots.get(row.id, [])) for row in rows)
        return twin(rows, suffix)
    return page("incidents", taken=taken)


def show_contradictions(taken: Snapshot, suffix: str) -> Answer:
    """Points of dispute, those between the parties first."""
    if suffix:
        codings = [view.coding for view in taken.views.reports]
        return twin(contradiction_rows(codings, taken.derived), suffix)
    return page("contradictions_page", taken=taken)


def show_control(taken: Snapshot, suffix: str) -> Answer:
    """Who holds what, as known now, and what changed hands."""
    rows = control_rows(taken.layer, taken.views) if taken.layer else []
    if suffix:
        return twin(rows, suffix)
    changes = changes_of(taken.layer, taken.views) if taken.layer else []
    return page("control_page", taken=taken, rows=rows, changes=changes)


def show_sources(taken: Snapshot, suffix: str) -> Answer:
    """Who speaks, by how much; no score and no rank of trust."""
    counts: dict[Any, int] = {}
    for view in taken.views.claims:
        counts[view.source] = counts.get(view.source, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].name))
    if suffix:
        return twin([{**msgspec.to_builtins(s), "claims": n} for s, n in ordered], suffix)
    return page("sources", sources=ordered)


DERIVED = {
    "incidents": show_incidents,
    "contradictions": show_contradictions,
    "control": show_control,
    "sources": show_sources,
}


def show_dossier(taken: Snapshot) -> Answer:
    """The dossier of the ledger, with its own policy of content."""
    html = render(
        taken.views, title=say("Dossier"), generated_at=taken.changed or "",
        found=taken.derived.contradictions, control=taken.layer,
    )  # fmt: skip
    policy = {"content-security-policy": "frame-ancestors 'none'"}
    return Response(html, media_type="text/html", headers=policy)


@get("/{kind:str}/{name:str}", sync_to_thread=True)
def any_record(state: State, kind: FromPath[str], name: FromPath[str]) -> Answer:
    """The page of one record: /claims/ID, /reports/ID.json; a beginning of an id will do."""
    stem, suffix = split_suffix(name)
    desk = desk_of(state)
    taken = desk.taken_for(suffix)
    show = RECORDS.get(kind)
    try:
        return show(desk, taken, stem, suffix) if show else missing(f"{kind}/{name}")
    except LedgerError as error:
        return page("problem", status=404, error=error)


def find_claim(desk: Desk, taken: Snapshot, name: str) -> int:
    """The index of the claim whose id begins so; LedgerError where there is none that stands."""
    with desk.open() as opened:
        full = opened.find(name, kind=TargetKind.CLAIM)[1]
    if full not in taken.views.by_id:
        raise LedgerError(f"the claim {full} was judged wrong", remedy="take the judgement back")
    return taken.views.by_id[full]


def show_claim(desk: Desk, taken: Snapshot, name: str, suffix: str) -> Answer:
    """A claim with its words in their place, what it tells, and who says otherwise."""
    views = taken.views
    index = find_claim(desk, taken, name)
    view = views.claims[index]
    if suffix:
        return twin([view.claim], suffix)
    coding = views.reports[view.report].coding
    against = [
        (d, views.by_id[other])
        for d in taken.disputes.values()
        if view.claim.id in d.claims
        for other in d.claims
        if other != view.claim.id
    ]
    told = [i for i in taken.incidents if any(index in o.claims for o in i.origins)]
    return page(
        "claim", taken=taken, view=view, index=index, against=against, incidents=told,
        report=coding.report, blocks=blocks_near(taken, index),
        judged=[j for j in taken.judgements if view.claim.id in (j.target, j.other)],
    )  # fmt: skip


def show_report(desk: Desk, taken: Snapshot, name: str, suffix: str) -> Answer:
    """A report with all its marks, and its claims beside it."""
    coding = taken.codings[find_report(desk, taken, name).id]
    if suffix:
        return Response(encode(coding), media_type="application/json")
    view = next((v for v in taken.views.reports if v.coding.report.id == coding.report.id), None)
    marks = [(i, taken.views.claims[i]) for i in view.claims] if view else []
    return page(
        "report", taken=taken, versions=versions_of(taken, coding.report),
        pages=pages_of(coding.report), page_of=page_of, report=coding.report,
        notes=coding.notes, claims=marks,
        blocks=blocks_of(coding.report, marks), url=web_address(coding.report.url),
        outlet=view.outlet if view else coding.report.outlet,
    )  # fmt: skip


def show_incident(desk: Desk, taken: Snapshot, name: str, suffix: str) -> Answer:
    """An incident: who tells it, by independent origin."""
    found = [i for i in taken.derived.incidents if i.id.startswith(name)]
    if len(found) != 1:
        raise LedgerError(f"no one incident begins with {name!r}", remedy="see the incidents")
    if suffix:
        return twin(found, suffix)
    view = next((i for i in taken.incidents if i.id == found[0].id), None)
    if view is None:
        return show_claim(desk, taken, found[0].claims[0], "")
    return page("incident", taken=taken, i=view, record=found[0])


RECORDS = {
    "claims": show_claim,
    "reports": show_report,
    "incidents": show_incident,
    "contradictions": show_contradiction,
    "sources": show_source,
    "revisions": show_revision,
}


def missing(name: str) -> Answer:
    """The page of what is not there."""
    error = LedgerError(f"there is no page {name!r}", remedy="the menu leads to all pages")
    return page("problem", status=404, error=error)


@get("/places")
@threaded
def list_places(state: State, request: Request[Any, Any, Any]) -> Answer:
    """The places; an address below which others have handlers needs one of its own."""
    return show_list(desk_of(state), "places", "", choice_of(request))
