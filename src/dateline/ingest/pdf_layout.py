"""From stretches on a page to passages in the order of reading: columns, tables, paragraphs.

Rules: a gutter that few stretches cross parts columns; what crosses it parts the page above from
the page below. Columns of unlike width or of short lines whose cells begin side by side are a
table, and are read row by row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median

from dateline.ingest.pdf_child import SOFT
from dateline.ingest.pdf_grid import Grid, is_filled
from dateline.ingest.pdf_lines import CELL, SENTENCE, Line, Passage, is_rtl

_FEWEST = 3  # lines on a side: fewer make no column
_GUTTER = 5.0  # points: the narrowest between columns of print
_STEP = 2.0  # points: finer than any gutter
_EMPTY = 1.6  # heights of a line: more room than paragraphs leave parts sections
_RARE = 0.1  # share of lines that may stand across columns: a heading, a merged cell
_SPACED = 0.3  # share of a column's lines that begin a cell, where cells have room between them
_ALIKE = 1.35  # columns of prose are of one width, up to this
_FULL = 0.55  # and their lines fill them, down to this
_BULLET = re.compile(r"[•▪●‣◦■○–—-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s")
_ENDED = re.compile(r"[.!?:;؟。][\"'”’»)\]]*$")


def passages_of(lines: Sequence[Line], grids: Sequence[Grid] = ()) -> list[Passage]:
    """The passages of a page, in the order of reading; `grids`: the tables that it draws."""
    found: list[Passage] = []
    rest = list(lines)
    for grid in grids:
        inside = [x for x in rest if grid.holds(*_middle(x))]
        cells = [grid.cell_at(*_middle(x)) for x in inside]
        known = set(map(id, inside))
        above = [x for x in rest if id(x) not in known and _middle(x)[1] > grid.rows[-1]]
        below = [x for x in rest if id(x) not in known and _middle(x)[1] < grid.rows[0]]
        if is_filled(cells) and len(above) + len(inside) + len(below) == len(rest):
            found += passages_of(above)
            found += _rows_of_grid(inside, cells)
            rest = below
    for section in _sections(rest):
        found += _passages_of_section(section)
    return found


def _middle(line: Line) -> tuple[float, float]:
    """Where a line stands: near its left end, so that one over two cells is the first's."""
    return min(line.left + 3, (line.left + line.right) / 2), (line.bottom + line.top) / 2


def _rows_of_grid(lines: Sequence[Line], cells: Sequence[tuple[int, int]]) -> list[Passage]:
    rows: dict[int, dict[int, list[Line]]] = {}
    for (row, column), line in zip(cells, lines, strict=True):
        rows.setdefault(row, {}).setdefault(column, []).append(line)
    return [_row_of(rows[row].values()) for row in sorted(rows)]


def _sections(lines: Sequence[Line]) -> list[list[Line]]:
    """Parts of a page between which it is empty from side to side; neighbours that have one gutter
    are one part."""
    made: list[list[Line]] = []
    floor = 0.0
    for line in sorted(lines, key=lambda x: -x.top):
        usual = median(x.tall for x in made[-1][-20:]) if made else 0.0
        if made and floor - line.top <= _EMPTY * usual:
            made[-1].append(line)
            floor = min(floor, line.bottom)
        else:
            made.append([line])
            floor = line.bottom
    joined: list[list[Line]] = []
    for section in made:
        before, after = (_gutter(joined[-1]) if joined else None), _gutter(section)
        if before is not None and after is not None and abs(before - after) < 2 * _GUTTER:
            joined[-1] = joined[-1] + section
        else:
            joined.append(section)
    return joined


def _passages_of_section(lines: Sequence[Line]) -> list[Passage]:
    head, rest = _headed(lines)
    if head:
        return [*paragraphs_of(joined_rows(head)), *_passages_of_section(rest)]
    gutter = _gutter(lines)
    if gutter is None:
        return paragraphs_of(joined_rows(lines))
    found: list[Passage] = []
    for crossing, band in _bands(lines, gutter):
        if is_table(band):
            found += rows_of(band)
        elif crossing:
            whole = len(band) == len(lines)
            found += paragraphs_of(joined_rows(band)) if whole else _passages_of_section(band)
        else:
            left = _passages_of_section([line for line in band if line.end <= gutter])
            right = _passages_of_section([line for line in band if line.end > gutter])
            found += joined_passages(left, right)
    return found


