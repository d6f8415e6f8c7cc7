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
from dateline.web.numbers import numbers
from dateline.web.pages import desk_of, missing
from dateline.web.review import QUEUES, Card, list_cards
from dateline.web.reviewing import deal_card, keep_decision, read_agreement
from dateline.web.threads import threaded

LAST = 5


class Decision(Struct, kw_only=True):
    """What a form sends. `back`: the page to go to then; `again`: the judgement that is read a
    second time."""

    kind: TargetKind
    target: str
    verdict: Verdict
    other: str | None = None
    reason: str | None = None
    back: str = "/review"
    again: str | None = None


class Undoing(Struct, kw_only=True):
    """Which judgement a form takes back."""

    judgement: str
    back: str = "/review"


def inside(address: str, *, usual: str = "/review") -> str:
    """An address of this workbench, or the usual one: a form leads nowhere else."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and address.isprintable() else usual


@get("/review", sync_to_thread=True)
def review(state: State) -> Response[Any]:
    """The queues, and how many decisions wait in each."""
    desk = desk_of(state)
    taken, made = desk.snapshot(stale=True), list_judgements(desk)
    waits = {name: len(list_cards(taken, name, made)) for name in QUEUES}
    agreement = read_agreement(desk)
    return page(
        "review", queues=QUEUES, waits=waits, last=last_of(made), agreement=agreement,
        one_in=numbers().one_in,
    )  # fmt: skip


@get("/review/{queue:str}", sync_to_thread=True)
def review_queue(state: State, queue: FromPath[str], skip: FromQuery[int] = 0) -> Response[Any]:
    """The next card of a queue that nobody else has; `skip`: how many to leave for later."""
    if queue not in QUEUES:
        return missing(f"review/{queue}")
    desk = desk_of(state)
    dealt = deal_card(desk, queue, skip=skip)
    last = [j for j in last_of(list_judgements(desk)) if dealt.card is None
            or j.id != dealt.card.again]  # fmt: skip
    return page(
        "card", queue=queue, title=QUEUES[queue], waits=dealt.waits, taken=dealt.taken,
        skip=skip % dealt.waits if dealt.waits else 0, last=last, card=dealt.card,
        lease=dealt.lease, with_others=dealt.with_others, minutes=int(numbers().lease_minutes),
        near=near_of(dealt.taken, dealt.card) if dealt.card else {},
        queues=QUEUES, next_queue=None if dealt.card else find_waiting(dealt.taken, queue),
    )  # fmt: skip


def find_waiting(taken: Snapshot, done: str) -> str | None:
    """The first other queue in which something waits; None: all is decided."""
    waiting = (
        name for name in QUEUES if name != done and list_cards(taken, name, taken.judgements)
    )
    return next(waiting, None)


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


@post("/judgements")
@threaded
def judge(state: State, data: Form) -> Redirect:
    """Keeps a decision and goes on."""
    keep_decision(
        desk_of(state), data.kind, data.target, data.verdict, other=data.other or None,
        reason=data.reason or None, again=data.again or None,
    )  # fmt: skip
    return Redirect(inside(data.back), status_code=303)


@post("/judgements/withdraw", sync_to_thread=True)
def withdraw(state: State, data: Undo) -> Redirect:
    """Takes a decision back and goes on."""
    desk_of(state).withdraw(data.judgement)
    return Redirect(inside(data.back), status_code=303)
