"""Paragraphs of a plain text: a line each, or several where lines are broken to a width."""

from __future__ import annotations

from itertools import pairwise

_WIDEST_WRAPPED = 100
_LEAST_WRAPPED = 45


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Ranges [start, end) of the paragraphs, without white space at their ends."""
    lines = _lines(text)
    return _joined(lines) if _wrapped(text, lines) else [line for line in lines if line]


def _lines(text: str) -> list[tuple[int, int] | None]:
    """Each line's range without the white space around it; None for an empty line."""
    ranges: list[tuple[int, int] | None] = []
    position = 0
    for line in text.split("\n"):
        bare = line.strip()
        start = position + len(line) - len(line.lstrip())
        ranges.append((start, start + len(bare)) if bare else None)
        position += len(line) + 1
    return ranges


def _wrapped(text: str, lines: list[tuple[int, int] | None]) -> bool:
    """Whether lines are broken to a width: none is long, and most that go on are nearly full."""
    if not any(line is None for line in lines):
        return False
    full = [line for line in lines if line is not None]
    if max((end - start for start, end in full), default=0) > _WIDEST_WRAPPED:
        return False
    inner = [a for a, b in pairwise(lines) if a and b]
    long = sum(end - start >= _LEAST_WRAPPED and text[end - 1] not in ".!?" for start, end in inner)
    return len(inner) >= 3 and 2 * long > len(inner)


def _joined(lines: list[tuple[int, int] | None]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    going_on = False
    for line in lines:
        if line and going_on:
            joined[-1] = (joined[-1][0], line[1])
        elif line:
            joined.append(line)
        going_on = line is not None
    return joined
