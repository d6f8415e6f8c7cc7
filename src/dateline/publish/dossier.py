"""The dossier: one page that opens from disk, with no server and no network.

Invariant: text of reports reaches the page only through `safe`, `shown` or autoescape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dateline.model import Coding, Contradiction, Incident, Judgement, LedgerError, Origin
from dateline.publish.assets import Assets, shipped_assets
from dateline.publish.atlas import Shape, drawing_of
from dateline.publish.basemap import shipped_basemap
from dateline.publish.control_layer import ControlLayer
from dateline.publish.dates import day_words, instant_words
from dateline.publish.disputes import Point, points_of
from dateline.publish.embed import digest, packed, policy
from dateline.publish.gathered import control_rows, incidents_of, situations_of
from dateline.publish.glance import changes_of, lines_of
from dateline.publish.labels import labels
from dateline.publish.page_data import page_data
from dateline.publish.plain import web_address
from dateline.publish.report_text import blocks_of
from dateline.publish.templating import environment
from dateline.publish.timeline import Timeline, timeline_of
from dateline.publish.views import ReportView, Views, views_of
from dateline.publish.whole_file import whole_file

_ROWS = 60
_BRIEF = 6  # reports: with more, days and texts are folded and less is open at first
_OPEN = {False: (_ROWS, 24, 6), True: (6, 4, 3)}
"""Rows of claims, incidents and disputes that are open at first, by whether the page is brief."""
_TOWNS = 14
_APART = 60  # events before the timeline, and events without a date
_TITLED = 3_000  # claims: with more, marks have no titles, which only readers without scripts see
_MOST = 150  # contradictions, and incidents: a page of more opens slowly and is not read
_FILTERS = (
    ("source", "Source"), ("side", "Side"), ("place", "Place"), ("type", "What"),
    ("auxiliary", "Told as"), ("stance", "Stance"),
    ("certainty", "Certainty"), ("outlet", "Outlet"), ("day", "Happened on"),
)  # fmt: skip


def write_dossier(
    codings: Iterable[Coding],
    folder: Path,
    *,
    title: str,
    generated_at: str,
    incidents: Sequence[Incident] = (),
    origins: Sequence[Origin] = (),
    contradictions: Sequence[Contradiction] | None = None,
    control: ControlLayer | None = None,
    judgements: Sequence[Judgement] = (),
) -> Path:
    """Writes `index.html` into a folder, whole or not at all, and returns its path.

    `contradictions`: all, within reports and across them; None: those of the codings.
    `generated_at`: ISO 8601. LedgerError where the folder cannot be written.
    """
    views = views_of(codings, incidents=incidents, origins=origins, judgements=judgements)
    html = render(
        views, title=title, generated_at=generated_at, found=contradictions, control=control
    )
    return _replace(folder / "index.html", html)


def render(
    views: Views,
    *,
    title: str,
    generated_at: str,
    found: Sequence[Contradiction] | None = None,
    control: ControlLayer | None = None,
    assets: Assets | None = None,
) -> str:
    """The whole page as text."""
    assets = assets or shipped_assets()
    disputes, perhaps = _points(views, found)
    basemap = shipped_basemap()
    data = page_data(
        views,
        basemap=basemap,
        disputes=disputes[:_MOST],
        control=control,
    )
    context = {
        **_body(views, disputes, control),
        "perhaps": perhaps[:_MOST],
        "more_perhaps": len(perhaps[_MOST:]),
        "title": title,
        "generated": instant_words(generated_at),
        "csp": policy(
            scripts=[digest(assets.early), digest(assets.app), assets.map_digest],
            styles=[digest(assets.style)],
        ),
        "assets": assets,
        "data": packed(msgspec.json.encode(data)),
    }
    return environment().get_template("dossier.html.j2").render(context)


def _points(views: Views, found: Sequence[Contradiction] | None) -> tuple[list[Point], list[Point]]:
    """The points of what surely contradicts, and of what only may."""
    if found is None:
        return points_of(views), []
    sure = [c for c in found if not c.perhaps]
    return points_of(views, sure), points_of(views, [c for c in found if c.perhaps])


def _body(views: Views, disputes: Sequence[Point], control: ControlLayer | None) -> dict[str, Any]:
    drawing = drawing_of(views, shipped_basemap())
    timeline = timeline_of(views)
    incidents = incidents_of(views)
    rows = control_rows(control, views) if control else []
    lines = lines_of(views, disputes[:_MOST])
    changes = changes_of(control, views) if control else []
    brief = len(views.reports) > _BRIEF
    rows_open, incidents_open, disputes_open = _OPEN[brief]
    placed = [(i, v) for i, v in enumerate(views.places) if v.claims]
    return {
        "views": views,
        "lines": lines,
        "numbers": {i.id: n for n, i in enumerate(incidents[:_MOST], start=1)},
        "changes": changes,
        "disputes": disputes[:_MOST],
        "more_disputes": len(disputes[_MOST:]),
        "incidents": incidents[:_MOST],
        "more_incidents": len(incidents[_MOST:]),
        "situations": situations_of(views)[:_MOST],
        "drawing": drawing,
        "towns": spread_shapes(drawing.points),
        "placed": sorted(placed, key=lambda pair: (-len(pair[1].claims), pair[1].place.name)),
        "timeline": timeline,
        "control": {"layer": control, "rows": rows} if control else None,
        "reports": [_report(r, views, titled=len(views.claims) <= _TITLED) for r in views.reports],
        "stances": list(labels()["stance"]),
        "filters": _FILTERS,
        "brief": brief,
        "shown_rows": rows_open,
        "open_incidents": incidents_open,
        "open_disputes": disputes_open,
        "apart": _APART,
        "standfirst": _standfirst(views),
        "figures": _figures(views, len(disputes), len(incidents)),
        "sections": _sections(
            glance=bool(lines or changes),
            disputes=bool(disputes),
            incidents=bool(incidents),
            timeline=timeline,
        ),
    }


def _report(view: ReportView, views: Views, *, titled: bool) -> dict[str, Any]:
    report = view.coding.report
    blocks = blocks_of(report, [(i, views.claims[i]) for i in view.claims], titled=titled)
    url = web_address(report.url)
    return {
        "view": view,
        "title": report.title,
        "published": instant_words(report.published),
        "updated": instant_words(report.updated) if report.updated else None,
        "byline": report.byline,
        "lang": report.lang,
        "url": url,
        "bad_url": report.url if url is None else None,
        "sha": report.sha256,
        "blocks": blocks,
        "has_headline": any(b.kind == "headline" and not b.repeats for b in blocks),
    }


def _standfirst(views: Views) -> str:
    reports, outlets = len(views.reports), len({r.outlet for r in views.reports})
    days = sorted(p[:10] for r in views.reports if (p := r.coding.report.published))
    span = ""
    if days:
        first, last = day_words(days[0]), day_words(days[-1])
        span = f", published on {first}" if first == last else f", published {first} to {last}"
    return f"{_count(reports, 'report')} by {_count(outlets, 'outlet')}{span}."


def _figures(views: Views, disputes: int, incidents: int) -> list[tuple[str, str, str]]:
    """Each number with what it counts and where on the page that is."""
    counts = [
        (len(views.reports), "reports", "reports"), (len(views.claims), "claims", "who"),
        (len({s.name for s in views.sources()}), "sources", "who"),
        (sum(1 for p in views.places if p.claims), "places", "map"),
        (disputes, "contradictions", "contradictions"), (incidents, "incidents", "incidents"),
    ]  # fmt: skip
    return [
        (f"{n:,}", name.removesuffix("s") if n == 1 else name, anchor)
        for n, name, anchor in counts
        if n or name == "reports"
    ]


def _sections(
    *, glance: bool, disputes: bool, incidents: bool, timeline: Timeline | None
) -> list[tuple[str, str]]:
    found = [
        ("glance", "At a glance", glance), ("map", "Map", True),
        ("contradictions", "Contradictions", disputes),
        ("timeline", "Timeline", timeline is not None), ("who", "Who says what", True),
        ("incidents", "Incidents", incidents), ("reports", "Reports", True),
    ]  # fmt: skip
    return [(anchor, name) for anchor, name, here in found if here]


def spread_shapes(points: Sequence[Shape]) -> list[Shape]:
    """The points whose names can stand beside them without covering one another."""
    kept: list[Shape] = []
    for shape in points:
        if len(kept) < _TOWNS and all(_clear(shape, other) for other in kept):
            kept.append(shape)
    return kept


def _clear(a: Shape, b: Shape) -> bool:
    return abs(a.y - b.y) > 15 or abs(a.x - b.x) > 110


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _replace(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(text.encode("utf-8", "replace"))
        return path
    except OSError as error:
        raise LedgerError(
            f"the dossier cannot be written: {error.strerror}",
            where=str(path),
            remedy="choose a folder that can be written, with room for it",
        ) from error
