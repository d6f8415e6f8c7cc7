"""Where a second reader and the ledger disagree: what a person may look at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from dateline.model import Claim, Coding, Span
from dateline.pipeline.derive import source_name
from dateline.pipeline.second_reader import SecondClaim, limits, reading_of

if TYPE_CHECKING:
    from dateline.store import Ledger


class Difference(StrEnum):
    """How two readings of the same words differ."""

    NONE = "agree"
    SOURCE = "source"
    STANCE = "stance"
    CERTAINTY = "certainty"
    OURS = "only ours"
    THEIRS = "only theirs"


class SecondRow(Struct, frozen=True, kw_only=True):
    """One claim as both read it. `claim`: the ledger's, to be judged; None: it has none there."""

    COLUMNS: ClassVar = ("difference", "claim", "ours", "theirs", "words")

    report: str
    program: str
    difference: str
    claim: str | None
    ours: str | None
    theirs: str | None
    words: str
    start: int


def compare_second(ledger: Ledger, codings: Iterable[Coding]) -> Iterator[SecondRow]:
    """Each claim of reports that a second reader has read, by report, program and place."""
    book = ledger.other_book()
    for coding in codings:
        by_program: dict[str, list[SecondClaim]] = {}
        for kept in book.readings(coding.report.id):
            if kept.status == "read":
                found = reading_of(kept.payload, coding.report).claims
                by_program.setdefault(kept.program, []).extend(found)
        for program, claims in sorted(by_program.items()):
            rows = list(_rows(coding, claims, program))
            yield from sorted(rows, key=lambda row: (row.start, row.difference))


def _rows(coding: Coding, theirs: Sequence[SecondClaim], program: str) -> Iterator[SecondRow]:
    left = list(theirs)
    for claim in coding.claims:
        found = max(left, key=lambda one: _share(claim.content, one.content), default=None)
        if found is None or _share(claim.content, found.content) < limits().shared:
            yield _row(coding, program, Difference.OURS, claim, None)
            continue
        left.remove(found)
        yield _row(coding, program, _difference(claim, found), claim, found)
    for one in left:
        yield _row(coding, program, Difference.THEIRS, None, one)


def _share(ours: Sequence[Span], theirs: Span) -> float:
    """The part of the shorter one's letters that two stretches share."""
    both = sum(max(0, min(s.end, theirs.end) - max(s.start, theirs.start)) for s in ours)
    return both / min(sum(s.end - s.start for s in ours), theirs.end - theirs.start)


def _difference(ours: Claim, theirs: SecondClaim) -> Difference:
    source = ours.source.span
    if (source is None) != (theirs.source is None):
        return Difference.SOURCE
    if source and theirs.source and not source.overlaps(theirs.source):
        return Difference.SOURCE
    if ours.stance is not theirs.stance:
        return Difference.STANCE
    if ours.certainty is not theirs.certainty:
        return Difference.CERTAINTY
    return Difference.NONE


def _row(
    coding: Coding, program: str, kind: Difference, ours: Claim | None, theirs: SecondClaim | None
) -> SecondRow:
    spans = ours.content if ours else (theirs.content,) if theirs else ()
    return SecondRow(
        report=coding.report.id, program=program, difference=kind.value,
        claim=ours.id if ours else None,
        ours=_said(source_name(ours, coding), ours) if ours else None,
        theirs=_said(theirs.source.text if theirs.source else "", theirs) if theirs else None,
        words=" … ".join(span.text for span in spans), start=spans[0].start,
    )  # fmt: skip


def _said(source: str, claim: Claim | SecondClaim) -> str:
    return f"{source or 'the outlet'}: {claim.stance.value}, {claim.certainty.value}"