def _headed(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The headings that lead a section, each alone in its row and taller than the rest."""
    order = sorted(lines, key=lambda x: -x.top)
    usual = median(x.tall for x in lines) if lines else 0.0
    count = 0
    for above, below in pairwise(order):
        alone = above.bottom > below.top - 0.5 * below.tall
        if not alone or above.tall <= 1.12 * usual:
            break
        count += 1
    return order[:count], order[count:]


def joined_passages(before: list[Passage], after: list[Passage]) -> list[Passage]:
    """Two lists as one; a sentence that the first leaves open goes on in the second."""
    if not before or not after or not _goes_over(before[-1], after[0]):
        return before + after
    first = (" ", after[0].lines[0][1])
    whole = Passage((*before[-1].lines, first, *after[0].lines[1:]))
    return [*before[:-1], whole, *after[1:]]


def _goes_over(above: Passage, below: Passage) -> bool:
    """Whether a passage goes on in the next column, or overleaf."""
    alike = max(above.tall, below.tall) <= 1.12 * min(above.tall, below.tall)
    plain = not above.row and not below.row and alike
    cased = below.text[:1].islower() or (is_rtl(below.text) and len(above.lines) > 1)
    return plain and cased and not _ENDED.search(above.text)


def _gutter(lines: Sequence[Line]) -> float | None:
    """The place that best parts the lines in two columns: many on both sides, few across."""
    if len(lines) < 2 * _FEWEST:
        return None
    begins, ends = sorted(x.begin for x in lines), sorted(x.end for x in lines)
    best: tuple[int, float, float] | None = None
    run: list[float] = []
    place, last = begins[0] + _STEP, ends[-1]
    scored: list[tuple[int, float]] = []
    while place < last:
        before = bisect_right(ends, place)
        after = len(lines) - bisect_right(begins, place)
        across = len(lines) - before - after
        scored.append((min(before, after) - across if min(before, after) >= _FEWEST else 0, place))
        place += _STEP
    top = max((score for score, _ in scored), default=0)
    if top < _FEWEST:
        return None
    for score, where in [*scored, (0, last)]:
        if score == top:
            run.append(where)
        elif run:
            best = max(best or (0, 0.0, 0.0), (len(run), (run[0] + run[-1]) / 2, where))
            run = []
    if best is None or best[0] * _STEP < _GUTTER:
        return None
    return best[1] if _side_by_side(lines, best[1]) else None


def _side_by_side(lines: Sequence[Line], gutter: float) -> bool:
    """Whether lines of the two sides stand beside each other, not only below."""
    left = sorted((x.top, x.bottom) for x in lines if x.end <= gutter)
    right = [x for x in lines if x.begin >= gutter]
    tops = [top for top, _ in left]
    beside = 0
    for line in right:
        near = left[max(0, bisect_right(tops, line.bottom)) :][:40]
        beside += any(bottom < line.top and top > line.bottom for top, bottom in near)
    return beside >= min(_FEWEST, len(right), len(left))


def _bands(lines: Sequence[Line], gutter: float) -> list[tuple[bool, list[Line]]]:
    """From the top: what crosses the gutter, with what stands beside it, and what is between."""
    crossers = [x for x in lines if x.begin < gutter < x.end]
    others = [x for x in lines if not x.begin < gutter < x.end]
    spans = _merged([(x.bottom, x.top) for x in crossers])
    crossing: dict[int, list[Line]] = {}
    between: dict[int, list[Line]] = {}
    for line in crossers:
        crossing.setdefault(_span_at(spans, line, least=0.0) or 0, []).append(line)
    for line in others:
        at = _span_at(spans, line, least=0.5 * line.tall)
        if at is not None:
            crossing[at].append(line)
        else:
            between.setdefault(sum(low > line.bottom for low, _ in spans), []).append(line)
    found: list[tuple[bool, list[Line]]] = []
    for number in range(len(spans) + 1):
        if number in between:
            found += [(False, part) for part in _apart(between[number], gutter)]
        if number in crossing:
            found.append((True, crossing[number]))
    return _with_tables(found)


def _with_tables(found: list[tuple[bool, list[Line]]]) -> list[tuple[bool, list[Line]]]:
    """Neighbouring bands that cross are one, so that a table's rows stay together."""
    joined: list[tuple[bool, list[Line]]] = []
    for crossing, band in found:
        if crossing and joined and joined[-1][0]:
            joined[-1] = (True, joined[-1][1] + band)
        else:
            joined.append((crossing, band))
    return joined


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans of height from the top, those that overlap as one."""
    made: list[tuple[float, float]] = []
    for low, high in sorted(spans, key=lambda span: -span[1]):
        if made and high > made[-1][0] + 1:
            made[-1] = (min(low, made[-1][0]), made[-1][1])
        else:
            made.append((low, high))
    return made


def _span_at(spans: Sequence[tuple[float, float]], line: Line, *, least: float) -> int | None:
    for number, (low, high) in enumerate(spans):
        if min(high, line.top) - max(low, line.bottom) > least:
            return number
    return None


def _apart(band: list[Line], gutter: float) -> list[list[Line]]:
    """A table or columns, and what stands below."""
    parts = _tails(band, gutter, room=0.6)
    return parts if is_table(parts[0]) else _tails(band, gutter, room=1.2)


def _tails(band: list[Line], gutter: float, *, room: float) -> list[list[Line]]:
    """A band of two columns; what stands alone below the shorter one, after a gap, is apart."""
    left = [x for x in band if x.end <= gutter]
    right = [x for x in band if x.end > gutter]
    if not left or not right:
        return [band]
    floor = max(min(x.bottom for x in left), min(x.bottom for x in right))
    longer = sorted((x for x in band if x.bottom < floor - 1), key=lambda x: -x.top)
    above = floor
    for number, line in enumerate(longer):
        if above - line.top > room * line.tall:
            tail = longer[number:]
            known = set(map(id, tail))
            return [[x for x in band if id(x) not in known], tail]
        above = min(above, line.bottom)
    return [band]


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns of a band: what is left of its width where hardly a line stands."""
    ends = sorted([(x.begin, 1) for x in lines] + [(x.end, -1) for x in lines])
    rare = _RARE * len(lines)
    made: list[tuple[float, float]] = []
    open_, begun = 0, 0.0
    for place, change in ends:
        before, open_ = open_, open_ + change
        if before <= rare < open_:
            begun = place
        elif open_ <= rare < before:
            if made and begun < made[-1][1] + 3:
                begun = made.pop()[0]
            made.append((begun, place))
    return made


def _column_at(columns: Sequence[tuple[float, float]], line: Line) -> int:
    """Which column a line stands in: the last that begins before its middle; a longer one counts by
    where it begins."""
    place = min(line.begin + 3, (line.begin + line.end) / 2)
    return max(0, sum(begin <= place for begin, _ in columns) - 1)


def is_table(lines: Sequence[Line]) -> bool:
    """Whether the columns of a band are cells that are read across."""
    columns = _columns(lines)
    if len(columns) < 2:
        return False
    wide = [end - begin for begin, end in columns]
    cells = [[x for x in lines if _column_at(columns, x) == n] for n in range(len(columns))]
    fill = median((x.end - x.begin) / max(1.0, wide[_column_at(columns, x)]) for x in lines)
    if len(columns) == 2 and max(wide) <= _ALIKE * min(wide) and fill >= _FULL:
        return False
    if max(wide) <= _ALIKE * min(wide) and fill >= 0.8:
        return False
    starts = [_cell_starts(cell) for cell in cells]
    few, many = sorted(starts, key=len)[0], max(starts, key=len)
    if len(columns) > 2 and _even_rows(cells):
        return True
    if len(many) < 2:
        return fill < _FULL
    beside = sum(any(abs(a - b) < 4 for b in many) for a in few)
    return len(few) >= 2 and beside >= 0.7 * len(few)


def _even_rows(cells: Sequence[Sequence[Line]]) -> bool:
    """Whether most lines of the first column have one beside them in most others."""
    tops = [sorted(round(x.top) for x in cell) for cell in cells]
    beside = [
        sum(any(abs(top - other) <= 2 for other in column) for column in tops[1:])
        for top in tops[0]
    ]
    return sum(count * 2 > len(tops) - 1 for count in beside) >= 0.7 * max(1, len(beside))


def _cell_starts(column: Sequence[Line]) -> list[float]:
    """Tops of the lines that begin a cell: the first, and each after more room than within one."""
    rows = sorted(column, key=lambda x: -x.top)
    if not rows:
        return []
    gaps = [a.bottom - b.top for a, b in pairwise(rows)]
    least = min((gap for gap in gaps if gap > -2), default=0.0)
    tall = median(x.tall for x in rows)
    apart = [gap > least + 0.25 * tall for gap in gaps]
    if not any(apart):
        apart = [True] * len(gaps) if least > 0.3 * tall else apart
    return [rows[0].top, *(b.top for yes, b in zip(apart, rows[1:], strict=True) if yes)]


def rows_of(lines: Sequence[Line]) -> list[Passage]:
    """The rows of a table, cells in their order; a row begins where cells of two columns do."""
    columns = _columns(lines)
    cells = [[x for x in lines if _column_at(columns, x) == n] for n in range(len(columns))]
    starts = sorted({t for cell in cells for t in _cell_starts(cell)}, reverse=True)
    firsts = _cell_starts(cells[0])
    if len(firsts) < max(2.0, _SPACED * len(cells[0])):
        firsts = starts = sorted({x.top for x in cells[0]}, reverse=True)
    edges = [t for t in starts if any(abs(t - f) < 4 for f in firsts)] or starts
    edges = [t for n, t in enumerate(edges) if n == 0 or edges[n - 1] - t > 4]
    rows: list[list[Line]] = [[] for _ in edges]
    for line in sorted(lines, key=lambda x: -x.top):
        at = max(0, sum(edge + 3 >= line.top for edge in edges) - 1)
        rows[at].append(line)
    held = ([[x for x in row if _column_at(columns, x) == n] for n in range(len(columns))]
            for row in rows if row)  # fmt: skip
    return [_row_of(cells) for cells in held]


def _row_of(cells: Iterable[list[Line]]) -> Passage:
    """The cells of a row in the order of reading, as one passage."""
    made: list[tuple[str, Line]] = []
    for cell in sorted(filter(None, cells), key=lambda each: min(x.begin for x in each)):
        for number, line in enumerate(joined_rows(cell)):
            made.append((" " if number else _between_cells(made), line))
    return Passage(tuple(made), row=True)


def _between_cells(made: Sequence[tuple[str, Line]]) -> str:
    """What stands before the next cell: nothing but a space after a whole sentence."""
    if not made:
        return ""
    return SENTENCE if _ENDED.search(made[-1][1].text) else CELL


def joined_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines from the top; stretches of one height stand in the order of reading."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: (-x.top, x.begin)):
        for row in rows[-3:]:
            shared = min(row[0].top, line.top) - max(row[0].bottom, line.bottom)
            if shared > 0.5 * min(row[0].tall, line.tall):
                row.append(line)
                break
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda x: x.begin)]


