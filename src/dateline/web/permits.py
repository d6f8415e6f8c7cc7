"""Who may do what: one row a route. A route that is not here is the owner's alone."""

from __future__ import annotations

import re
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from dateline.store import Role, User

ANYBODY = None
READER, REVIEWER, EDITOR, OWNER = Role.READER, Role.REVIEWER, Role.EDITOR, Role.OWNER
TWINS = ("", ".json", ".jsonl", ".csv")
PART = re.compile(r"\{(\w+):\w+\}")

PERMITS: dict[str, Role | None] = {
    "GET /login": ANYBODY,
    "POST /login": ANYBODY,
    "GET /static/{name:str}": ANYBODY,
    "POST /logout": READER,
    # what is read
    "GET /": READER,
    "GET /fresh": READER,
    "GET /{name:str}": READER,
    "GET /{kind:str}/{name:str}": READER,
    "GET /places": READER,
    "GET /places/{name:str}": READER,
    "GET /originals/{name:str}": READER,
    "GET /originals/{name:str}/{number:int}": READER,
    "GET /originals/{name:str}/{number:int}/picture": READER,
    "GET /watches": READER,
    "GET /watches.json": READER,
    "GET /watches/{name:str}": READER,
    **{f"GET /judgements{suffix}": READER for suffix in TWINS},
    "GET /api/openapi.json": READER,
    "GET /api": READER,
    "GET /api/{path:str}": READER,
    **{
        f"GET /api/v1/{kind}": READER
        for kind in ("claims", "events", "reports", "places", "incidents", "contradictions",
                     "origins", "judgements", "changes", "queues", "cases")
    },
    "GET /api/v1/claims/{name:str}": READER,
    "GET /api/v1/reports/{name:str}": READER,
    "GET /api/v1/queues/{name:str}/next": READER,
    # review
    "GET /review": READER,
    "GET /review/agreement": READER,
    "GET /review/{queue:str}": REVIEWER,
    "POST /judgements": REVIEWER,
    "POST /judgements/withdraw": REVIEWER,
    "PUT /api/v1/judgements": REVIEWER,
    "POST /api/v1/judgements/{name:str}/withdraw": REVIEWER,
    "GET /api/v1/agreement": READER,
    "GET /api/v1/leases": REVIEWER,
    "POST /api/v1/leases": REVIEWER,
    "PUT /api/v1/leases/{card:str}": REVIEWER,
    "DELETE /api/v1/leases/{card:str}": REVIEWER,
    # cases
    **{f"GET /cases{suffix}": READER for suffix in TWINS},
    "GET /cases/{name:str}": READER,
    "GET /cases/{name:str}/dossier.zip": READER,
    "GET /cases/{name:str}/claims.csv": READER,
    "GET /cases/add": REVIEWER,
    "POST /cases": REVIEWER,
    "POST /cases/add": REVIEWER,
    "POST /cases/{name:str}": REVIEWER,
    "POST /cases/{name:str}/comments": REVIEWER,
    "POST /cases/{name:str}/remove": REVIEWER,
    "GET /api/v1/cases/{name:str}": READER,
    "POST /api/v1/cases": REVIEWER,
    "PATCH /api/v1/cases/{name:str}": REVIEWER,
    "POST /api/v1/cases/{name:str}/items": REVIEWER,
    "DELETE /api/v1/cases/{name:str}/items/{item:str}": REVIEWER,
    "POST /api/v1/cases/{name:str}/comments": REVIEWER,
    "DELETE /api/v1/cases/{name:str}/comments/{comment:str}": REVIEWER,
    # adding, and what was done
    "GET /add": EDITOR,
    "POST /add": EDITOR,
    "GET /jobs/{name:str}": EDITOR,
    "GET /api/v1/jobs/{name:str}": EDITOR,
    **{f"GET /audit{suffix}": EDITOR for suffix in TWINS},
    "GET /api/v1/audit": EDITOR,
    # watching: a folder is the owner's alone, an address an editor's (watch_pages.py)
    "POST /watches/new": REVIEWER,
    "POST /watches/{name:str}/do": EDITOR,
    "GET /settings": EDITOR,
    "POST /language": READER,
    # who may come in
    "GET /users": OWNER,
    "POST /users": OWNER,
    "POST /users/{name:str}": OWNER,
    "GET /api/v1/users": OWNER,
}  # fmt: skip


def plain_path(path: str) -> str:
    """A path with the names of its parts alone: /claims/{name:str} -> /claims/{name}."""
    return PART.sub(r"{\1}", path)


PLAIN = {plain_path(route): role for route, role in PERMITS.items()}


def check_permit(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuses whoever may not do what is asked: 401 to nobody, 403 to somebody."""
    scope = cast("dict[str, Any]", connection.scope)
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    role = PLAIN.get(f"{method} {scope['path_template']}", OWNER)
    if role is ANYBODY:
        return
    user: User | None = scope.get("user")
    if user is None:
        raise NotAuthorizedException("you are not signed in")
    if not user.role.includes(role):
        raise PermissionDeniedException(f"a {user.role} may not do this: it is for the role {role}")
