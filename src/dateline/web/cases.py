"""The pages of cases: made, filled from any record, talked over, handed on."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Struct

from dateline.api.case_export import (
    FILES,
    case_pieces,
    choose_codings,
    find_lost,
    write_case,
)
from dateline.model import LedgerError, TargetKind, UsageError
from dateline.store import Case, CaseComment, CaseItem, Ledger, Role
from dateline.store.cases import KINDS
from dateline.web.answers import page, split_suffix, twin
from dateline.web.desk import Desk, NotYours, Snapshot
from dateline.web.pages import desk_of
from dateline.web.permits import TWINS
from dateline.web.threads import threaded

LISTS = [f"/cases{suffix}" for suffix in TWINS]


class NewCase(Struct, kw_only=True):
    """A case to be begun, with a first record where one is named."""

    title: str
    about: str = ""
    assignee: str = ""
    kind: str = ""
    target: str = ""
    note: str = ""


class CaseChange(Struct, kw_only=True):
    """What is to change of a case; None: that stays. `assignee` "": nobody."""

    title: str | None = None
    about: str | None = None
    assignee: str | None = None
    closed: bool | None = None


class Chosen(Struct, kw_only=True):
    """A record that is put into a case."""

    case: str
    kind: str
    target: str
    note: str = ""


class Said(Struct, kw_only=True):
    """A comment."""

    words: str


class Gone(Struct, kw_only=True):
    """What is taken out of a case: an item, or a comment."""

    item: str = ""
    comment: str = ""


class WholeCase(Struct, frozen=True, kw_only=True):
    """A case with what is in it; `lost`: ids of items that the ledger no longer holds."""

    case: Case
    items: list[CaseItem]
    comments: list[CaseComment]
    lost: list[str]


NewForm = Annotated[NewCase, Body(media_type=RequestEncodingType.URL_ENCODED)]
ChangeForm = Annotated[CaseChange, Body(media_type=RequestEncodingType.URL_ENCODED)]
ChosenForm = Annotated[Chosen, Body(media_type=RequestEncodingType.URL_ENCODED)]
SaidForm = Annotated[Said, Body(media_type=RequestEncodingType.URL_ENCODED)]
GoneForm = Annotated[Gone, Body(media_type=RequestEncodingType.URL_ENCODED)]


def read_case(desk: Desk, name: str) -> WholeCase:
    """A case by the beginning of its id; LedgerError where there is none."""
    taken = desk.snapshot()
    with desk.open() as opened:
        book = opened.case_book()
        case = book.find_case(name)
        items, comments = book.items(case.id), book.comments(case.id)
    lost = [item.id for item in find_lost(items, list(taken.codings.values()))]
    return WholeCase(case=case, items=items, comments=comments, lost=lost)


def begin_case(desk: Desk, opened: Ledger, asked: NewCase) -> Case:
    """Begins a case, with a first record where one is named; none where there is no such record."""
    if asked.target:
        find_record(desk, opened, asked.kind, asked.target)
    book = opened.case_book()
    made = book.make_case(asked.title, about=asked.about, assignee=asked.assignee)
    if asked.target:
        first = Chosen(case=made.id, kind=asked.kind, target=asked.target, note=asked.note)
        put_into_case(desk, opened, first)
    return book.find_case(made.id)


def alter_case(opened: Ledger, name: str, change: CaseChange) -> Case:
    """Changes what is given of a case."""
    book = opened.case_book()
    return book.change_case(
        book.find_case(name).id, title=change.title, about=change.about,
        assignee=change.assignee, closed=change.closed,
    )  # fmt: skip


def put_into_case(desk: Desk, opened: Ledger, chosen: Chosen) -> CaseItem:
    """Puts a record into a case, with the claims that it stands for now."""
    full, claims = find_record(desk, opened, chosen.kind, chosen.target)
    book = opened.case_book()
    case = book.find_case(chosen.case)
    return book.add_item(case.id, chosen.kind, full, claims=claims, note=chosen.note)


def find_record(desk: Desk, opened: Ledger, kind: str, target: str) -> tuple[str, tuple[str, ...]]:
    """The whole id of a record and the claims that it stands for; LedgerError: there is none."""
    if kind not in KINDS:
        raise UsageError(f"a case holds no {kind!r}", remedy="choose " + ", ".join(KINDS))
    if kind == "report":
        return opened.find(target, kind=TargetKind.REPORT)[1], ()
    if kind == "claim":
        full = opened.find(target, kind=TargetKind.CLAIM)[1]
        return full, (full,)
    taken = desk.snapshot()
    if kind == "event":
        full = opened.find(target, kind=TargetKind.EVENT)[1]
        return full, claims_of_event(taken, full)
    return find_derived(taken, kind, target)


def claims_of_event(taken: Snapshot, event: str) -> tuple[str, ...]:
    """The claim that an event is coded from."""
    events = (e for coding in taken.codings.values() for e in coding.events)
    return tuple(e.claim for e in events if e.id == event and e.claim)


def find_derived(taken: Snapshot, kind: str, target: str) -> tuple[str, tuple[str, ...]]:
    """An incident or a contradiction, and its claims."""
    known: dict[str, tuple[str, ...]] = (
        {i.id: tuple(i.claims) for i in taken.derived.incidents}
        if kind == "incident"
        else {d.id: d.claims for d in (*taken.disputes.values(), *taken.perhaps.values())}
    )
    found = [name for name in known if target and name.startswith(target)]
    if len(found) != 1:
        raise LedgerError(f"no one {kind} begins with {target!r}", remedy="see the list of them")
    return found[0], known[found[0]]


@get(LISTS)
@threaded
def list_cases(state: State, request: Request[Any, Any, Any]) -> Response[Any]:
    """All cases, those that are open first, as a page or a twin."""
    _, suffix = split_suffix(request.url.path)
    with desk_of(state).open() as opened:
        found = opened.case_book().cases()
    return twin(found, suffix) if suffix else page("cases", cases=found)


@post("/cases")
@threaded
def make_case(state: State, data: NewForm) -> Redirect:
    """Begins a case, and puts a first record into it."""
    desk = desk_of(state)
    with desk.open() as opened:
        made = begin_case(desk, opened, data)
    return Redirect(f"/cases/{made.id}", status_code=303)


@get("/cases/add")
@threaded
def choose_case(state: State, kind: FromQuery[str], target: FromQuery[str]) -> Response[Any]:
    """Into which case a record is to be put."""
    desk = desk_of(state)
    with desk.open() as opened:
        full, claims = find_record(desk, opened, kind, target)
        cases = opened.case_book().cases(closed=False)
    return page("case_add", cases=cases, kind=kind, target=full, **shown_with(desk, claims))


def shown_with(desk: Desk, claims: tuple[str, ...]) -> dict[str, Any]:
    """What a page needs to show some claims."""
    taken = desk.shown()
    return {"taken": taken, "claims": [taken.views.by_id[c] for c in claims
                                       if c in taken.views.by_id]}  # fmt: skip


@post("/cases/add")
@threaded
def add_to_case(state: State, data: ChosenForm) -> Redirect:
    """Puts a record into a case."""
    desk = desk_of(state)
    with desk.open() as opened:
        item = put_into_case(desk, opened, data)
    return Redirect(f"/cases/{item.case_id}", status_code=303)


@get("/cases/{name:str}")
@threaded
def show_case(state: State, name: FromPath[str]) -> Response[Any]:
    """A case with its records, notes and comments; `.json` of it, `.csv` of its items."""
    stem, suffix = split_suffix(name)
    desk = desk_of(state)
    whole = read_case(desk, stem)
    if suffix:
        return twin(whole.items, suffix) if suffix == "csv" else twin([whole], suffix)
    with desk.open() as opened:
        people = sorted({desk.author, *(u.name for u in opened.user_book().users())})
    return page("case", whole=whole, taken=desk.shown(), people=people)


@post("/cases/{name:str}")
@threaded
def change_case(state: State, name: FromPath[str], data: ChangeForm) -> Redirect:
    """Changes title, words, assignee, or closes and opens it."""
    with desk_of(state).open() as opened:
        case = alter_case(opened, name, data)
    return Redirect(f"/cases/{case.id}", status_code=303)


@post("/cases/{name:str}/comments")
@threaded
def comment_case(state: State, name: FromPath[str], data: SaidForm) -> Redirect:
    """Writes something about a case."""
    with desk_of(state).open() as opened:
        book = opened.case_book()
        made = book.comment(book.find_case(name).id, data.words)
    return Redirect(f"/cases/{made.case_id}#comments", status_code=303)


@post("/cases/{name:str}/remove")
@threaded
def remove_from_case(state: State, name: FromPath[str], data: GoneForm) -> Redirect:
    """Takes a record out, or a comment back."""
    desk = desk_of(state)
    with desk.open() as opened:
        case = opened.case_book().find_case(name)
        if data.item:
            opened.case_book().take_out(data.item)
        else:
            take_back_comment(desk, opened, data.comment)
    return Redirect(f"/cases/{case.id}", status_code=303)


def take_back_comment(desk: Desk, opened: Ledger, name: str) -> None:
    """Takes a comment back; NotYours where it is another's, and who is at work is no editor."""
    book = opened.case_book()
    user = desk.user
    if book.find_comment(name).author != user.name and not user.role.includes(Role.EDITOR):
        raise NotYours("that comment is another's", remedy="ask an editor")
    book.take_back(name)


