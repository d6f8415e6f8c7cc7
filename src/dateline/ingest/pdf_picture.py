"""A picture of one page of a PDF; the file is drawn in a process that cannot harm this one."""

from __future__ import annotations

import subprocess
import sys

import msgspec

from dateline.ingest.inner import limits
from dateline.ingest.pdf_picture_child import Drawn
from dateline.model import UnreadableInput


def draw_page(data: bytes, number: int, *, where: str) -> Drawn:
    """The page of this number, from 1; UnreadableInput where none can be drawn."""
    command = [sys.executable, "-P", "-m", "dateline.ingest.pdf_picture_child", str(number)]
    seconds = limits().pdf_seconds
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=True)
        drawn = msgspec.msgpack.decode(done.stdout, type=Drawn)
    except subprocess.TimeoutExpired as error:
        raise UnreadableInput(
            f"its page was not drawn in {seconds} seconds", where=where,
            remedy="open the original itself",
        ) from error  # fmt: skip
    except (subprocess.CalledProcessError, msgspec.MsgspecError) as error:
        raise UnreadableInput(
            "the library that draws PDFs failed on it", where=where,
            remedy="open the original itself",
        ) from error  # fmt: skip
    if drawn.fault is not None:
        raise UnreadableInput(
            f"page {number} cannot be drawn: {drawn.fault}", where=where,
            remedy="open the original itself",
        )  # fmt: skip
    return drawn
