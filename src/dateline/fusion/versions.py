"""Versions of one page: what a later report added, changed and dropped, claim by claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from dateline.model import Claim, Coding, Report

_FORMS_OF_HOST = re.compile(r"^(?:(?:www|m|mobile|amp)\.)+")
_FORM_OF_PATH = re.compile(r"(?:/amp|\.amp)$|(?<=\.)amp\.(?=html?$)")
SAME = 97.0
CHANGED = 60.0


@dataclass(frozen=True)
class Revision:
    """The claims of `later` against those of `earlier`: ids, and pairs (before, after)."""

    earlier: str
    later: str
    kept: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]


def revisions(codings: Iterable[Coding]) -> tuple[Revision, ...]:
    """Each report of an address compared with the version before it, oldest first."""
    pages: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.report.url:
            pages[address_of(coding.report.url)].append(coding)
    found: list[Revision] = []
    for _, versions in sorted(pages.items()):
        versions.sort(key=lambda c: _stamp(c.report))
        found += [compare(a, b) for a, b in pairwise(versions)]
    return tuple(found)


def editions(codings: Iterable[Coding]) -> dict[str, str]:
    """Reports whose words are those of an earlier one of the same page or outlet, with that one.

    Pages are fetched again with other advertisements or tokens, and one item stands in an
    outlet's own feed and in an aggregator's; neither is a new telling.
    """
    first: dict[tuple[str, str], str] = {}
    found: dict[str, str] = {}
    for coding in sorted(codings, key=lambda c: _stamp(c.report)):
        report = coding.report
        words = " ".join(report.text.split())
        homes = [address_of(report.url)] if report.url else []
        if report.url and report.outlet:
            homes.append(f"outlet {report.outlet.casefold()}")
        known = next((first[home, words] for home in homes if (home, words) in first), report.id)
        for home in homes:
            first.setdefault((home, words), known)
        if known != report.id:
            found[report.id] = known
    return found


def address_of(url: str) -> str:
    """The address without fragment, query, scheme or final slash: what names one page.

    The page for telephones and its AMP form are the same page.
    "https://amp.post.example/a/amp/?utm_source=x" -> "post.example/a"
    """
    parts = urlsplit(url)
    host = _FORMS_OF_HOST.sub("", parts.netloc.casefold())
    return f"{host}{_FORM_OF_PATH.sub('', parts.path.rstrip('/'))}"


def _stamp(report: Report) -> tuple[str, str]:
    return (report.updated or report.published or "", report.id)


def compare(earlier: Coding, later: Coding) -> Revision:
    """The revision from one version to the next, each claim matched at most once."""
    pairs = _matched(earlier.claims, later.claims)
    kept = tuple((a, b) for a, b, score in pairs if score >= SAME)
    changed = tuple((a, b) for a, b, score in pairs if score < SAME)
    before, after = {a for a, _, _ in pairs}, {b for _, b, _ in pairs}
    return Revision(
        earlier=earlier.report.id, later=later.report.id, kept=kept, changed=changed,
        added=tuple(c.id for c in later.claims if c.id not in after),
        dropped=tuple(c.id for c in earlier.claims if c.id not in before),
    )  # fmt: skip


def _matched(before: Sequence[Claim], after: Sequence[Claim]) -> list[tuple[str, str, float]]:
    from rapidfuzz import fuzz, process

    if not before or not after:
        return []
    scores = process.cdist(
        [_words(c) for c in before], [_words(c) for c in after], scorer=fuzz.ratio,
        score_cutoff=CHANGED,
    )  # fmt: skip
    ranked = sorted(
        (-float(scores[i][j]), i, j)
        for i in range(len(before))
        for j in range(len(after))
        if scores[i][j] >= CHANGED
    )
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    found: list[tuple[str, str, float]] = []
    for score, i, j in ranked:
        if i not in taken_before and j not in taken_after:
            taken_before.add(i)
            taken_after.add(j)
            found.append((before[i].id, after[j].id, -score))
    return sorted(found)


def _words(claim: Claim) -> str:
    return " ".join(s.text for s in claim.content)
