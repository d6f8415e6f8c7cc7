"""`/api/v1/cases`: the same cases for programs."""

from __future__ import annotations

from litestar import delete, get, patch, post
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from dateline.model import LedgerError
from dateline.store import Case, CaseComment, CaseItem
from dateline.web.cases import (
    CaseChange,
    Chosen,
    NewCase,
    Said,
    WholeCase,
    alter_case,
    begin_case,
    put_into_case,
    read_case,
    take_back_comment,
)
from dateline.web.pages import desk_of


class Record(Struct, kw_only=True):
    """A record to be put into a case: a report, claim, event, incident or contradiction."""

    kind: str
    target: str
    note: str = ""


@get("/api/v1/cases", sync_to_thread=True)
def api_cases(state: State, closed: FromQuery[bool] = True) -> list[Case]:  # noqa: FBT002
    """All cases, or without `closed` those that are open."""
    with desk_of(state).open() as opened:
        return opened.case_book().cases(closed=closed)


@post("/api/v1/cases", sync_to_thread=True)
def api_make_case(state: State, data: JSONBody[NewCase]) -> Case:
    """Begins a case, with a first record where one is named."""
    desk = desk_of(state)
    with desk.open() as opened:
        return begin_case(desk, opened, data)


@get("/api/v1/cases/{name:str}", sync_to_thread=True)
def api_case(state: State, name: FromPath[str]) -> WholeCase:
    """A case with its records, notes and comments."""
    return read_case(desk_of(state), name)


@patch("/api/v1/cases/{name:str}", sync_to_thread=True)
def api_change_case(state: State, name: FromPath[str], data: JSONBody[CaseChange]) -> Case:
    """Changes what is given of a case."""
    with desk_of(state).open() as opened:
        return alter_case(opened, name, data)


@post("/api/v1/cases/{name:str}/items", sync_to_thread=True)
def api_add_item(state: State, name: FromPath[str], data: JSONBody[Record]) -> CaseItem:
    """Puts a record into a case; one that is in it already is not put in again."""
    desk = desk_of(state)
    chosen = Chosen(case=name, kind=data.kind, target=data.target, note=data.note)
    with desk.open() as opened:
        return put_into_case(desk, opened, chosen)


@delete("/api/v1/cases/{name:str}/items/{item:str}", sync_to_thread=True)
def api_remove_item(state: State, name: FromPath[str], item: FromPath[str]) -> None:
    """Takes a record out of a case."""
    with desk_of(state).open() as opened:
        book = opened.case_book()
        if item not in {i.id for i in book.items(book.find_case(name).id)}:
            raise LedgerError(f"the case holds no {item!r}", remedy="see the case")
        book.take_out(item)


@post("/api/v1/cases/{name:str}/comments", sync_to_thread=True)
def api_comment(state: State, name: FromPath[str], data: JSONBody[Said]) -> CaseComment:
    """Writes something about a case."""
    with desk_of(state).open() as opened:
        book = opened.case_book()
        return book.comment(book.find_case(name).id, data.words)


@delete("/api/v1/cases/{name:str}/comments/{comment:str}", sync_to_thread=True)
def api_take_back(state: State, name: FromPath[str], comment: FromPath[str]) -> None:
    """Takes a comment back."""
    desk = desk_of(state)
    with desk.open() as opened:
        book = opened.case_book()
        if comment not in {c.id for c in book.comments(book.find_case(name).id)}:
            raise LedgerError(f"the case has no comment {comment!r}", remedy="see the case")
        take_back_comment(desk, opened, comment)


HANDLERS = (
    api_cases, api_make_case, api_case, api_change_case, api_add_item, api_remove_item,
    api_comment, api_take_back,
)  # fmt: skip
