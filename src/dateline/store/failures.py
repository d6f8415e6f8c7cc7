"""What databases say when they fail, in the words of the error tree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from dateline.model import LedgerError

KNOWN = (
    (
        "database is locked",
        "another program is writing to it",
        "wait until it has ended, then run again",
    ),
    (
        "disk is full",
        "the disk is full; the ledger is as it was before this was written",
        "free some space, then run again: what is in the ledger is not read twice",
    ),
    (
        "disk i/o error",
        "the disk could not be read or written; the ledger is as it was before this",
        "check free space and the disk, then run again",
    ),
    ("malformed", "the ledger is damaged", "take a copy of it from before, or build it again"),
    ("not a database", "the ledger is damaged", "take a copy of it from before, or build it again"),
    ("readonly", "the ledger cannot be written", "check the permissions of file and folder"),
    ("unable to open", "the ledger cannot be opened", "check the path and its permissions"),
)


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Turns what the database raises into LedgerError with a remedy."""
    try:
        yield
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        for sign, what, remedy in KNOWN:
            if sign in said.lower():
                raise LedgerError(what, where=where, remedy=remedy) from error
        raise LedgerError(
            f"the database failed: {said}", where=where, remedy="check that it can be reached"
        ) from error
