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
    carried: dict[str, str] = {}
    for copy in found:
        carried |= claims_copied(codings[copy.earlier.report], codings[copy.later.report], copy)
    return carried


def claims_copied(earlier: Coding, later: Coding, copy: Copy) -> dict[str, str]:
    """The claims of a copied passage with those whose words they repeat."""
    from rapidfuzz import fuzz

    first = _claims_in(earlier, copy.earlier.start, copy.earlier.end)
    carried: dict[str, str] = {}
    for claim in _claims_in(later, copy.later.start, copy.later.end):
        scored = [(fuzz.ratio(words(claim), words(o)), o.id) for o in first]
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
                found |= again_of(_worded(by_day[before]), _worded(by_day[after]))
    return found


def _worded(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    return [(claim.id, words(claim)) for claim in claims]


def again_of(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Claims of a day with those of the day before that they say again: (id, words) in."""
    from rapidfuzz import fuzz, process

    earlier, later = sorted(before)[:MOST], sorted(after)[:MOST]
    if not earlier or not later:
        return {}
    scores = process.cdist(
        [said for _, said in later], [said for _, said in earlier],
        scorer=fuzz.token_sort_ratio, score_cutoff=SAID_AGAIN,
    )  # fmt: skip
    return {
        claim: earlier[int(row.argmax())][0]
        for (claim, _), row in zip(later, scores, strict=True)
        if row.max() >= SAID_AGAIN
    }
