"""The review by several: who gets which card, what is asked twice, and how far readings agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from litestar import Response, delete, get, post, put
from litestar.datastructures import State
from litestar.params import FromPath, JSONBody
from msgspec import Struct, structs

from dateline.model import Judgement, LedgerError, TargetKind, Verdict, sha256
from dateline.publish.face import say
from dateline.publish.views import views_of
from dateline.store import Lease, Ledger, Second
from dateline.web.answers import page
from dateline.web.desk import Desk, Snapshot
from dateline.web.numbers import numbers
from dateline.web.pages import desk_of
from dateline.web.review import ALONE, QUEUES, TWO, Card, list_cards

AGAIN = "again:"
KINDS = {"control": TargetKind.CLAIM, "claims": TargetKind.CLAIM, "incidents": TargetKind.EVENT,
         "contradictions": TargetKind.CONTRADICTION}  # fmt: skip
"""What each queue asks about, so that a second reading comes among its like."""
QUESTIONS = {
    TargetKind.CLAIM: ("Is this claim read right?", ALONE),
    TargetKind.EVENT: ("Do these two tell of one deed?", TWO),
    TargetKind.CONTRADICTION: ("Do these two claims exclude each other?", ALONE),
}
WHY_AGAIN = "one card in {n} is read a second time, to see how far readings agree"


class Deal(Struct, frozen=True, kw_only=True):
    """What a reviewer gets. `card` None: nothing is left, or others have it (`with_others`);
    `taken`: what the card's claims are shown from; `waits`: how many wait in all."""

    card: Card | None
    lease: Lease | None
    taken: Snapshot
    waits: int
    with_others: int


class Agreement(Struct, frozen=True, kw_only=True):
    """How far second readings agree with the first. `share`: of all; `kappa`: Cohen's, without
    what chance would give; None: too little was read to say."""

    readings: int
    agreed: int
    share: float | None
    kappa: float | None
    by_another: int
    by_another_agreed: int
    differing: list[Second]


class Wanted(Struct, kw_only=True):
    """Of which queue the next card is asked for."""

    queue: str


class Dealt(Struct, frozen=True, kw_only=True):
    """A card with its lease; null where none waits, or others have all of them."""

    card: Card | None
    lease: Lease | None


def deal_card(desk: Desk, queue: str, *, skip: int = 0) -> Deal:
    """The card of a queue that is worth most and that nobody else has; `skip`: how many to leave
    for later."""
    taken = desk.snapshot(stale=True)
    with desk.open() as opened:
        made = list(opened.judgements())
        cards = list_cards(taken, queue, made)
        if not cards:
            taken = desk.snapshot()
            cards = list_cards(taken, queue, made)
        seconds = due_seconds(opened, queue, taken)
        first = seconds and is_time_for_second(opened, made, desk.user.name)
        by_key: dict[str, Card | Second] = {card.key: card for card in turn(cards, skip)}
        again: dict[str, Card | Second] = {AGAIN + s.judgement: s for s in seconds}
        known = {**again, **by_key} if first else {**by_key, **again}
        book = opened.review_book()
        lease = book.take_card(list(known), queue=queue, minutes=numbers().lease_minutes)
        others = sum(l.who != desk.user.name and l.card in known for l in book.leases())  # noqa: E741
    found = known[lease.card] if lease else None
    card: Card | None
    if isinstance(found, Second):
        card, taken = make_second(taken, found, queue)
    else:
        card = found
    return Deal(card=card, lease=lease, taken=taken, waits=len(cards), with_others=others)


def turn(cards: list[Card], skip: int) -> list[Card]:
    """The cards, those that are left for later at the end."""
    at = skip % len(cards) if cards else 0
    return cards[at:] + cards[:at]


def due_seconds(opened: Ledger, queue: str, taken: Snapshot) -> list[Second]:
    """What this reader may be asked a second time in a queue, where its words are still there."""
    kind = KINDS.get(queue)
    due = opened.review_book().due_again(days=numbers().same_reader_days)
    found = [s for s in due if kind is not None and s.kind == kind]
    there = {c.id for coding in taken.codings.values() for c in coding.claims} if found else set()
    return [s for s in found if s.claims and there.issuperset(s.claims)]


def is_time_for_second(opened: Ledger, made: Sequence[Judgement], name: str) -> bool:
    """Whether a reader has decided enough since their last second reading."""
    read = sum(s.reader == name for s in opened.review_book().second_readings())
    return sum(j.author == name for j in made) // numbers().one_in > read


def make_second(taken: Snapshot, second: Second, queue: str) -> tuple[Card, Snapshot]:
    """The card of a decision that is asked again, and what its words are shown from: the reports
    as if nobody had judged."""
    wanted = set(second.claims)
    near = [c for c in taken.codings.values() if any(k.id in wanted for k in c.claims)]
    views = views_of(near)
    kind = TargetKind(second.kind)
    question, verdicts = QUESTIONS[kind]
    card = Card(
        queue=queue, kind=kind, target=second.target, other=second.other, question=say(question),
        reason=say(WHY_AGAIN, n=numbers().one_in), verdicts=verdicts,
        claims=tuple(views.by_id[c] for c in second.claims), again=second.judgement,
    )  # fmt: skip
    return card, structs.replace(taken, views=views)


