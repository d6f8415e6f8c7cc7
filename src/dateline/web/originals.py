"""Originals: their bytes, and a picture of each page with the words of its claims marked on it."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from litestar import Response, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from dateline.ingest.pdf_picture import draw_page
from dateline.ingest.pdf_picture_child import Drawn
from dateline.model import LedgerError, PageBox, Report, ReportError, TargetKind
from dateline.publish.views import ClaimView
from dateline.web.answers import page
from dateline.web.desk import Desk, Snapshot
from dateline.web.threads import threaded

KEPT = 8
"""Pictures that are kept: a person turns a few pages to and fro."""


class Mark(Struct, frozen=True, kw_only=True):
    """A rectangle on a page as a picture has it: points from its upper left corner."""

    view: ClaimView
    index: int
    x: float
    y: float
    width: float
    height: float
    chosen: bool


class PageDrawer:
    """Draws pages and keeps the last few; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, int], Drawn] = OrderedDict()

    def drawn(self, desk: Desk, report: Report, number: int) -> Drawn:
        """A page; LedgerError where the original is not kept or cannot be drawn."""
        key = (report.sha256, number)
        with self._lock:
            if key not in self._kept:
                data = read_original(desk, report)
                try:
                    self._kept[key] = draw_page(data, number, where=report.id)
                except ReportError as error:
                    raise LedgerError(error.what, remedy=error.remedy or "") from error
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


def read_original(desk: Desk, report: Report) -> bytes:
    """The bytes that a report was read from."""
    with desk.open() as opened:
        kept = opened.original(report.sha256)
    if kept is None:
        raise LedgerError("the original is not in the ledger", remedy="ingest the report again")
    return kept.data


def pages_of(report: Report) -> list[int]:
    """The pages on which a report's words stand."""
    return sorted({box.page for box in report.boxes})


def page_of(report: Report, view: ClaimView) -> int | None:
    """The page on which a claim's words begin; None: the original has no pages."""
    boxes = [box for span in view.claim.content for box in report.boxes_of(span.start, span.end)]
    return boxes[0].page if boxes else None


def find_report(desk: Desk, taken: Snapshot, name: str) -> Report:
    """The report whose id begins so."""
    with desk.open() as opened:
        full = opened.find(name, kind=TargetKind.REPORT)[1]
    return taken.codings[full].report


@get("/originals/{name:str}")
@threaded
def save_original(state: State, name: FromPath[str]) -> Response[Any]:
    """The bytes that a report was read from, to be saved and never shown as a page."""
    desk: Desk = state.desk
    report = find_report(desk, desk.snapshot(), name)
    headers = {"content-disposition": f'attachment; filename="{report.id}.bin"'}
    data = read_original(desk, report)
    return Response(data, media_type="application/octet-stream", headers=headers)


@get("/originals/{name:str}/{number:int}")
@threaded
def show_page(
    state: State, name: FromPath[str], number: FromPath[int], claim: FromQuery[str] = ""
) -> Response[Any]:
    """A page of the original with its claims' words marked; `claim`: the one that is meant."""
    desk: Desk = state.desk
    taken = desk.shown()
    report = find_report(desk, taken, name)
    pages = pages_of(report)
    if number not in pages:
        raise LedgerError(
            f"no words of the report stand on a page {number}", remedy="see the report"
        )
    drawn = state.drawer.drawn(desk, report, number)
    return page(
        "original_page", taken=taken, report=report, number=number, pages=pages, drawn=drawn,
        marks=list_marks(taken, report, number, drawn.height, claim),
    )  # fmt: skip


def list_marks(
    taken: Snapshot, report: Report, number: int, height: float, chosen: str
) -> list[Mark]:
    """The rectangles of all claims' words on a page, one a line."""
    view = next((v for v in taken.views.reports if v.coding.report.id == report.id), None)
    marks = []
    for index in view.claims if view else ():
        claim = taken.views.claims[index]
        for span in claim.claim.content:
            boxes = report.boxes_of(span.start, span.end)
            marks += [
                made_mark(box, claim, index, height, chosen=claim.claim.id == chosen)
                for box in boxes
                if box.page == number
            ]
    return sorted(marks, key=lambda mark: mark.chosen)


def made_mark(box: PageBox, view: ClaimView, index: int, height: float, *, chosen: bool) -> Mark:
    """A rectangle, from the page's lower left corner to its upper left one."""
    return Mark(
        view=view, index=index, x=round(box.left, 2), y=round(height - box.top, 2),
        width=round(box.right - box.left, 2), height=round(box.top - box.bottom, 2), chosen=chosen,
    )  # fmt: skip


@get("/originals/{name:str}/{number:int}/picture")
@threaded
def show_picture(state: State, name: FromPath[str], number: FromPath[int]) -> Response[bytes]:
    """The picture of a page of the original."""
    desk: Desk = state.desk
    report = find_report(desk, desk.shown(), name)
    return Response(state.drawer.drawn(desk, report, number).png, media_type="image/png")


HANDLERS = (save_original, show_page, show_picture)
