"""The outlet as a page's own copyright line names it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model import Block, BlockKind

_MARK = re.compile(r"^(?:copyright\b\s*)?(?:©|Ⓒ|\(c\)|copyright\b)\s*", re.IGNORECASE)
_YEARS = re.compile(r"^(?:\d{4}(?:\s*[-–]\s*\d{4})?[\s,.]*)|(?:[\s,.]*\d{4}(?:\s*[-–]\s*\d{4})?$)")
_RESERVED = re.compile(r"[.,;|–—-]?\s*(?:all rights reserved|\(.*\)$).*$", re.IGNORECASE)
_LONGEST = 60


def outlet_of(text: str, blocks: Iterable[Block]) -> str | None:
    """The holder in the last boilerplate line that begins as a copyright notice, if any."""
    for block in reversed(list(blocks)):
        if block.kind is BlockKind.BOILERPLATE:
            name = holder(text[block.start : block.end])
            if name is not None:
                return name
    return None


def holder(line: str) -> str | None:
    """Who holds the copyright by a notice such as '© 2022 Name. All rights reserved.'"""
    mark = _MARK.match(line)
    if mark is None or "\n" in line.strip():
        return None
    name = _RESERVED.sub("", line[mark.end() :].strip())
    name = _YEARS.sub("", name).strip(" \t,.;")
    known = bool(name) and len(name) <= _LONGEST and any(c.isalpha() for c in name)
    return name if known else None
