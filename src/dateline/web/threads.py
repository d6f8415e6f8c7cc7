"""Handlers that read or write the ledger, kept off the loop that serves everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def threaded(function: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """A plain function as one that runs in a thread, who is at work included.

    Litestar's own `sync_to_thread` wraps a handler anew for each route that shares its address, and
    then hands out what was never awaited.
    """

    @wraps(function)
    async def running(*args: P.args, **kwargs: P.kwargs) -> R:
        return await asyncio.to_thread(function, *args, **kwargs)

    return running
