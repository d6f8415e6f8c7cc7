"""Saved searches: what a query finds that was not there at the last look, told exactly once.

Invariant: finds are kept as due before any is told, and as told afterwards; a run that is killed
between the two tells them again under the same ids, by which files and receivers know them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import httpx
import msgspec
from msgspec import structs

from dateline.pipeline.whereabouts import read_asked
from dateline.query import Term, parse_query
from dateline.store import ClaimRow, Filter, Ledger, Watch, WatchItem, stamp
from dateline.store.watches import DUE
from dateline.watch.atom import write_feed
from dateline.watch.digest import Letter, digest_mail
from dateline.watch.finds import Find
from dateline.watch.limits import limits
from dateline.watch.lines import append_lines
from dateline.watch.posting_mail import send_mail
from dateline.watch.quiet import is_quiet
from dateline.watch.records import (
    Kind,
    Look,
    Options,
    State,
    one_line,
    options_of,
    state_of,
    written,
)
from dateline.watch.webhook import Refusal, send_finds


def found_since(
    ledger: Ledger, query: Term, *, seq: int, at: str | None, found_at: str
) -> Iterator[Find]:
    """What a query finds now and did not find after a transaction, whose instant is `at`.

    A report that was coded again brings only claims that it did not have.
    """
    by_report: dict[str, list[ClaimRow]] = defaultdict(list)
    asked = read_asked(ledger, query)
    for row in ledger.claims(structs.replace(asked, changed_after=seq)):
        by_report[row.report].append(row)
    for report, rows in sorted(by_report.items()):
        before = set() if at is None else _ids_before(ledger, asked, report, at)
        fresh = [row for row in rows if row.id not in before]
        if fresh:
            head = next(iter(ledger.reports(Filter(report=report))), None)
            title, url = (head.title, head.url) if head else (None, None)
            yield from (_find(row, title, url, found_at) for row in fresh)


def _ids_before(ledger: Ledger, asked: Filter, report: str, at: str) -> set[str]:
    where = structs.replace(asked, report=report)
    return {row.id for row in ledger.claims(where, as_of=at)}


def _find(row: ClaimRow, title: str | None, url: str | None, found_at: str) -> Find:
    return Find(
        id=row.id, found_at=found_at, report=row.report, published=row.published,
        outlet=row.outlet, title=title, url=url, source=row.source, side=row.side,
        stance=row.stance, certainty=row.certainty, content=row.content, places=row.places,
    )  # fmt: skip


def state_now(ledger: Ledger) -> State:
    """The state of a search that knows all that the ledger holds."""
    seq = ledger.latest_change()
    return State(seq=seq, at=_instant_of(ledger, seq))


def _instant_of(ledger: Ledger, seq: int) -> str | None:
    """When a transaction was; None: there was none."""
    if seq == 0:
        return None
    return next((change.at for change in ledger.changes(seq - 1)), None)


def asked_query(watches: Iterable[Watch], said: str) -> Term:
    """The query of the saved search of this name; where there is none, what was said is one."""
    named = {watch.name: watch.target for watch in watches if watch.kind == Kind.QUERY}
    return parse_query(named.get(said, said))


def preview(ledger: Ledger, query: Term, *, since: datetime) -> list[Find]:
    """What a saved search would have found since an instant."""
    start, seq, at = stamp(since), 0, None
    for change in ledger.changes(0):
        if change.at > start:
            break
        seq, at = change.seq, change.at
    return list(found_since(ledger, query, seq=seq, at=at, found_at=stamp(since)))


def look_at_query(
    ledger: Ledger, watch: Watch, *, now: datetime, transport: httpx.BaseTransport | None = None
) -> Look:
    """Asks the ledger, keeps what is new as due, and tells all that is due."""
    book, state = ledger.watch_book(), state_of(watch)
    latest, found = ledger.latest_change(), 0
    if latest > state.seq:
        query = parse_query(watch.target)
        finds = list(found_since(ledger, query, seq=state.seq, at=state.at, found_at=stamp(now)))
        met = book.met_marks(watch.id, [find.id for find in finds])
        items = [_due(find) for find in finds if find.id not in met]
        found = len(items)
        state = State(seq=latest, at=_instant_of(ledger, latest))
        book.keep_items(structs.replace(watch, state=written(state)), items)
    held = held_back(options_of(watch), now)
    if held is not None:
        return Look(state=state, found=found, note=held)
    try:
        _tell(ledger, watch, now=now, transport=transport)
    except Refusal as refusal:
        note = "stopped: the webhook is gone for good (410)" if refusal.gone else None
        return Look(
            state=state, found=found, error=one_line(refusal), note=note, ended=refusal.gone,
            retry_after=refusal.retry_after,
        )  # fmt: skip
    except OSError as error:
        return Look(state=state, found=found, error=f"cannot be told: {one_line(error)}")
    return Look(state=state, found=found)


def held_back(options: Options, now: datetime) -> str | None:
    """Why nobody is told now; None: they are."""
    if options.hold_until and stamp(now) < options.hold_until:
        return f"held until {options.hold_until[:16]}Z; what is found is told then"
    if options.quiet and is_quiet(options.quiet, now):
        return f"quiet from {options.quiet} UTC; what is found is told then"
    return None


def _due(find: Find) -> WatchItem:
    payload = msgspec.json.encode(find).decode()
    return WatchItem(item=find.id, mark=DUE, at=find.found_at, payload=payload)


def _tell(
    ledger: Ledger, watch: Watch, *, now: datetime, transport: httpx.BaseTransport | None
) -> None:
    """Tells what is due, files first; each delivery that a webhook takes is kept as told."""
    book, options = ledger.watch_book(), options_of(watch)
    due = book.finds(watch.id, mark=DUE)
    if options.atom:
        newest = book.finds(watch.id, newest=limits().finds_in_feed)
        write_feed(options.atom, watch, [read_find(one) for one in newest])
    if options.jsonl and due:
        append_lines(options.jsonl, [(one.item, one.payload or "") for one in due])
    if options.mail_to and options.smtp and due:
        letter = Letter(what=watch.name, since=None, finds=[read_find(one) for one in due])
        mail = digest_mail(letter, now=now, to=options.mail_to, sender=options.mail_from)
        send_mail(mail, options.smtp, secret_file=options.secret_file)
    for part in _parts(due, limits().finds_sent):
        if options.webhook:
            finds = [read_find(one) for one in part]
            send_finds(watch, options, finds, now=now, transport=transport)
        book.mark_sent(watch.id, [one.item for one in part])


def read_find(item: WatchItem) -> Find:
    """A find as it was kept."""
    return msgspec.json.decode(item.payload or "", type=Find)


def _parts(items: Sequence[WatchItem], most: int) -> Iterator[Sequence[WatchItem]]:
    for at in range(0, len(items), most):
        yield items[at : at + most]
