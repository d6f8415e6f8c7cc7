"""A file that appears only when it is whole, with the mode that the umask asks for.

Invariant: whoever opens the path finds what was there before, or all that was written; a writer
that is killed leaves nothing beside it where the system has files without a name (Linux).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_MODE = 0o666  # less the umask


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, put in place of `path` where nothing fails; OSError as `open` has it."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    nameless = _open_nameless(path.parent)
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, _MODE) if nameless is None else (
        nameless
    )  # fmt: skip
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            if nameless is not None:
                _give_name(handle, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _open_nameless(folder: Path) -> int | None:
    """A file without a name in the folder; None where the system or the disk has none such."""
    flag: int | None = getattr(os, "O_TMPFILE", None)
    if flag is None or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_RDWR, _MODE)
    except OSError:
        return None


def _give_name(handle: int, path: Path) -> None:
    # Only with a folder's number does Python follow the link to the open file.
    try:
        os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=0, follow_symlinks=True)
    except OSError:  # a disk or a cage that knows no such links: the bytes are copied instead
        with open(f"/proc/self/fd/{handle}", "rb") as whole, path.open("xb") as named:
            shutil.copyfileobj(whole, named)
