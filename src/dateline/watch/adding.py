"""What a person says of a watch becomes one; what makes no sense is refused with the remedy."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import structs

from dateline.ingest.addresses import checked
from dateline.ingest.sources import is_address
from dateline.model import FetchError, UsageError, content_id
from dateline.pipeline.whereabouts import read_asked
from dateline.query import parse_query
from dateline.store import Ledger, Watch, stamp
from dateline.watch.digest import FROM
from dateline.watch.limits import limits
from dateline.watch.posting_mail import server_at
from dateline.watch.quiet import hours_of
from dateline.watch.records import Kind, Options, State, options_of, written
from dateline.watch.searches import state_now

_TIME = re.compile(r"(?P<count>\d{1,6})\s*(?P<unit>[smhd]?)")
_UNITS = {"": 60, "s": 1, "m": 60, "h": 3600, "d": 86400}
_NAME = re.compile(r"[^\w.-]+")
_MAILBOX = re.compile(r"[^\s@<>,;:\"]{1,64}@[\w.-]{1,255}")
LONGEST_NAME = 60
MUTED = "muted until it is woken"


def seconds_of(text: str) -> int:
    """Seconds of a time as people write it: 90s, 15m, 2h, 1d; a bare number is minutes."""
    match = _TIME.fullmatch(text.strip().lower())
    if match is None:
        raise UsageError(f"{text!r} is no length of time", remedy="write 90s, 15m, 2h or 1d")
    return int(match["count"]) * _UNITS[match["unit"]]


def spoken(seconds: int) -> str:
    """Seconds as people write them: 900 -> 15m."""
    for unit in ("d", "h", "m"):
        if seconds and seconds % _UNITS[unit] == 0:
            return f"{seconds // _UNITS[unit]}{unit}"
    return f"{seconds}s"


def put_watch(
    ledger: Ledger,
    *,
    target: str | None,
    query: str | None,
    name: str | None,
    every: str | None,
    options: Options,
    now: datetime,
) -> Watch:
    """Adds a watch, or changes and wakes the one of this target; UsageError where it makes none."""
    kind, what = _target(target, query)
    if kind is Kind.QUERY:
        read_asked(ledger, what)
    book = ledger.watch_book()
    known = book.watches()
    made_id = content_id("wat", kind, what)
    old = next((watch for watch in known if watch.id == made_id), None)
    options = _merged(old, options)
    _check_options(kind, options)
    watch = Watch(
        id=made_id,
        name=_name(name, old, what, {w.name for w in known if w.id != made_id}),
        kind=kind,
        target=what,
        every=_every(kind, every, old),
        added_at=stamp(now),
        options=written(options),
        state=written(state_now(ledger) if kind is Kind.QUERY else State()),
        next_at=stamp(now),
    )
    book.add_watch(watch)
    return book.find_watch(watch.id)


def check_mailbox(said: str) -> None:
    """UsageError where some words are not one plain address of mail: desk@weir.example."""
    if _MAILBOX.fullmatch(said) is None:
        raise UsageError(f"{said!r} is no address of mail", remedy="write name@host")


def hold_watch(ledger: Ledger, said: str, *, until: str | None) -> Watch:
    """Has a search tell nobody before an instant; None: has it tell again."""
    book = ledger.watch_book()
    found = book.find_watch(said)
    if found.kind != Kind.QUERY:
        raise UsageError("only a search tells what it finds", where=found.name,
                         remedy="`dateline watch list` shows them")  # fmt: skip
    options = structs.replace(options_of(found), hold_until=until)
    book.add_watch(structs.replace(found, options=written(options)))
    return book.find_watch(found.id)


def mute_watch(ledger: Ledger, watch: Watch) -> None:
    """Stops a watch until it is woken: it is not looked at, and tells nothing."""
    ledger.watch_book().end_look(structs.replace(watch, next_at=None, note=MUTED))


def wake_watch(ledger: Ledger, watch: Watch, *, now: datetime) -> None:
    """Makes a watch due again. A search begins anew: what came while it was mute is not told."""
    state = written(state_now(ledger)) if watch.kind == Kind.QUERY else watch.state
    woken = structs.replace(
        watch, next_at=stamp(now), note=None, error=None, failures=0, state=state
    )
    ledger.watch_book().end_look(woken)


def _target(target: str | None, query: str | None) -> tuple[Kind, str]:
    if (target is None) == (query is None):
        raise UsageError(
            "name one thing to watch", remedy="an address, a folder, or a search with --query"
        )
    if query is not None:
        parse_query(query)
        return Kind.QUERY, query.strip()
    assert target is not None
    if is_address(target):
        try:
            checked(target)
        except FetchError as error:
            raise UsageError(error.what, where=target, remedy=error.remedy) from error
        return Kind.ADDRESS, target
    folder = Path(target)
    if not folder.is_dir():
        raise UsageError(
            "is neither an address nor a folder", where=target,
            remedy="write http:// or https:// before an address; watch the folder of a file",
        )  # fmt: skip
    return Kind.FOLDER, os.path.realpath(folder)


def _check_options(kind: Kind, options: Options) -> None:
    if options.articles and kind is not Kind.ADDRESS:
        raise UsageError(
            "only a feed or a sitemap names pages",
            remedy="leave out --articles, or name an address",
        )
    tells = (options.atom, options.jsonl, options.webhook, options.mail_to)
    if kind is not Kind.QUERY and any(tells):
        raise UsageError(
            "only a search tells what it finds", remedy="add --query, or leave out "
            "--atom, --jsonl, --webhook and --mail-to",
        )  # fmt: skip
    if kind is Kind.QUERY and not (any(tells) or options.page):
        raise UsageError(
            "the search has nobody to tell what it finds",
            remedy="add --atom FILE, --jsonl FILE, --webhook ADDRESS or --mail-to ADDRESS",
        )
    _check_mail(options)
    for path in (options.atom, options.jsonl):
        if path is not None and not Path(path).parent.is_dir():
            raise UsageError("its folder is not there", where=path, remedy="make it first")
    if options.webhook is not None:
        try:
            checked(options.webhook)
        except FetchError as error:
            raise UsageError(error.what, where=options.webhook, remedy=error.remedy) from error


def _check_mail(options: Options) -> None:
    """UsageError where mails could not be sent as they are asked for."""
    if options.quiet is not None:
        hours_of(options.quiet)
    if (options.mail_to is None) != (options.smtp is None):
        raise UsageError(
            "a mail needs who is written to, and through which server",
            remedy="--mail-to ADDRESS --smtp smtp://user@host",
        )
    if options.mail_to is None or options.smtp is None:
        return
    if options.webhook is not None:
        raise UsageError(
            "one search either writes mails or calls a webhook",
            remedy="make a second search of the same query for the other",
        )
    server_at(options.smtp)
    for said in (options.mail_to, options.mail_from or FROM):
        check_mailbox(said)


def _every(kind: Kind, said: str | None, old: Watch | None) -> int:
    if said is None:
        return old.every if old else limits().every[kind]
    seconds, shortest = seconds_of(said), limits().shortest[kind]
    if seconds < shortest:
        raise UsageError(
            f"--every {said} is too often", remedy=f"{spoken(shortest)} or more for this kind"
        )
    return seconds


def _merged(old: Watch | None, options: Options) -> Options:
    """What is said now; where nothing is said, what was said before."""
    plain = Options()
    if old is None:
        return options
    before = options_of(old)
    told = {
        field: value
        for field in Options.__struct_fields__
        if (value := getattr(options, field)) != getattr(plain, field)
    }
    return structs.replace(before, **told)


def _name(said: str | None, old: Watch | None, what: str, taken: Iterable[str]) -> str:
    """The name that was said, that it has, or one made of the target that nothing else has."""
    names = set(taken)
    if said is not None:
        if said in names or not said.strip():
            raise UsageError(
                f"the name {said!r} is taken or empty", remedy="choose another with --name"
            )
        return said
    if old is not None:
        return old.name
    parts = urlsplit(what) if "://" in what else None
    plain = f"{parts.hostname or ''}{parts.path}" if parts else Path(what).name or what
    base = _NAME.sub("-", plain).strip("-.")[:LONGEST_NAME] or "watch"
    count, name = 1, base
    while name in names:
        count += 1
        name = f"{base}-{count}"
    return name
