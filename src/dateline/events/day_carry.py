"""Days that an event's own sentence does not tell: the one told just before, or that of the saying.

Invariant: only an event that is asserted and would have the report's own date gets one; a carried
day keeps to its block and its source and never leaps over a sentence that tells another time.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dateline.events.drafts import DeedDraft
from dateline.model import Basis, Claim, Coding, Interval, Report, Source, Timex, TimexType

_DAY, _FEW_DAYS = 1, 2  # UCDP: a day; 2 to 6 days, and around a report
_NEAR_CUE = 24  # characters between a verb of saying and the day of the saying
_BESIDE = 4  # "said on Wednesday that": its day even where the content takes it in
_LATELY = 7  # days before the report within which the next sentence may tell of other people
_STATE = "territory.held"  # what a party holds, it may hold still
_DATED = frozenset({TimexType.DATE, TimexType.TIME})


class ToldDay(Struct, frozen=True, gc=False, kw_only=True):
    """The day that an event was told to be on, with the sentence, block and source that told it."""

    interval: Interval
    sentence: int
    block: int
    source: tuple[str, str]

    @classmethod
    def of(cls, draft: DeedDraft, claim: Claim, interval: Interval) -> ToldDay | None:
        """What a dated event leaves to the next sentence; None where it names no day."""
        if interval.date_prec != _DAY or interval.basis in (Basis.DOCUMENT, Basis.UNKNOWN):
            return None
        sentence = draft.line.sentence
        return cls(
            interval=interval, sentence=draft.line.index, block=sentence.block,
            source=_who_says(claim.source),
        )  # fmt: skip

    def carry_to(self, draft: DeedDraft, claim: Claim, coding: Coding) -> Interval | None:
        """The day for an event without one in the sentence that follows; None where the sentence
        is another source's, in another block, or tells a time or other people of its own.

        "Rebels shelled Taiz on Monday. They also shelled Marib." -> that Monday, inferred
        """
        line = draft.line
        follows = line.index == self.sentence + 1 and line.sentence.block == self.block
        if draft.code == _STATE or not follows or self.source != _who_says(claim.source):
            return None
        if any(_names_time(t, draft, claim, coding.report) for t in coding.timexes):
            return None
        if not (self._is_recent(coding.report.as_of(draft.start)) or _goes_on(draft, coding)):
            return None
        why = f"the day told in the sentence before, {self.interval.earliest}"
        return replace(self.interval, basis=Basis.INFERRED, why=why)

    def _is_recent(self, report: Report) -> bool:
        last, published = self.interval.bounds()[1], report.published
        if last is None or not published:
            return False
        day = Interval(
            earliest=published[:10], latest=None, date_prec=None, basis=Basis.DOCUMENT
        ).bounds()[0]
        return day is not None and 0 <= (day.date() - last.date()).days <= _LATELY


def carry_day(
    draft: DeedDraft, claim: Claim, told: tuple[Interval, str], coding: Coding,
    *, asserted: bool, days: list[ToldDay],
) -> tuple[Interval, str]:  # fmt: skip
    """A day told before, or that of the saying, in place of the report's own; `days`, those told so
    far, takes up what this event leaves."""
    time, why = told
    if time.basis is Basis.DOCUMENT and asserted:
        before = [d for d in days if d.sentence == draft.line.index - 1]
        carried = {d.carry_to(draft, claim, coding) for d in before} - {None}
        if len(carried) == 1:
            time, why = carried.pop() or time, "the day told just before"
        elif (bound := bound_by_saying(claim, coding)) is not None:
            time, why = bound, "the day of the saying, at the latest"
    left = ToldDay.of(draft, claim, time)
    if left is not None:
        days.append(left)
    return time, why


def bound_by_saying(claim: Claim, coding: Coding) -> Interval | None:
    """The day on which the source spoke, as the latest that its deed can have; as little its own
    day as the report's is.

    "Rebels took Harad, the governor said on Wednesday." -> by Wednesday
    """
    cue = claim.cue
    published = coding.report.as_of(cue.start).published if cue else None
    if cue is None or not published:
        return None
    said = [
        t for t in coding.timexes if t.date_prec == _DAY and is_of_saying(t, claim, coding.report)
    ]
    if len(said) != 1 or not said[0].latest or said[0].latest[:10] >= published[:10]:
        return None
    day = said[0].latest[:10]
    return Interval(
        earliest=day, latest=day, date_prec=_FEW_DAYS, basis=Basis.DOCUMENT, timex=said[0].id,
        why="no time is told; it was said on this day",
    )  # fmt: skip


def _names_time(timex: Timex, draft: DeedDraft, claim: Claim, report: Report) -> bool:
    """Whether a sentence tells a time that is not that of the saying."""
    sentence = draft.line.sentence
    if timex.type not in _DATED or not sentence.start <= timex.start < sentence.end:
        return False
    return not is_of_saying(timex, claim, report)


def is_of_saying(timex: Timex, claim: Claim, report: Report) -> bool:
    """Whether a time stands in or close after the words of saying, not in what is said."""
    cue = claim.cue
    if cue is None or timex.type not in _DATED or timex.start < cue.start:
        return False
    gap = timex.start - cue.end
    if gap > _NEAR_CUE or "\n" in report.text[cue.end : timex.start]:
        return False
    return gap <= _BESIDE or not _within(timex, claim)


def _goes_on(draft: DeedDraft, coding: Coding) -> bool:
    """Whether the doer is named by a pronoun alone: it is who the sentence before told of."""
    tokens = coding.linguistics().tokens
    line = draft.line
    return any(tokens[line.tokens[p.last - 1]].pos == "PRON" for p in draft.doers)


def _who_says(source: Source) -> tuple[str, str]:
    named = source.actor or (source.span.text.lower() if source.span else "")
    return source.kind.value, named


def _within(timex: Timex, claim: Claim) -> bool:
    return any(span.start <= timex.start < span.end for span in claim.content)
