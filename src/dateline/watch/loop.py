"""The one loop: what is due is looked at, then the loop waits until something is.

Invariants: a watch is looked at by one look at a time; how a look went is written once, after what
it brought; killed at any moment, the loop goes on where it was when it is started again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from random import Random

import httpx
from msgspec import Struct, structs

from dateline.ingest.options import ReadOptions
from dateline.ingest.pacing import HostPace
from dateline.ingest.page_cache import Fetched
from dateline.ingest.robots import RobotsRules
from dateline.model import LedgerError, ReportError
from dateline.store import Ledger, Watch, WatchBook, stamp
from dateline.watch.clocks import Clock, SystemClock
from dateline.watch.folders import look_at_folder
from dateline.watch.limits import limits
from dateline.watch.pages import PageFetcher, asked_host, look_at_page, page_options
from dateline.watch.records import Kind, Look, one_line, options_of, state_of
from dateline.watch.schedule import after_look
from dateline.watch.searches import look_at_query
from dateline.watch.taking import Coder
from dateline.watch.waiting import PlainWaiter, Waiter, waiter_for

Got = Fetched | ReportError | None
Tell = Callable[[Watch], None]


class Setup(Struct, frozen=True, kw_only=True):
    """What a loop works with; tests bring their own `clock`, `transport` and `chance`.
    `stops`: its clock's sleep can end at any moment, so that nothing else may wait."""

    coder: Coder
    own: tuple[str, ...] = ()
    max_bytes: int = ReadOptions().max_bytes
    timeout: float = ReadOptions().timeout
    workers: int = 0
    clock: Clock | None = None
    stops: bool = False
    transport: httpx.BaseTransport | None = None
    chance: Random | None = None


def choose_askable(due: Iterable[Watch], pace: HostPace) -> Iterator[Watch]:
    """Of each host one, and none whose turn has not come; searches last, after reports."""
    hosts: set[str] = set()
    searches: list[Watch] = []
    for watch in due:
        if watch.kind == Kind.QUERY:
            searches.append(watch)
        elif watch.kind == Kind.FOLDER:
            yield watch
        elif (host := asked_host(watch)) not in hosts:
            hosts.add(host)
            if pace.seconds_to_turn(host) <= 0:
                yield watch
    yield from searches


