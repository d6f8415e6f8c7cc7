"""Versions of one page beside each other: what the later one added, changed and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from litestar import Response
from markupsafe import Markup
from msgspec import Struct

from dateline.fusion.versions import Revision, address_of, revisions
from dateline.model import Coding, LedgerError, Report
from dateline.publish.plain import safe
from dateline.web.answers import page, twin
from dateline.web.contradiction_page import mark_difference
from dateline.web.desk import Desk, Snapshot
from dateline.web.originals import find_report


class Row(Struct, frozen=True, kw_only=True):
    """A paragraph of the earlier version beside that of the later; empty: it has none there.
    `kind`: same, changed, dropped or added."""

    kind: str
    before: Markup
    after: Markup


def versions_of(taken: Snapshot, report: Report) -> list[Coding]:
    """All versions of the page that a report is one of, the oldest first."""
    if not report.url:
        return [taken.codings[report.id]]
    home = address_of(report.url)
    known = [c for c in taken.codings.values() if c.report.url and address_of(c.report.url) == home]
    order = {revision.later: n for n, revision in enumerate(revisions(known), start=1)}
    return sorted(known, key=lambda coding: order.get(coding.report.id, 0))


def show_revision(desk: Desk, taken: Snapshot, name: str, suffix: str) -> Response[Any]:
    """A report beside the version before it."""
    report = find_report(desk, taken, name)
    found = next((r for r in revisions(versions_of(taken, report)) if r.later == report.id), None)
    if found is None:
        raise LedgerError(f"{report.id} is the first version of its page", remedy="see the report")
    if suffix:
        return twin([found], suffix)
    before, after = taken.codings[found.earlier].report, taken.codings[found.later].report
    return page(
        "revision", taken=taken, before=before, after=after, rows=compare_texts(before, after),
        fates=list_fates(taken, found),
    )  # fmt: skip


def compare_texts(before: Report, after: Report) -> list[Row]:
    """The paragraphs of two versions side by side, the words that differ marked."""
    a, b = paragraphs(before), paragraphs(after)
    rows: list[Row] = []
    for code, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if code == "equal":
            rows += [Row(kind="same", before=safe(p), after=safe(p)) for p in a[i:j]]
            continue
        rows += [made_row(p, q) for p, q in zip_longest(a[i:j], b[k:m], fillvalue="")]
    return rows


def paragraphs(report: Report) -> list[str]:
    """The texts of a report's blocks that say anything."""
    texts = (report.text[block.start : block.end].strip() for block in report.blocks)
    return [text for text in texts if text]


def made_row(before: str, after: str) -> Row:
    """Two paragraphs that differ, or one alone."""
    marked = mark_difference(before, after, most=None) if before and after else None
    if marked is not None:
        return Row(kind="changed", before=marked[0], after=marked[1])
    kind = "changed" if before and after else "dropped" if before else "added"
    return Row(kind=kind, before=safe(before), after=safe(after))


def list_fates(taken: Snapshot, found: Revision) -> list[tuple[str, Sequence[int]]]:
    """Claims (indices) that were changed, dropped and added, under each of these words."""
    by_id = taken.views.by_id
    fates = [
        ("changed", [c for pair in found.changed for c in pair]),
        ("dropped", found.dropped),
        ("added", found.added),
    ]
    return [(word, [by_id[c] for c in claims if c in by_id]) for word, claims in fates]
