"""`/api/v1`: the same records for programs, described by OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post, put
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from dateline import __version__
from dateline.model import (
    Claim,
    Judgement,
    LedgerError,
    TargetKind,
    Verdict,
)
from dateline.web.lists import READERS, cut_page, cut_rows
from dateline.web.numbers import numbers
from dateline.web.pages import choice_of, desk_of
from dateline.web.review import QUEUES, Card, list_cards
from dateline.web.reviewing import keep_decision

OPENAPI = OpenAPIConfig(
    title="Dateline", version=__version__, path="/api",
    render_plugins=[JsonRenderPlugin(path="/openapi.json")],
    description="The records of a ledger and everything derived from them, and judgements.",
)  # fmt: skip


class Found(Struct, frozen=True, kw_only=True):
    """A page of records. `following`: `after` of the next page; None: this is the last.
    `counts`: of all claims that were asked for, the most frequent values of some fields."""

    items: list[Any]
    following: str | None
    counts: dict[str, list[list[str | int]]]


class Ruling(Struct, kw_only=True):
    """A decision to be kept."""

    kind: TargetKind
    target: str
    verdict: Verdict
    other: str | None = None
    reason: str | None = None


DERIVED = ("incidents", "contradictions", "origins")
"""Kinds of records that follow from all claims."""


def list_handler(kind: str) -> HTTPRouteHandler:
    """The route that lists one kind of record."""

    @get(f"/api/v1/{kind}", sync_to_thread=True, name=f"list_{kind}", operation_id=f"list_{kind}")
    def list_records(state: State, request: Request[Any, Any, Any]) -> Found:
        """Records by `q` in the query language and by its fields; those derived in pages alone."""
        choice = choice_of(request)
        if kind in DERIVED:
            taken = desk_of(state).snapshot()
            rows, following = cut_rows(list(getattr(taken.derived, kind)), choice)
            return Found(items=list(rows), following=following, counts={})
        with desk_of(state).open(seconds=numbers().query_seconds) as opened:
            listing = cut_page(opened, kind, choice)
        counts: dict[str, list[list[str | int]]] = {
            name: [[value, n] for value, n in found] for name, found in listing.counts.items()
        }
        return Found(items=list(listing.rows), following=listing.following, counts=counts)

    return list_records


@get("/api/v1/claims/{name:str}", sync_to_thread=True)
def one_claim(state: State, name: FromPath[str]) -> Claim:
    """A claim by its id, or by the beginning of it."""
    desk = desk_of(state)
    with desk.open() as opened:
        full = opened.find(name, kind=TargetKind.CLAIM)[1]
    taken = desk.snapshot()
    if full not in taken.views.by_id:
        raise LedgerError(f"the claim {full} was judged wrong", remedy="take the judgement back")
    return taken.views.claims[taken.views.by_id[full]].claim


@get("/api/v1/reports/{name:str}", sync_to_thread=True)
def one_report(state: State, name: FromPath[str]) -> Response[bytes]:
    """The whole coding of a report, as `dateline show --format jsonl` prints it."""
    desk = desk_of(state)
    with desk.open() as opened:
        full = opened.find(name, kind=TargetKind.REPORT)[1]
    return Response(
        msgspec.json.encode(desk.snapshot().codings[full]), media_type="application/json"
    )


@get("/api/v1/judgements", sync_to_thread=True)
def list_judgements(state: State, withdrawn: FromQuery[bool] = False) -> list[Judgement]:  # noqa: FBT002
    """The judgements that hold, by time; with `withdrawn` the others too."""
    with desk_of(state).open() as opened:
        return list(opened.judgements(withdrawn=withdrawn))


@put("/api/v1/judgements", sync_to_thread=True)
def keep_judgement(state: State, data: JSONBody[Ruling]) -> Judgement:
    """Keeps a decision; the same one again changes nothing."""
    made = keep_decision(
        desk_of(state), data.kind, data.target, data.verdict, other=data.other, reason=data.reason
    )
    assert made is not None
    return made


@post("/api/v1/judgements/{name:str}/withdraw", status_code=200, sync_to_thread=True)
def withdraw_judgement(state: State, name: FromPath[str]) -> Judgement:
    """Takes a decision back; it stays in the ledger with the time of that."""
    return desk_of(state).withdraw(name)


@get("/api/v1/queues", sync_to_thread=True)
def list_queues(state: State) -> dict[str, int]:
    """How many decisions wait in each queue of the review."""
    taken = desk_of(state).snapshot()
    return {name: len(list_cards(taken, name, taken.judgements)) for name in QUEUES}


@get("/api/v1/queues/{name:str}/next", sync_to_thread=True)
def next_card(state: State, name: FromPath[str]) -> Card | None:
    """The decision that is worth most in a queue; null where none waits."""
    if name not in QUEUES:
        raise LedgerError(f"there is no queue {name!r}", remedy="ask for " + ", ".join(QUEUES))
    taken = desk_of(state).snapshot()
    return next(iter(list_cards(taken, name, taken.judgements)), None)


HANDLERS = (
    *map(list_handler, (*READERS, *DERIVED)), one_claim, one_report, list_judgements,
    keep_judgement, withdraw_judgement,
    list_queues, next_card,
)  # fmt: skip
