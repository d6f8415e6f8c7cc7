"""Who a request is of: set by the guard, read wherever something is done or shown.

Invariant: what holds for one request is seen by no other; outside a request nobody is there, and
the desk's own author is at work.
"""

from __future__ import annotations

from contextvars import ContextVar

from dateline.store import User

WHO: ContextVar[User | None] = ContextVar("who", default=None)


def current_user() -> User | None:
    """Who the request at hand is of; None: of nobody, or there is none."""
    return WHO.get()
