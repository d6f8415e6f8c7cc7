"""What databases say when they fail, in the words of the error tree."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dateline.model import LedgerError, SlowQuery

MEND = "`dateline check` names what is wrong; take a copy from before, or build it again"
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
    ("constraint failed", "a record names another that is not there, or is there twice", MEND),
    ("decode to utf-8", "the ledger is damaged", MEND),
    ("no such table", "the ledger is damaged", MEND),
    ("no such column", "the ledger is damaged", MEND),
    ("unsupported file format", "the ledger is damaged", MEND),
    ("malformed", "the ledger is damaged", MEND),
    ("not a database", "the ledger is damaged", MEND),
    ("readonly", "the ledger cannot be written", "check the permissions of file and folder"),
    ("unable to open", "the ledger cannot be opened", "check the path and its permissions"),
)

STOPPED = ("interrupted", "statement timeout")
"""What SQLite and PostgreSQL say of a query that was stopped."""


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Turns what the database raises into LedgerError with a remedy."""
    try:
        yield
    except LedgerError as error:
        if error.where is not None:
            raise
        raise type(error)(error.what, where=where, remedy=error.remedy) from error
    except UnicodeDecodeError as error:  # a damaged name in the schema
        raise damaged(where, brief(error)) from error
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        if any(sign in said.lower() for sign in STOPPED):
            raise SlowQuery(
                "the query was stopped, since it took too long",
                where=where,
                remedy="narrow it: name a place, a source or days",
            ) from error
        for sign, what, remedy in KNOWN:
            if sign in said.lower():
                raise LedgerError(what, where=where, remedy=remedy) from error
        raise LedgerError(
            f"the database failed: {said}", where=where, remedy="check that it can be reached"
        ) from error


# What reading raises where bytes of the ledger are not what was written.
BROKEN = (
    zlib.error,
    msgspec.MsgspecError,
    SQLAlchemyError,
    ValueError,
    TypeError,
    LookupError,
    AssertionError,
    OverflowError,
    MemoryError,
)


@contextmanager
def guarded_reading(where: str) -> Iterator[None]:
    """As `guarded`; what is read and makes no sense is damage."""
    with guarded(where):
        try:
            yield
        except DBAPIError:
            raise
        except BROKEN as error:
            raise damaged(where, brief(error)) from error


def slow_query(where: str | None) -> SlowQuery:
    """The error of a query that was stopped."""
    return SlowQuery(
        "the query was stopped, since it took too long", where=where,
        remedy="narrow it: name a place, a source or days",
    )  # fmt: skip


def damaged(where: str | None, what: str) -> LedgerError:
    """The error of a ledger that is not as it was written; `what` says where in it."""
    return LedgerError(f"the ledger is damaged: {what}", where=where, remedy=MEND)


def brief(error: BaseException) -> str:
    """What an exception says, on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}".rstrip(": ")
