"""The stage that writes a coding's timexes."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from dateline.model import Coding, Conflict, Interval, Layer, Report, Timex, shipped_conflicts
from dateline.model.ids import content_id
from dateline.model.spans import span_of
from dateline.times.context import Document
from dateline.times.counted import counter
from dateline.times.events import event_calendar
from dateline.times.interval import document_of, interval_of
from dateline.times.language import languages
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
        return replace(coding, timexes=found)


def timexes(report: Report, *, conflict: Conflict | None = None) -> tuple[Timex, ...]:
    """The time expressions of a report, in order; none where its language has no rules."""
    lang = report.lang or "en"
    if lang not in languages():
        return ()
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
            made.append(_timex(report, *counted.made[index]))
        elif index not in counted.taken:
            place = _place(report, found, index, joined, begun, document)
            made.append(_timex(report, resolved, place))
    return tuple(made)


def _merged(found: list[Resolved], dated: list[Resolved]) -> list[Resolved]:
    """Both in order; an expression by the calendar of the conflict outranks what it overlaps."""
    kept = [
        f for f in found
        if not any(f.draft.start < d.draft.end and d.draft.start < f.draft.end for d in dated)
    ]  # fmt: skip
    return sorted([*kept, *dated], key=lambda r: r.draft.start)


def _place(
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


def _timex(report: Report, resolved: Resolved, interval: Interval) -> Timex:
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
