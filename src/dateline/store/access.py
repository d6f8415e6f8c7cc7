"""What a book of the ledger works with: its transactions, its clock, and who opened it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from contextlib import AbstractContextManager

from msgspec import Struct
from sqlalchemy import Connection

Link = Callable[[], AbstractContextManager[Connection]]


class Access(Struct, frozen=True, kw_only=True):
    """Transactions that read and that write, the time of the ledger, and who is at work."""

    reading: Link
    writing: Link
    now: Callable[[], str]
    who: str
    where: str


def login_name() -> str:
    """Who runs this process, as the system knows; "unknown" where it does not."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
