"""What was done with the ledger, by whom and when; and the judgements that hold."""

from __future__ import annotations

from itertools import islice
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromQuery
from msgspec import Struct

from dateline.model import UsageError
from dateline.store import Action
from dateline.web.answers import page, split_suffix, twin
from dateline.web.lists import MOST
from dateline.web.numbers import numbers
from dateline.web.pages import desk_of
from dateline.web.permits import TWINS
from dateline.web.threads import threaded

AUDIT = [f"/audit{suffix}" for suffix in TWINS]
JUDGEMENTS = [f"/judgements{suffix}" for suffix in TWINS]


class Actions(Struct, frozen=True, kw_only=True):
    """A page of the audit. `following`: `before` of the next page; None: this is the last."""

    items: list[Action]
    following: int | None


@get(AUDIT)
@threaded
def show_audit(
    state: State, request: Request[Any, Any, Any], who: FromQuery[str] = "",
    action: FromQuery[str] = "", before: FromQuery[int | None] = None,
) -> Response[Any]:  # fmt: skip
    """Every action, the last one first, a page at a time; all of it as a twin."""
    _, suffix = split_suffix(request.url.path)
    limit = None if suffix else numbers().audit_page
    with desk_of(state).open() as opened:
        found = opened.action_log().actions(
            before=before, who=who or None, action=action or None, limit=limit
        )
        head = opened.action_log().head()
    if suffix:
        return twin(found, suffix)
    following = found[-1].seq if len(found) == limit else None
    return page("audit", actions=found, head=head, who=who, action=action, following=following)


@get("/api/v1/audit", sync_to_thread=True)
def list_actions(
    state: State, who: FromQuery[str] = "", action: FromQuery[str] = "",
    before: FromQuery[int | None] = None, limit: FromQuery[int] = 100,
) -> Actions:  # fmt: skip
    """Actions, the last one first."""
    if not 1 <= limit <= MOST:
        raise UsageError("there is no such page", remedy=f"limit is from 1 to {MOST}")
    with desk_of(state).open() as opened:
        found = opened.action_log().actions(
            before=before, who=who or None, action=action or None, limit=limit + 1
        )
    items = list(islice(found, limit))
    return Actions(items=items, following=items[-1].seq if len(found) > limit else None)


@get(JUDGEMENTS)
@threaded
def show_judgements(state: State, request: Request[Any, Any, Any]) -> Response[Any]:
    """Every judgement that holds, the last one first, as a page or a twin."""
    _, suffix = split_suffix(request.url.path)
    with desk_of(state).open() as opened:
        made = sorted(opened.judgements(), key=lambda j: j.made_at, reverse=True)
    return twin(made, suffix) if suffix else page("judgements", judgements=made)


HANDLERS = (show_audit, list_actions, show_judgements)
