"""Heads, feet and page numbers of a paged document: what stands at the edge of page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dateline.ingest.pdf_child import Sheet
from dateline.ingest.pdf_lines import Line

_EDGE = 0.12  # share of a page's height: an inch of a letter and a little more
_SHARE = 0.3  # of pages: left and right pages may differ, and a title page has no head
_ROOM = 0.8  # heights of a line: a head stands apart from the text by more
_MOST_ROWS = 4  # a head of more rows is text
_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,8}\W{1,3})?1(?:\W{1,3}(?:[^\W\d]{1,4}\W+)?1)?\W*")


def margin_lines(pages: Sequence[Sequence[Line]], sheets: Sequence[Sheet]) -> set[Line]:
    """The lines at the upper or lower edge that many pages have, whatever number is in them; on a
    single page, its number alone."""
    seen: dict[tuple[bool, str], dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for lines, sheet in zip(pages, sheets, strict=True):
        for upper in (True, False):
            for line in _edge(lines, sheet.height, upper=upper):
                seen[upper, re.sub(r"\d+", "#", line.text)][line.page].append(line)
    told = sum(bool(lines) for lines in pages)
    least = max(2, int(_SHARE * told))
    found: set[Line] = set()
    for (_, _), by_page in seen.items():
        alone = told == 1 and all(_NUMBER.fullmatch(x.text) for group in by_page.values()
                                  for x in group)  # fmt: skip
        if len(by_page) >= least or alone:
            found.update(line for group in by_page.values() for line in group)
    return found


def _edge(lines: Sequence[Line], height: float, *, upper: bool) -> list[Line]:
    """The lines at an edge of a page, up to the first room; of a text that begins at once, one."""
    near = [
        x for x in lines
        if (x.bottom > (1 - _EDGE) * height if upper else x.top < _EDGE * height)
    ]  # fmt: skip
    near.sort(key=lambda x: -x.top if upper else x.bottom)
    inner = sorted(lines, key=lambda x: -x.top if upper else x.bottom)[: len(near) + 1]
    rows: list[list[Line]] = []
    for line in inner:
        gap = 0.0
        if rows:
            outer = rows[-1][0]
            gap = outer.bottom - line.top if upper else line.bottom - outer.top
            if gap < -0.5 * line.tall:
                rows[-1].append(line)
                continue
        if rows and gap > _ROOM * line.tall:
            return [x for row in rows for x in row]
        rows.append([line])
    few = len(rows) <= _MOST_ROWS and len(inner) == len(near)
    return [x for row in (rows if few else rows[:1]) for x in row if x in near]
