"""Which units of a page are its report: those that trafilatura keeps, and what belongs to them.

Trafilatura decides on text; captions, dates and bylines that it drops are taken back where
they stand between the headline and the last paragraph.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from dateline.ingest.markup import Page, Unit

_PARAGRAPH = 80
_LEAST = 140
_SHORTEST = 4
_STATED = frozenset({"article", "main"})
_SENTENCE_END = re.compile(r"[.!?…。؟][\"'”’»)]*\s*$")
_KEPT = frozenset({"figcaption", "caption", "credit", "byline", "time", "h1", "blockquote"})


def main_units(page: Page, source: str) -> list[Unit]:
    """The units of the report in their order; none where the page holds no article."""
    matched = _matched(page.units, _extracted(source)) or _plausible(page.units)
    matched = matched or _short(page.units)
    if not matched:
        return []
    headline = _headline(page, matched[0])
    low = matched[0] if headline is None else min(headline, matched[0])
    high = _extended(page.units, matched)
    chosen = set(matched) | ({headline} if headline is not None else set())
    units = page.units[low : high + 1]
    container = _container(page.units, matched)
    return [
        unit
        for index, unit in enumerate(units, start=low)
        if index in chosen or _belongs(unit, container, between=index > low)
    ]


def _extracted(source: str) -> set[str]:
    """Lines of the page's main text, for comparison."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        text = trafilatura.extract(
            source, include_comments=False, include_tables=True, favor_recall=True
        )
    except Exception:  # whatever an odd page does to it, the page's own paragraphs remain
        text = None
    return {_key(line) for line in (text or "").split("\n")} - {""}


def _matched(units: Sequence[Unit], lines: set[str]) -> list[int]:
    """Indices of the units that the extracted text holds, if they are enough for an article."""
    joined = "\n".join(sorted(lines))
    found = []
    for index, unit in enumerate(units):
        key = _key(unit.text)
        if key and (key in lines or (len(key) >= _PARAGRAPH and key in joined)):
            found.append(index)
    prose = [i for i in found if not _link_list(units[i])]
    return found if sum(len(units[i].text) for i in prose) >= _LEAST else []


def _plausible(units: Sequence[Unit]) -> list[int]:
    """Paragraphs that read as prose, for pages too short or odd for the extractor."""
    prose = [
        i
        for i, unit in enumerate(units)
        if len(unit.text.strip()) >= _PARAGRAPH
        and not _link_list(unit)
        and _SENTENCE_END.search(unit.text)
        and "aside" not in unit.roles
    ]
    return prose if sum(len(units[i].text) for i in prose) >= _LEAST else []


def _short(units: Sequence[Unit]) -> list[int]:
    """Sentences inside an article element, for a report of one or two: a flash, a brief."""
    return [
        i
        for i, unit in enumerate(units)
        if unit.roles & _STATED
        and not unit.roles & {"aside", "h1"}
        and not _link_list(unit)
        and len(unit.text.split()) >= _SHORTEST
        and _SENTENCE_END.search(unit.text)
    ]


def _headline(page: Page, first: int) -> int | None:
    """The h1 nearest before the text (or the only one); it may be the first unit itself."""
    heads = [i for i, unit in enumerate(page.units) if "h1" in unit.roles]
    before = [i for i in heads if i <= first + 3]
    return before[-1] if before else (heads[0] if len(heads) == 1 else None)


def _extended(units: Sequence[Unit], matched: Sequence[int]) -> int:
    """The last unit: after the last paragraph, captions and quotations of the same container."""
    high = matched[-1]
    container = _container(units, matched)
    while high + 1 < len(units) and _belongs(units[high + 1], container, between=False):
        high += 1
    return high


def _container(units: Sequence[Unit], matched: Sequence[int]) -> tuple[int, ...]:
    """The path of elements that most paragraphs have in common."""
    paths = [units[i].path for i in matched if len(units[i].text) >= _PARAGRAPH] or [
        units[i].path for i in matched
    ]
    common = paths[0]
    for path in paths[1:]:
        length = next(
            (i for i, (a, b) in enumerate(zip(common, path, strict=False)) if a != b), None
        )
        common = common[: min(len(common), len(path)) if length is None else length]
    return common


def _belongs(unit: Unit, container: tuple[int, ...], *, between: bool) -> bool:
    if "aside" in unit.roles:
        return between and unit.path[: len(container)] == container
    if unit.roles & _KEPT:
        return between or unit.path[: len(container)] == container
    return between and unit.path[: len(container)] == container


def _link_list(unit: Unit) -> bool:
    return 2 * unit.linked > len(unit.text.strip())


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
