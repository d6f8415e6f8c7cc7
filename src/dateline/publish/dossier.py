"""The dossier: one page that opens from disk, with no server and no network.

Invariant: text of reports reaches the page only through `safe`, `shown` or autoescape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dateline.model import Coding, Contradiction, Incident, Judgement, LedgerError, Origin
from dateline.publish.articles import article_of
from dateline.publish.assets import Assets, shipped_assets
from dateline.publish.atlas import Shape, drawing_of
from dateline.publish.basemap import shipped_basemap
from dateline.publish.control_layer import ControlLayer
from dateline.publish.dates import day_words, instant_words
from dateline.publish.disputes import Point, points_of
from dateline.publish.embed import digest, packed, policy
from dateline.publish.face import ENGLISH, count, face, figure, say, speaking
from dateline.publish.gathered import control_rows, incidents_of, situations_of
from dateline.publish.glance import changes_of, lines_of
from dateline.publish.labels import labels
from dateline.publish.page_data import page_data
from dateline.publish.parts import Parts, remove_parts, write_parts
from dateline.publish.sizes import sizes
from dateline.publish.speakers import speakers_of
from dateline.publish.templating import environment
from dateline.publish.timeline import Timeline, timeline_of
from dateline.publish.views import Views, views_of
from dateline.publish.whole_file import whole_file

_ROWS = 60
_BRIEF = 6  # reports: with more, days and texts are folded and less is open at first
_OPEN = {False: (_ROWS, 24, 6), True: (6, 4, 3)}
"""Rows of claims, incidents and disputes that are open at first, by whether the page is brief."""
_TOWNS = 14
_SPEAKERS = 100  # sources in their table: those after it say little each
_APART = 60  # events before the timeline, and events without a date
_TITLED = 3_000  # claims: with more, marks have no titles, which only readers without scripts see
_MOST = 150  # contradictions, and incidents: a page of more opens slowly and is not read


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
    parts_from: int | None = None,
    lang: str = ENGLISH,
) -> Path:
    """Writes `index.html` into a folder, whole or not at all, and returns its path; of many reports
    (`parts_from`; None: as `data/page.yaml` has it) also a folder of parts beside it.

    `lang`: of the page's own words, one of `face.languages()`.
    `contradictions`: all, within reports and across them; None: those of the codings.
    `generated_at`: ISO 8601. LedgerError where the folder cannot be written.
    """
    with speaking(lang):
        views = views_of(codings, incidents=incidents, origins=origins, judgements=judgements)
        return _write(
            views, folder, parts_from, title=title, generated_at=generated_at,
            found=contradictions, control=control,
        )  # fmt: skip


def _write(views: Views, folder: Path, parts_from: int | None, **options: Any) -> Path:
    least = sizes().parts_from if parts_from is None else parts_from
    timeline = timeline_of(views)
    rows = timeline.numbers if timeline else {}
    try:
        parts = write_parts(views, folder, rows=rows) if len(views.reports) >= least else None
        html = render(views, parts=parts, timeline=timeline, **options)
        page = _replace(folder / "index.html", html)
        remove_parts(folder, but=parts.data["folder"] if parts else None)
    except OSError as error:
        raise LedgerError(
            f"the dossier cannot be written: {error.strerror}",
            where=str(folder / "index.html"),
            remedy="choose a folder that can be written, with room for it",
        ) from error
    return page


def render(
    views: Views,
    *,
    title: str,
    generated_at: str,
    found: Sequence[Contradiction] | None = None,
    control: ControlLayer | None = None,
    assets: Assets | None = None,
    parts: Parts | None = None,
    timeline: Timeline | None = None,
) -> str:
    """The whole page as text; with `parts`, what is not in those; `timeline`: of these views, where
    it was made already."""
    assets = assets or shipped_assets()
    disputes, perhaps = _points(views, found)
    timeline = timeline or timeline_of(views)
    data = page_data(
        views,
        basemap=shipped_basemap(),
        disputes=disputes[:_MOST],
        control=control,
        rows=timeline.numbers if timeline else {},
        parts=parts.data if parts else None,
    )
    context = {
        **_body(views, disputes, control, timeline, parts),
        "perhaps": perhaps[:_MOST],
        "more_perhaps": len(perhaps[_MOST:]),
        "title": title,
        "generated": instant_words(generated_at),
        "csp": policy(
            scripts=[digest(assets.early), digest(assets.app), assets.map_digest],
            styles=[digest(assets.style)],
            beside=parts is not None,
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


def _body(
    views: Views,
    disputes: Sequence[Point],
    control: ControlLayer | None,
    timeline: Timeline | None,
    parts: Parts | None,
) -> dict[str, Any]:
    drawing = drawing_of(views, shipped_basemap())
    incidents = incidents_of(views)
    rows = control_rows(control, views) if control else []
    lines = lines_of(views, disputes[:_MOST])
    changes = changes_of(control, views) if control else []
    brief = len(views.reports) > _BRIEF
    rows_open, incidents_open, disputes_open = _OPEN[brief]
    placed = sorted(
        ((i, v) for i, v in enumerate(views.places) if v.claims),
        key=lambda pair: (-len(pair[1].claims), pair[1].place.name),
    )
    speakers = speakers_of(views)
    listed = sizes().places if parts else len(placed)
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
        "placed": placed[:listed],
        "more_places": len(placed[listed:]),
        "timeline": timeline,
        "control": {"layer": control, "rows": rows} if control else None,
        "beside": parts,
        "speakers": speakers[:_SPEAKERS],
        "more_speakers": len(speakers[_SPEAKERS:]),
        "reports": []
        if parts
        else [article_of(r, views, titled=len(views.claims) <= _TITLED) for r in views.reports],
        "stances": list(labels()["stance"]),
        "filters": _filters(),
        "face": face(),
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


def _filters() -> list[tuple[str, str]]:
    """The filter's fields with their names."""
    return [
        ("source", say("Source")), ("side", say("Side")), ("place", say("Place")),
        ("type", say("What")), ("auxiliary", say("Told as")), ("stance", say("Stance")),
        ("certainty", say("Certainty")), ("outlet", say("Outlet")), ("day", say("Happened on")),
    ]  # fmt: skip