class Loop:
    """Looks at the watches of one ledger. `tell` is told each watch after its look."""

    def __init__(self, ledger: Ledger, setup: Setup, *, tell: Tell) -> None:
        self._ledger, self._setup, self._tell = ledger, setup, tell
        self._book = ledger.watch_book()
        self._clock = setup.clock or SystemClock()
        self._chance = setup.chance or Random()
        plain = PlainWaiter(self._clock)
        self._waiter: Waiter = plain if setup.stops else waiter_for(self._clock, own=setup.own)
        self._workers = setup.workers or limits().workers
        self._reading = page_options(max_bytes=setup.max_bytes, timeout=setup.timeout)
        self._pace = HostPace(
            seconds=limits().host_seconds, clock=self._clock.seconds, sleep=self._clock.sleep
        )
        self._fetcher = PageFetcher(
            pace=self._pace, robots=RobotsRules(clock=self._clock.seconds),
            reading=self._reading, transport=setup.transport,
        )  # fmt: skip
        self._troubles = 0

    def run(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Goes on until `until` says so; LedgerError where the ledger fails again and again."""
        with self._book.alone():
            remember_hosts(self._book, self._pace, now=self._clock.now())
            while not until():
                if not self._round(None):
                    self._wait()

    def run_once(self) -> None:
        """Looks once at all that is due now."""
        with self._book.alone():
            remember_hosts(self._book, self._pace, now=self._clock.now())
            left = {watch.id for watch in self._book.due_watches(self._now())}
            while left:
                done = self._round(left)
                left -= done
                still = {watch.id for watch in self._book.due_watches(self._now())}
                left &= still
                if left and not done:
                    self._wait()

    def _now(self) -> str:
        return stamp(self._clock.now())

    def _round(self, only: set[str] | None) -> set[str]:
        """Looks at what is due and whose host may be asked; the ids of what was looked at."""
        due = self._book.due_watches(self._now())
        chosen = list(choose_askable((w for w in due if only is None or w.id in only), self._pace))
        if not chosen:
            return set()
        try:
            self._book.begin_looks([watch.id for watch in chosen], at=self._now())
            self._look_at(chosen)
            self._troubles = 0
        except LedgerError:
            self._troubles += 1
            if self._troubles >= limits().ledger_tries:
                raise
            self._clock.sleep(limits().first_retry)
            return set()
        return {watch.id for watch in chosen}

    def _look_at(self, chosen: Sequence[Watch]) -> None:
        pages = [watch for watch in chosen if watch.kind == Kind.ADDRESS]
        for watch, got in self._asked(pages):
            self._end(watch, self._guarded(watch, got))
        for watch in chosen:
            if watch.kind != Kind.ADDRESS:
                self._end(watch, self._guarded(watch, None))

    def _asked(self, pages: Sequence[Watch]) -> Iterator[tuple[Watch, Got]]:
        """Each page as it comes, several at a time."""
        if min(self._workers, len(pages)) <= 1:
            for watch in pages:
                yield watch, self._ask(watch)
            return
        pool = ThreadPoolExecutor(min(self._workers, len(pages)))
        try:
            asked = {pool.submit(self._ask, watch): watch for watch in pages}
            for answer in as_completed(asked):
                yield asked[answer], answer.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, watch: Watch) -> Got:
        try:
            return self._fetcher.ask(watch)
        except Exception as error:  # one page's surprise must not end the others' looks
            return ReportError(f"the look failed: {type(error).__name__}: {error}")

    def _guarded(self, watch: Watch, got: Got) -> Look:
        """A look, whatever happens in it, but for a ledger that fails."""
        try:
            return self._look(watch, got)
        except LedgerError:
            raise
        except Exception as error:
            said = f"the look failed: {type(error).__name__}: {one_line(error)}"
            return Look(state=state_of(watch), error=said)

    def _look(self, watch: Watch, got: Got) -> Look:
        now, coder = self._clock.now(), self._setup.coder
        if watch.kind == Kind.ADDRESS:
            return look_at_page(self._ledger, watch, got, coder=coder, now=stamp(now))
        if watch.kind == Kind.FOLDER:
            return look_at_folder(
                self._ledger, watch, coder=coder, reading=self._reading, now=now,
                own={*self._setup.own, *told_files(self._book)},
            )  # fmt: skip
        return look_at_query(self._ledger, watch, now=now, transport=self._setup.transport)

    def _end(self, watch: Watch, look: Look) -> None:
        after = after_look(watch, look, now=self._clock.now(), chance=self._chance)
        now = next((w for w in self._book.watches() if w.id == watch.id), None)
        if now is not None and now.next_at is None:  # somebody muted it meanwhile
            after = structs.replace(after, next_at=None, note=now.note)
        self._book.end_look(after, look.items)
        if look.retry_after and watch.kind == Kind.ADDRESS:
            asked = min(look.retry_after, limits().longest_retry_after)
            self._pace.hold_host(asked_host(watch), asked)
        self._tell(after)

    def _wait(self) -> None:
        """Until something may be due, but never so long that a new watch waits for it."""
        now = self._clock.now()
        waits = [limits().longest_sleep]
        watches = self._book.watches()
        for watch in watches:
            if watch.next_at is None:
                continue
            left = -_seconds_between(watch.next_at, now)
            if watch.kind == Kind.ADDRESS:
                left = max(left, self._pace.seconds_to_turn(asked_host(watch)))
            waits.append(left)
        folders = {w.target: w.id for w in watches if w.kind == Kind.FOLDER}
        changed = self._waiter.wait(max(min(waits), 0.01), sorted(folders))
        for folder in changed:
            self._book.hasten_look(folders[folder], at=self._now())


def remember_hosts(book: WatchBook, pace: HostPace, *, now: datetime) -> None:
    """Lets hosts that were asked shortly before this run began have their turns from then on."""
    for watch in book.watches():
        if watch.kind != Kind.ADDRESS:
            continue
        gap = limits().host_seconds
        left = gap if watch.begun_at else gap - _seconds_between(watch.last_at, now)
        if held := state_of(watch).held_until:
            left = max(left, -_seconds_between(held, now))
        if left > 0:
            pace.hold_host(asked_host(watch), left)


def told_files(book: WatchBook) -> set[str]:
    """What searches write: to read one's own finds as reports would never end."""
    searches = [options_of(w) for w in book.watches() if w.kind == Kind.QUERY]
    told = [path for options in searches for path in (options.atom, options.jsonl)]
    return {os.path.realpath(path) for path in told if path}


def _seconds_between(instant: str | None, now: datetime) -> float:
    """Seconds from an instant of the ledger to now; very many where there is none."""
    if instant is None:
        return float("inf")
    return (now - datetime.fromisoformat(instant).astimezone(UTC)).total_seconds()
