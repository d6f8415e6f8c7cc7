"""Folders: only files that are new or have changed are read, and none that is being written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from dateline.ingest.options import ReadOptions
from dateline.ingest.sources import guarded, passed_over, read_entry
from dateline.store import Ledger, Watch, WatchItem, stamp
from dateline.watch.limits import limits
from dateline.watch.records import Look, one_line, options_of, state_of
from dateline.watch.taking import Coder, Taken, take


def look_at_folder(
    ledger: Ledger,
    watch: Watch,
    *,
    coder: Coder,
    reading: ReadOptions,
    now: datetime,
    own: Collection[str] = (),
) -> Look:
    """Takes the files of a folder that are new or changed. `own`: paths that are the program's."""
    state, book = state_of(watch), ledger.watch_book()
    folder = Path(watch.target)
    if not folder.is_dir():
        return Look(state=state, error="there is no such folder")
    marks = {path: mark for path, mark in marked_files(folder) if path not in own}
    met = book.met_marks(watch.id)
    changed = sorted(path for path, mark in marks.items() if met.get(path) != mark)
    settled = [path for path in changed if _is_settled(marks[path], now)]
    whole = Taken()
    kept: list[WatchItem] = []
    for path in settled:
        before = len(whole.lost)
        _join(whole, _take_file(ledger, path, coder, reading, options_of(watch).format))
        if len(whole.lost) == before:
            kept.append(WatchItem(item=path, mark=marks[path], at=stamp(now)))
        if len(kept) >= limits().files_kept:
            book.keep_items(watch, kept)
            kept = []
    error = (
        f"{len(whole.lost)} could not be coded: {one_line(whole.lost[0])}" if whole.lost else None
    )
    return Look(
        state=state, items=tuple(kept), found=whole.new, error=error,
        note=whole.complaint() or (watch.note if not settled else None),
        again_in=limits().settle if len(settled) < len(changed) and not error else None,
    )  # fmt: skip


def marked_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file under a folder with a mark of when it changed and how long it is."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if passed_over(path):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from marked_files(path)
            elif entry.is_file():
                facts = entry.stat()
                yield entry.path, f"{facts.st_mtime_ns}:{facts.st_size}"
        except OSError:
            continue  # it went away while the folder was read


def _is_settled(mark: str, now: datetime) -> bool:
    """Whether a file has been left alone for a while; a time to come is another clock's."""
    age = now.timestamp() - int(mark.partition(":")[0]) / 1e9
    return age < 0 or age >= limits().settle


def _take_file(
    ledger: Ledger, path: str, coder: Coder, reading: ReadOptions, form: str | None
) -> Taken:
    from msgspec.structs import replace

    options = replace(reading, format=form) if form else reading
    return take(ledger, guarded(read_entry(Path(path), options), path), coder, {})


def _join(whole: Taken, part: Taken) -> None:
    whole.new += part.new
    whole.known += part.known
    whole.unread += part.unread
    whole.lost += part.lost


def own_files(ledger: str) -> tuple[str, ...]:
    """The files of a ledger, which a folder that holds them must not be read for."""
    path = os.path.realpath(ledger)
    return tuple(
        path + end for end in ("", "-wal", "-shm", "-journal", ".watching", ".watching-journal")
    )
