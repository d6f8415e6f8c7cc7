"""A ledger's file that this user may read but not write, beside which another may be writing.

Invariant: what is read is current, or the reading is refused. SQLite keeps the latest changes in
a second file (-wal) until its last writer leaves; without that file the first one is whole.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from dateline.model import LedgerError


def is_frozen(path: Path) -> bool:
    """Whether this user may not write the file, or not beside it."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def connect_frozen(path: Path) -> sqlite3.Connection:
    """A connection that only reads; LedgerError where the latest changes cannot be read."""
    pending = _pending(path)
    link = sqlite3.connect(
        uri_of(path, mode="ro", **({} if pending else {"immutable": "1"})),
        uri=True,
        check_same_thread=False,
    )
    if pending:
        try:
            link.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            link.close()
            if "malformed" in str(error) or "not a database" in str(error):
                raise
            raise _unread(path) from error
    return link


def uri_of(path: Path, **query: str) -> str:
    """The file as SQLite's URI: '?', '#' and '%' in its name are letters of the name."""
    return f"file:{quote(str(path.absolute()))}?" + "&".join(f"{k}={v}" for k, v in query.items())


def _pending(path: Path) -> bool:
    """Whether changes lie beside the file; LedgerError where that cannot be seen."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unread(path) from error


def _unread(path: Path) -> LedgerError:
    return LedgerError(
        f"its latest changes are still in {path.name}-wal, which you may not read in place",
        where=str(path),
        remedy="wait until its writer has ended, or copy both files to a folder of your own",
    )