def _standfirst(views: Views) -> str:
    reports, outlets = len(views.reports), len({r.outlet for r in views.reports})
    days = sorted(p[:10] for r in views.reports if (p := r.coding.report.published))
    told = {"reports": count(reports, "report"), "outlets": count(outlets, "outlet")}
    if not days:
        return say("{reports} by {outlets}.", **told)
    first, last = day_words(days[0]), day_words(days[-1])
    if first == last:
        return say("{reports} by {outlets}, published on {day}.", **told, day=first)
    return say(
        "{reports} by {outlets}, published {first} to {last}.", **told, first=first, last=last
    )


def _figures(views: Views, disputes: int, incidents: int) -> list[tuple[str, str, str]]:
    """Each number with what it counts and where on the page that is."""
    counts = [
        (len(views.reports), "report", "reports"), (len(views.claims), "claim", "who"),
        (len({s.name for s in views.sources()}), "source", "who"),
        (sum(1 for p in views.places if p.claims), "place", "map"),
        (disputes, "contradiction", "contradictions"), (incidents, "incident", "incidents"),
    ]  # fmt: skip
    return [
        (figure(n), count(n, noun).removeprefix(figure(n)).strip(), anchor)
        for n, noun, anchor in counts
        if n or noun == "report"
    ]


def _sections(
    *, glance: bool, disputes: bool, incidents: bool, timeline: Timeline | None
) -> list[tuple[str, str]]:
    found = [
        ("glance", say("At a glance"), glance), ("map", say("Map"), True),
        ("contradictions", say("Contradictions"), disputes),
        ("timeline", say("Timeline"), timeline is not None), ("who", say("Who says what"), True),
        ("incidents", say("Incidents"), incidents), ("reports", say("Reports"), True),
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


def _replace(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(text.encode("utf-8", "replace"))
    return path