def paragraphs_of(lines: Sequence[Line]) -> list[Passage]:
    """Lines of one column to paragraphs, parted by room, size, bullets, indents, short lines."""
    if not lines:
        return []
    edges = min(x.begin for x in lines), max(x.end for x in lines)
    gaps = [a.bottom - b.top for a, b in pairwise(lines) if a.bottom - b.top > -0.5 * a.tall]
    usual = sorted(gaps)[len(gaps) // 3] if gaps else 0.0
    if len(gaps) < 2 * _FEWEST:  # too few to tell room between lines from room between paragraphs
        usual = min(usual, 0.4 * lines[0].tall)
    found: list[list[tuple[str, Line]]] = [[("", lines[0])]]
    for above, line in pairwise(lines):
        if _same_row(above, line):
            found[-1].append(("" if line.begin - above.end < 0.1 * line.tall else " ", line))
        elif _goes_on(above, line, usual, edges):
            found[-1].append((" ", line))
        else:
            found.append([("", line)])
    return [Passage(tuple(paragraph)) for paragraph in found]


def _same_row(above: Line, line: Line) -> bool:
    shared = min(above.top, line.top) - max(above.bottom, line.bottom)
    return shared > 0.5 * min(above.tall, line.tall) and line.begin >= above.end - 2


def _goes_on(above: Line, line: Line, usual: float, edges: tuple[float, float]) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    tall = min(above.tall, line.tall)
    if above.bottom - line.top > max(usual, 0) + 0.35 * tall or above.bottom < line.bottom:
        return False
    if max(above.tall, line.tall) > 1.12 * tall or _BULLET.match(line.text):
        return False
    ended = bool(_ENDED.search(above.text))
    room = edges[1] - above.end
    first = line.text.split(" ", 1)[0]
    if ended and room > 0.15 * (edges[1] - edges[0]):
        return False
    if ended and line.begin > above.begin + 0.8 * tall:
        return False
    fits = room > len(first) * tall * 0.6 + tall
    return not (fits and room > 0.3 * (edges[1] - edges[0]) and first[:1].isupper())


def hyphen_joins(words: Callable[[str], int]) -> Callable[[str, str], str | None]:
    """What two lines are joined by: None where the first's hyphen goes, else what stands between.

    `words`: how often a word stands whole in the text. A hyphen stays where the compound stands
    elsewhere, or both of its halves do and the whole does not.
    """

    def joint(above: str, below: str) -> str | None:
        if above.endswith(SOFT):
            return None
        if len(above) < 2 or above[-1] not in "-\u2010" or not above[-2].isalpha():
            return " "
        if not below[:1].islower():
            return ""
        left = re.split(r"[^\w'’-]", above[:-1])[-1]
        right = re.split(r"[^\w'’-]", below)[0]
        if words(left + right):
            return None
        compound = words(f"{left}-{right}") or (words(left) and words(right))
        return "" if compound else None

    return joint