@get("/cases/{name:str}/dossier.zip")
@threaded
def download_dossier(state: State, name: FromPath[str]) -> Response[bytes]:
    """The folder of a case: its dossier, its claims as CSV, its notes and comments."""
    packed = BytesIO()
    with desk_of(state).open() as opened, TemporaryDirectory() as folder:
        case = opened.case_book().find_case(name)
        write_case(opened, case, Path(folder))
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in FILES:
                archive.write(Path(folder) / file, f"{case.id}/{file}")
        opened.action_log().keep("case.exported", target=case.id, form="dossier")
    return download(packed.getvalue(), f"{case.id}.zip", "application/zip")


@get("/cases/{name:str}/claims.csv")
@threaded
def download_claims(state: State, name: FromPath[str]) -> Response[bytes]:
    """The claims of a case as `dateline export csv` writes them."""
    with desk_of(state).open() as opened:
        book = opened.case_book()
        case = book.find_case(name)
        chosen = choose_codings(opened, book.items(case.id))
        data = b"".join(case_pieces(opened, chosen))
        opened.action_log().keep("case.exported", target=case.id, form="csv")
    return download(data, f"{case.id}.csv", "text/csv; charset=utf-8")


def download(data: bytes, name: str, kind: str) -> Response[bytes]:
    """A file to be saved."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=kind, headers=headers)


HANDLERS = (
    list_cases, make_case, choose_case, add_to_case, show_case, change_case, comment_case,
    remove_from_case, download_dossier, download_claims,
)  # fmt: skip
