"""How the loop waits: with watchfiles until a folder changes, without it just for the time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Protocol

from dateline.watch.clocks import Clock, SystemClock

STEP_MS = 500
"""How long one question to the system about changes takes."""


class Waiter(Protocol):
    """Lets time pass, and says which folders changed meanwhile."""

    def wait(self, seconds: float, folders: Sequence[str]) -> set[str]:
        """Waits at most this long; the folders among these in which something changed."""


class PlainWaiter:
    """Sleeps; folders are looked at when their time comes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def wait(self, seconds: float, folders: Sequence[str]) -> set[str]:
        del folders
        self._clock.sleep(seconds)
        return set()


class FileWaiter:
    """Asks the system for changes of folders through watchfiles; where that fails, sleeps.

    `own`: files that are the program's: to look because it wrote, and to write that it looked,
    would never end.
    """

    def __init__(self, plain: PlainWaiter, *, own: Collection[str] = ()) -> None:
        self._plain = plain
        self._own = frozenset(own)
        self._folders: tuple[str, ...] = ()
        self._changes: Iterator[Iterable[tuple[object, str]]] | None = None

    def wait(self, seconds: float, folders: Sequence[str]) -> set[str]:
        there = tuple(sorted(folder for folder in folders if Path(folder).is_dir()))
        if not there:
            return self._plain.wait(seconds, there)
        until = monotonic() + seconds
        try:
            while monotonic() < until:
                if changed := self._changed(there):
                    return changed
        except (OSError, RuntimeError):
            self._changes = None
            return self._plain.wait(max(0.0, until - monotonic()), there)
        return set()

    def _changed(self, folders: tuple[str, ...]) -> set[str]:
        import watchfiles

        changes = self._changes
        if changes is None or folders != self._folders:
            self._folders = folders
            changes = self._changes = iter(watchfiles.watch(
                *folders, rust_timeout=STEP_MS, yield_on_timeout=True, watch_filter=None,
            ))  # fmt: skip
        paths = [Path(path) for _, path in next(changes) if path not in self._own]
        return {folder for folder in folders if any(Path(folder) in path.parents for path in paths)}


def waiter_for(clock: Clock, *, own: Collection[str] = ()) -> Waiter:
    """The best way to wait that is installed; on a clock that is not the machine's, sleep."""
    plain = PlainWaiter(clock)
    if not isinstance(clock, SystemClock):
        return plain
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        return plain
    return FileWaiter(plain, own=own)
