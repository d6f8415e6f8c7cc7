"""What is written together: as much as comes within a short time, and no more than fits memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

SECONDS = 0.5
BYTES = 2**20


def batches(
    items: Iterable[T],
    size: Callable[[T], int],
    *,
    seconds: float = SECONDS,
    most: int = BYTES,
    clock: Callable[[], float] = monotonic,
) -> Iterator[list[T]]:
    """The items in order, in lists. A list ends with an item that comes `seconds` or more after
    the list before, or that makes it `most` bytes; where the items fail, with the last of them."""
    batch: list[T] = []
    held, began = 0, clock()
    try:
        for item in items:
            batch.append(item)
            held += size(item)
            if held >= most or clock() - began >= seconds:
                yield batch
                batch, held, began = [], 0, clock()
    except (Exception, KeyboardInterrupt):
        if batch:
            yield batch
        raise
    if batch:
        yield batch
