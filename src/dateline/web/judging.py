"""The pages that write: the review's cards, judgements and their withdrawal."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Struct

from dateline.model import Judgement, TargetKind, Verdict
from dateline.web.answers import page
from dateline.web.desk import Desk, Snapshot
from dateline.web.nearby import blocks_near
from dateline.web.pages import desk_of, missing
from dateline.web.review import QUEUES, Card, list_cards

LAST = 5


class Decision(Struct, kw_only=True):
    """What a form sends. `back`: the page to go to then."""

    kind: TargetKind
    target: str
    verdict: Verdict
    other: str | None = None
    reason: str | None = None
    back: str = "/review"


class Undoing(Struct, kw_only=True):
    """Which judgement a form takes back."""

    judgement: str
    back: str = "/review"


def inside(address: str) -> str:
    """An address of this workbench, or the review: a form leads nowhere else."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and address.isprintable() else "/review"


@get("/review", sync_to_thread=True)
def review(state: State) -> Response[Any]:
    """The queues, and how many decisions wait in each."""
    desk = desk_of(state)
    taken, made = desk.snapshot(stale=True), list_judgements(desk)
    waits = {name: len(list_cards(taken, name, made)) for name in QUEUES}
    return page("review", queues=QUEUES, waits=waits, last=last_of(made))


@get("/review/{queue:str}", sync_to_thread=True)
def review_queue(state: State, queue: FromPath[str], skip: FromQuery[int] = 0) -> Response[Any]:
    """The next card of a queue; `skip`: how many to leave for later."""
    if queue not in QUEUES:
        return missing(f"review/{queue}")
    desk = desk_of(state)
    taken, made = desk.snapshot(stale=True), list_judgements(desk)
    cards = list_cards(taken, queue, made)
    if not cards:
        taken = desk.snapshot()
        cards = list_cards(taken, queue, made)
    return page(
        "card", queue=queue, title=QUEUES[queue], waits=len(cards), taken=taken,
        skip=skip % len(cards) if cards else 0, last=last_of(made),
        card=cards[skip % len(cards)] if cards else None,
        near=near_of(taken, cards[skip % len(cards)]) if cards else {},
    )  # fmt: skip


def near_of(taken: Snapshot, card: Card) -> dict[int, list[Any]]:
    """For each claim of a card its words with those around them."""
    return {index: blocks_near(taken, index) for index in card.claims}


def list_judgements(desk: Desk) -> list[Judgement]:
    """The judgements that hold now."""
    with desk.open() as opened:
        return list(opened.judgements())


def last_of(made: list[Judgement]) -> list[Judgement]:
    """The last decisions, the newest first."""
    return sorted(made, key=lambda j: j.made_at, reverse=True)[:LAST]


Form = Annotated[Decision, Body(media_type=RequestEncodingType.URL_ENCODED)]
Undo = Annotated[Undoing, Body(media_type=RequestEncodingType.URL_ENCODED)]


@post("/judgements", sync_to_thread=True)
def judge(state: State, data: Form) -> Redirect:
    """Keeps a decision and goes on."""
    desk_of(state).judge(
        data.kind, data.target, data.verdict, other=data.other or None, reason=data.reason or None
    )
    return Redirect(inside(data.back), status_code=303)


@post("/judgements/withdraw", sync_to_thread=True)
def withdraw(state: State, data: Undo) -> Redirect:
    """Takes a decision back and goes on."""
    desk_of(state).withdraw(data.judgement)
    return Redirect(inside(data.back), status_code=303)
