"""Boxes of links to other stories inside a page's text: known by how much of them is link.

Rule: an element inside the report is a box where it holds two lines that are links whole, and
most of its words are linked (boilerplate detection by link density, Kohlschütter et al. 2010).
A line between paragraphs that is one link whole is a box of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.ingest.markup import Unit

BOX = "aside"
_WHOLE = 0.9
_DENSE = 0.6
_LINES = 2
_WORDS = 3
_LARGEST = 0.5
_NEVER = frozenset({"h1", "figure", "figcaption", "caption", "credit", "byline", "time"})


def mark_link_boxes(units: Sequence[Unit]) -> None:
    """Gives the role of an aside to every unit of a box of links.

    Nothing is marked where links are most of the page: then they are what it has to say.
    """
    lines = [unit for unit in units if _is_link_line(unit)]
    total = sum(map(_letters, units))
    if not lines or sum(map(_letters, lines)) > _LARGEST * total:
        return
    boxes = _dense_elements(units, total)
    for unit in units:
        if not unit.roles & _NEVER and (_is_link_line(unit) or not boxes.isdisjoint(unit.path)):
            unit.roles |= {BOX}


def _dense_elements(units: Sequence[Unit], total: int) -> set[int]:
    """Numbers of the elements that are mostly links and are not the report itself."""
    letters: dict[int, int] = defaultdict(int)
    linked: dict[int, int] = defaultdict(int)
    lines: dict[int, int] = defaultdict(int)
    for unit in units:
        for number in unit.path:
            letters[number] += _letters(unit)
            linked[number] += unit.linked
            lines[number] += _is_link_line(unit)
    return {
        number
        for number, size in letters.items()
        if lines[number] >= _LINES and linked[number] >= _DENSE * size and size <= _LARGEST * total
    }


def _is_link_line(unit: Unit) -> bool:
    """Whether a unit is one link, or links, and nothing else: 'Tanks enter Rafah'."""
    if unit.roles & _NEVER or len(unit.text.split()) < _WORDS:
        return False
    return unit.linked >= _WHOLE * _letters(unit)


def _letters(unit: Unit) -> int:
    return sum(len(piece.strip()) for piece, _, _ in unit.pieces)
