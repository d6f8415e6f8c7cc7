"""Writes `store/data/coding-N.dictionary`: what codings say again and again, to compress them with.

`dateline code examples/* | python -m scripts.make_coding_dictionary OUT`. It is made of Dateline's
own examples, without their texts. A dictionary that ledgers were written with is
never made again: another one takes another number (`store/packing.py`).
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.store.packing import LEVEL, shorten

ROOM = 32_768
"""Bytes back that deflate looks."""
NEW = 0.2
"""A record is taken if this share of it, or more, does not follow from those taken before."""
_TEXT = re.compile(rb'"text":"(?:[^"\\]|\\.)*"')
_BETWEEN = re.compile(rb"(?<=\}),(?=\{)")


def records(payloads: Iterable[bytes]) -> Iterator[bytes]:
    """The records of codings, without the words of reports."""
    for payload in payloads:
        yield from _BETWEEN.split(_TEXT.sub(b'"text":""', shorten(payload)))


def taken(found: Iterable[bytes]) -> bytes:
    """Those that say something new, what is commonest last: there it is cheapest to point at."""
    kept: list[bytes] = []
    size = 0
    for record in found:
        if size + len(record) > ROOM:
            continue
        before = b",".join(kept)[-ROOM:]
        deflate = zlib.compressobj(LEVEL, zdict=before) if before else zlib.compressobj(LEVEL)
        if len(deflate.compress(record) + deflate.flush()) - 12 > NEW * len(record):
            kept.append(record)
            size += len(record) + 1
    return b",".join(reversed(kept))


def main() -> None:
    """Writes the file."""
    payloads = [line for line in sys.stdin.buffer.read().splitlines() if line]
    Path(sys.argv[1]).write_bytes(taken(records(payloads)))


if __name__ == "__main__":
    main()
