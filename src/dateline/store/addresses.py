"""The address of a ledger as it may be shown: whoever reads an error learns no password."""

from __future__ import annotations

import re

SERVERS = ("postgresql:", "postgres:", "postgresql+psycopg:")
_USER = re.compile(r"(?P<head>^[\w+]+:(?://)?[^:@/?#]*:).*(?=@)", re.DOTALL)
_PARAMETER = re.compile(r"(?P<head>[?&]\w*password=)[^&#]*", re.IGNORECASE)


def on_server(address: str) -> bool:
    """Whether a ledger lies in a database server, not in a file."""
    return address.startswith(SERVERS)


def shown_address(address: str) -> str:
    """The address with *** for its password, be it well formed or not.

    "postgresql://ada:secret@host/db" -> "postgresql://ada:***@host/db"
    """
    if not on_server(address):
        return address
    return _PARAMETER.sub(r"\g<head>***", _USER.sub(r"\g<head>***", address))
