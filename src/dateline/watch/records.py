"""What a watch is told, what it remembers, and how a look went."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from msgspec import Struct

from dateline.ingest.sitemap import Listed
from dateline.store import Watch, WatchItem


class Kind(StrEnum):
    """What is looked at."""

    ADDRESS = "address"
    FOLDER = "folder"
    QUERY = "query"


class Options(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a watch looks, and where a saved search tells what it finds.

    `private`, `robots`, `format`, `articles`: as in ReadOptions; `atom`, `jsonl`: files;
    `webhook`: an address that is told; `secret_file`: holds the key that signs it, or the mail
    server's password; `mail_to`, `mail_from`, `smtp`: who is written to, through which server;
    `quiet`: hours (UTC) in which nobody is told, 22-7; `hold_until`: an instant before which
    nobody is (what is found meanwhile is told afterwards); `page`: what it finds stands on a page
    of the workbench, and nobody else needs to be told.
    """

    private: bool = False
    robots: bool = True
    format: str | None = None
    articles: int = 0
    atom: str | None = None
    jsonl: str | None = None
    webhook: str | None = None
    secret_file: str | None = None
    mail_to: str | None = None
    mail_from: str | None = None
    smtp: str | None = None
    quiet: str | None = None
    hold_until: str | None = None
    page: bool = False


class State(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a watch remembers from look to look.

    `etag`, `last_modified`, `sha256`: of the page as it was last taken; `url`: where it moved for
    good; `held_until`: the instant before which its host asked not to be asked; `seq`, `at`: the
    last transaction of the ledger that a search has seen, and its instant; `queue`: pages that a
    feed or sitemap named, which are still to be asked for.
    """

    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    url: str | None = None
    held_until: str | None = None
    seq: int = 0
    at: str | None = None
    queue: tuple[Listed, ...] = ()


class Look(Struct, frozen=True, kw_only=True):
    """How a look went. `error`: it failed, and why; `ended`: the watch is to stop, with `note`;
    `steady`: failed without fault of the server, so that it is not asked less often;
    `retry_after`: seconds that the server asked for; `again_in`: seconds after which to look."""

    state: State
    items: tuple[WatchItem, ...] = ()
    found: int = 0
    error: str | None = None
    note: str | None = None
    ended: bool = False
    steady: bool = False
    retry_after: float | None = None
    again_in: float | None = None


def options_of(watch: Watch) -> Options:
    """How this watch looks."""
    return msgspec.json.decode(watch.options, type=Options)


def state_of(watch: Watch) -> State:
    """What this watch remembers."""
    return msgspec.json.decode(watch.state, type=State)


def written(record: Options | State) -> str:
    """Options or state as the ledger keeps them."""
    return msgspec.json.encode(record).decode()


def one_line(error: BaseException) -> str:
    """What an error says, on one line that fits a table."""
    return " ".join(str(error).split())[:500]