def keep_decision(
    desk: Desk, kind: TargetKind, target: str, verdict: Verdict, *, other: str | None = None,
    reason: str | None = None, again: str | None = None,
) -> Judgement | None:  # fmt: skip
    """Keeps a decision, or with `again` the second reading of one; some are asked a second time."""
    if again is not None:
        with desk.open() as opened:
            opened.review_book().keep_again(again, verdict)
            opened.review_book().free_card(AGAIN + again)
        return None
    made = desk.judge(kind, target, verdict, other=other, reason=reason)
    if is_asked_twice(made):
        claims = claims_of(desk.snapshot(stale=True), made)
        if claims:
            with desk.open() as opened:
                opened.review_book().ask_again(made.id, claims)
    return made


def is_asked_twice(made: Judgement) -> bool:
    """Whether a decision is among those that are read again: by its id, so by chance."""
    return int(sha256(made.id.encode())[:12], 16) % numbers().one_in == 0


def claims_of(taken: Snapshot, made: Judgement) -> tuple[str, ...]:
    """The claims that a decision is about; none where a card could not be made of it again."""
    if made.target_kind is TargetKind.CLAIM:
        return (made.target,)
    if made.target_kind is TargetKind.CONTRADICTION:
        found = taken.disputes.get(made.target) or taken.perhaps.get(made.target)
        return found.claims if found else ()
    if made.target_kind is TargetKind.EVENT and made.other is not None:
        wanted = {made.target: "", made.other: ""}
        for coding in taken.codings.values():
            wanted.update({e.id: e.claim or "" for e in coding.events if e.id in wanted})
        return tuple(wanted.values()) if all(wanted.values()) else ()
    return ()


def measure(seconds: Sequence[Second]) -> Agreement:
    """How far second readings agree with the first."""
    pairs = [(s.first, s.again or "") for s in seconds]
    agreed = sum(a == b for a, b in pairs)
    others = [s for s in seconds if s.reader != s.author]
    return Agreement(
        readings=len(pairs), agreed=agreed, share=agreed / len(pairs) if pairs else None,
        kappa=find_kappa(pairs), by_another=len(others),
        by_another_agreed=sum(s.first == s.again for s in others),
        differing=[s for s in seconds if s.first != s.again],
    )  # fmt: skip


def find_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two readings; None where chance alone would give full agreement."""
    if not pairs:
        return None
    total = len(pairs)
    first, again = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[v] * again[v] for v in first) / total**2
    if chance == 1:
        return None
    return (sum(a == b for a, b in pairs) / total - chance) / (1 - chance)


def read_agreement(desk: Desk) -> Agreement:
    """The agreement of all second readings so far."""
    with desk.open() as opened:
        return measure(opened.review_book().second_readings())


@get("/review/agreement", sync_to_thread=True)
def show_agreement(state: State) -> Response[Any]:
    """How far two readings agree, and where they do not."""
    return page("agreement", found=read_agreement(desk_of(state)), one_in=numbers().one_in)


@get("/api/v1/agreement", sync_to_thread=True)
def get_agreement(state: State) -> Agreement:
    """How far two readings agree, and where they do not."""
    return read_agreement(desk_of(state))


@get("/api/v1/leases", sync_to_thread=True)
def list_leases(state: State) -> list[Lease]:
    """Who has which card before them, and until when."""
    with desk_of(state).open() as opened:
        return opened.review_book().leases()


@post("/api/v1/leases", status_code=200, sync_to_thread=True)
def take_lease(state: State, data: JSONBody[Wanted]) -> Dealt:
    """The next card of a queue, for five minutes nobody else's."""
    check_queue(data.queue)
    found = deal_card(desk_of(state), data.queue)
    return Dealt(card=found.card, lease=found.lease)


@put("/api/v1/leases/{card:str}", sync_to_thread=True)
def hold_lease(state: State, card: FromPath[str]) -> Lease:
    """Makes a lease last for five minutes from now."""
    with desk_of(state).open() as opened:
        return opened.review_book().hold_card(card, minutes=numbers().lease_minutes)


@delete("/api/v1/leases/{card:str}", sync_to_thread=True)
def free_lease(state: State, card: FromPath[str]) -> None:
    """Gives a card back."""
    with desk_of(state).open() as opened:
        opened.review_book().free_card(card)


def check_queue(name: str) -> None:
    """LedgerError where there is no such queue."""
    if name not in QUEUES:
        raise LedgerError(f"there is no queue {name!r}", remedy="ask for " + ", ".join(QUEUES))


HANDLERS = (show_agreement, get_agreement, list_leases, take_lease, hold_lease, free_lease)
