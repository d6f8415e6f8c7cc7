"""The stage that writes a coding's timexes."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from dateline.model import (
    Basis,
    Coding,
    Conflict,
    Interval,
    Layer,
    RawTimex,
    Report,
    Timex,
    TimexType,
    shipped_conflicts,
)
from dateline.model.ids import content_id
from dateline.model.spans import span_of
from dateline.times.context import Document
from dateline.times.counted import counter
from dateline.times.events import event_calendar
from dateline.times.interval import document_of, interval_of
from dateline.times.language import language, languages
from dateline.times.precision import ucdp_precision
from dateline.times.reader import read_times
from dateline.times.relations import relation
from dateline.times.state import Resolved


class TimeReader:
    """Finds and reads time expressions by rules, and anchors them to intervals."""

    name = "times"
    needs = frozenset({Layer.ANALYSIS, Layer.CONFLICT})
    writes = frozenset({Layer.TIMEXES})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its timexes; none where the language has no rules."""
        found = timexes(coding.report, conflict=_conflict(coding.conflict))
        return replace(coding, timexes=_with_unread(found, coding))


def _with_unread(found: tuple[Timex, ...], coding: Coding) -> tuple[Timex, ...]:
    """With what the neural reader takes for a time and no rule reads, as unknown, where the
    language's file keeps it."""
    lang = coding.report.lang or "en"
    if lang not in languages() or not language(lang).keep_unread:
        return found
    unread = [
        _unread(coding.report, raw)
        for raw in coding.linguistics().timexes
        if not any(t.start < raw.end and raw.start < t.end for t in found)
    ]
    return tuple(sorted([*found, *unread], key=lambda t: t.start))


def _unread(report: Report, raw: RawTimex) -> Timex:
    span = span_of(report.text, raw.start, raw.end)
    return Timex(
        start=span.start, end=span.end, text=span.text,
        id=content_id("tmx", report.id, span.start, span.end), type=TimexType(raw.type),
        value=None, mod=None, earliest=None, latest=None, date_prec=ucdp_precision(None, None),
        basis=Basis.UNKNOWN, why="a time that no rule of its language reads",
    )  # fmt: skip


def timexes(report: Report, *, conflict: Conflict | None = None) -> tuple[Timex, ...]:
    """The time expressions of a report, in order; none where its language has no rules.

    Each post of a live blog is read by itself, from its own stamp.
    """
    if (report.lang or "en") not in languages():
        return ()
    found: list[Timex] = []
    for start, end in _split_posts(report):
        whole = end - start == len(report.text)
        post = report if whole else replace(report.as_of(start), text=report.text[start:end])
        read = _read_text(post, conflict)
        found += read if whole else (_move_to_place(timex, post, start) for timex in read)
    return tuple(found)


def _split_posts(report: Report) -> list[tuple[int, int]]:
    """Ranges of the text that were published together; one where no block has a stamp."""
    starts = [0]
    stamp = report.blocks[0].published if report.blocks else None
    for block in report.blocks:
        if block.published != stamp:
            starts.append(block.start)
            stamp = block.published
    return list(pairwise([*starts, len(report.text)]))


def _move_to_place(timex: Timex, report: Report, by: int) -> Timex:
    """A post's expression at its place in the whole text."""
    start, end = timex.start + by, timex.end + by
    return replace(timex, start=start, end=end, id=content_id("tmx", report.id, start, end))


def _read_text(report: Report, conflict: Conflict | None) -> tuple[Timex, ...]:
    lang = report.lang or "en"
    local = conflict.zone if conflict else None
    document = document_of(report.published, report.updated, local=local)
    found = read_times(report.text, lang=lang, document=document)
    if conflict is not None:
        dated = event_calendar(conflict, lang).find(report.text, document)
        found = _merged(found, list(dated))
    counted = counter(lang).find(report.text, found, document)
    words = relation(lang)
    joined = words.joined(report.text, found)
    begun = {last: first for first, last in joined.items()}
    made = []
    for index, resolved in enumerate(found):
        if index in counted.made:
            made.append(_make_timex(report, *counted.made[index]))
        elif index not in counted.taken:
            place = _find_zone(report, found, index, joined, begun, document)
            made.append(_make_timex(report, resolved, place))
    return tuple(made)


def _merged(found: list[Resolved], dated: list[Resolved]) -> list[Resolved]:
    """Both in order; an expression by the calendar of the conflict outranks what it overlaps."""
    kept = [
        f for f in found
        if not any(f.draft.start < d.draft.end and d.draft.start < f.draft.end for d in dated)
    ]  # fmt: skip
    return sorted([*kept, *dated], key=lambda r: r.draft.start)


def _find_zone(
    report: Report, found: list[Resolved], index: int, joined: dict[int, int],
    begun: dict[int, int], document: Document,
) -> Interval:  # fmt: skip
    if index in joined:
        return interval_of(found[index], document, until=found[joined[index]])
    if index in begun:
        return interval_of(found[begun[index]], document, until=found[index])
    draft = found[index].draft
    if draft.make == "calendar":
        return interval_of(found[index], document, relation=draft.direction)
    word = relation(report.lang or "en").of(report.text, draft.start)
    return interval_of(found[index], document, relation=word)


def _make_timex(report: Report, resolved: Resolved, interval: Interval) -> Timex:
    draft = resolved.draft
    span = span_of(report.text, draft.start, draft.end)
    return Timex(
        start=span.start, end=span.end, text=span.text,
        id=content_id("tmx", report.id, span.start, span.end),
        type=resolved.type, value=resolved.value, mod=resolved.mod,
        earliest=interval.earliest, latest=interval.latest, date_prec=interval.date_prec,
        basis=interval.basis, why=interval.why,
    )  # fmt: skip


@cache
def _conflict(slug: str | None) -> Conflict | None:
    return next((c for c in shipped_conflicts() if c.slug == slug), None)
