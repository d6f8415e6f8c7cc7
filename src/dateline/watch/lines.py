"""The finds of a saved search as JSON Lines, each once, whatever happened to the run before."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct


class _Line(Struct):
    id: str


def append_lines(path: str, lines: Sequence[tuple[str, str]]) -> int:
    """Appends lines, each given with its id, that the file does not have; how many.

    A last line that was cut off by a kill is taken away first. OSError: it cannot be written.
    """
    file = Path(path)
    there = file.read_bytes() if file.exists() else b""
    whole = there[: there.rfind(b"\n") + 1]
    known = {found for line in whole.splitlines() if (found := _id_of(line))}
    fresh = [line for name, line in lines if name not in known]
    with file.open("r+b" if file.exists() else "wb") as opened:
        opened.truncate(len(whole))
        opened.seek(len(whole))
        opened.write("".join(f"{line}\n" for line in fresh).encode())
        opened.flush()
        os.fsync(opened.fileno())
    return len(fresh)


def _id_of(line: bytes) -> str | None:
    try:
        return msgspec.json.decode(line, type=_Line).id
    except msgspec.MsgspecError:
        return None
