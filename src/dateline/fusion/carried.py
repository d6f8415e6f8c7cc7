"""Claims that repeat an earlier one: by copied passages, or one source's statement told again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from dateline.fusion.duplicates import Copy, copies, passages_of
from dateline.model import Claim, Coding

SIMILAR = 85.0
SAID_AGAIN = 80.0
"""Token-sort ratio from which one source's claims of adjacent days are one statement."""
MOST = 300
"""Claims of one source and day that are compared; more are a stream, not an occasion."""


def carried_claims(codings: Sequence[Coding]) -> dict[str, str]:
    """Claims with the earlier claim whose words they repeat; the order given is no matter."""
    by_report = {c.report.id: c for c in codings}
    found = copies(p for c in codings for p in passages_of(c.report))
    carried = _copied(by_report, found)
    return {claim: first_of(claim, carried) for claim in carried}


def first_of(claim: str, carried: Mapping[str, str]) -> str:
    """The claim at the end of the chain of repeats."""
    seen = {claim}
    while claim in carried and carried[claim] not in seen:
        claim = carried[claim]
        seen.add(claim)
    return claim


def _copied(codings: Mapping[str, Coding], found: Iterable[Copy]) -> dict[str, str]:
    from rapidfuzz import fuzz

    carried: dict[str, str] = {}
    for copy in found:
        earlier = _claims_in(codings[copy.earlier.report], copy.earlier.start, copy.earlier.end)
        later = _claims_in(codings[copy.later.report], copy.later.start, copy.later.end)
        for claim in later:
            scored = [(fuzz.ratio(words(claim), words(o)), o.id) for o in earlier]
            if scored and max(scored)[0] >= SIMILAR:
                carried[claim.id] = max(scored)[1]
    return carried


def _claims_in(coding: Coding, start: int, end: int) -> list[Claim]:
    return [c for c in coding.claims if start <= c.start and c.end <= end]


def words(claim: Claim) -> str:
    """A claim's content, folded to one line."""
    return " ".join(s.text for s in claim.content)


def said_again(said: Iterable[tuple[str, str, Claim]]) -> dict[str, str]:
    """Claims of one source with a like claim of the day before: (source, ISO day, claim) in."""
    days: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for source, day, claim in said:
        if day:
            days[source][day].append(claim)
    found: dict[str, str] = {}
    for by_day in days.values():
        for before, after in pairwise(sorted(by_day)):
            if date.fromisoformat(after) - date.fromisoformat(before) == timedelta(1):
                found |= _again(by_day[before], by_day[after])
    return found


def _again(before: Sequence[Claim], after: Sequence[Claim]) -> dict[str, str]:
    from rapidfuzz import fuzz, process

    earlier = sorted(before, key=lambda c: c.id)[:MOST]
    later = sorted(after, key=lambda c: c.id)[:MOST]
    scores = process.cdist(
        [words(c) for c in later], [words(c) for c in earlier], scorer=fuzz.token_sort_ratio,
        score_cutoff=SAID_AGAIN,
    )  # fmt: skip
    return {
        claim.id: earlier[int(row.argmax())].id
        for claim, row in zip(later, scores, strict=True)
        if row.max() >= SAID_AGAIN
    }
