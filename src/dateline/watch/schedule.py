"""When a watch is looked at next: after what it was told to, longer after failures."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from msgspec import structs

from dateline.store import Watch, stamp
from dateline.watch.limits import limits
from dateline.watch.records import Kind, Look, written


def after_look(watch: Watch, look: Look, *, now: datetime, chance: Random) -> Watch:
    """The watch as a look leaves it."""
    failed = look.error is not None
    failures = watch.failures + 1 if failed else 0
    wait = wait_after(watch, look, failures=failures, chance=chance)
    held = _held_until(look, now=now)
    state = structs.replace(look.state, held_until=held)
    return structs.replace(
        watch,
        state=written(state),
        next_at=None if look.ended else stamp(now + timedelta(seconds=wait)),
        begun_at=None,
        last_at=stamp(now),
        good_at=watch.good_at if failed else stamp(now),
        failures=failures,
        error=look.error,
        note=look.note,
        found=look.found,
        total=watch.total + look.found,
    )


def wait_after(watch: Watch, look: Look, *, failures: int, chance: Random) -> float:
    """Seconds until the next look; never less than a server asked for."""
    if look.again_in is not None:
        return look.again_in
    wait = float(watch.every)
    if failures and not look.steady:
        first = wait if watch.kind == Kind.ADDRESS else limits().first_retry
        most = max(limits().longest_wait, first)
        wait = min(most, first * 2.0 ** min(failures - 1, 40))
    wait *= 1 + limits().jitter * chance.random()
    return max(wait, _asked(look))


def _asked(look: Look) -> float:
    return min(look.retry_after or 0.0, limits().longest_retry_after)


def _held_until(look: Look, *, now: datetime) -> str | None:
    return stamp(now + timedelta(seconds=_asked(look))) if look.retry_after else None
