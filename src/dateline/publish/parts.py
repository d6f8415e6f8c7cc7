"""A large dossier in parts: texts, claims and words in a folder beside the page, loaded by need.

Each file is a script that hands packed data to the page (`frontend/src/parts.ts`): a page opened
from disk may read no other file. Invariant: a file has no character of a report but in base64, and
a page names the folder that was written for it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dateline.publish.articles import articles_html
from dateline.publish.columns import columns_of
from dateline.publish.dates import day_words
from dateline.publish.embed import packed
from dateline.publish.page_data import claim_data, report_data, source_data
from dateline.publish.plain import shown
from dateline.publish.sizes import sizes
from dateline.publish.views import ReportView, SourceView, Views

_NAME, _MAKING = "parts-", ".parts-in-the-making"


class PartLabel(Struct, frozen=True, kw_only=True):
    """A part as the page names it: its first and last report, and their days."""

    number: int
    first: int
    last: int
    days: tuple[str, ...]


class Parts(Struct, frozen=True, kw_only=True):
    """What the page says of its parts; `data`: as `PartsItem` in `frontend/src/data.ts`."""

    data: dict[str, Any]
    labels: tuple[PartLabel, ...]


def write_parts(views: Views, folder: Path, *, rows: Mapping[str, int]) -> Parts:
    """Writes the parts of the views into a folder of their own; OSError where it cannot."""
    groups = [*_grouped(views.reports, sizes().reports_each)]
    making = folder / _MAKING
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    total = hashlib.blake2b(digest_size=6)
    for name, content in _contents(views, groups, rows):
        script = f'datelinePart("{name}","{packed(content)}");'.encode()
        total.update(script)
        (making / f"{name}.js").write_bytes(script)
    target = folder / (_NAME + total.hexdigest())
    shutil.rmtree(target, ignore_errors=True)
    making.rename(target)
    data = {
        "folder": target.name,
        "reports": len(views.reports),
        "firstReports": [_number(group[0]) for group in groups],
        "firstClaims": _first_claims(groups),
        "wordFiles": -(-len(views.claims) // sizes().words_each),
        "wordsEach": sizes().words_each,
        "nameFiles": sizes().name_files,
    }
    return Parts(data=data, labels=tuple(_label(n, group) for n, group in enumerate(groups)))


def remove_parts(folder: Path, *, but: str | None = None) -> None:
    """Takes away the parts of pages that were there before."""
    for old in folder.glob(_NAME + "*"):
        if old.name != but and old.is_dir():
            shutil.rmtree(old, ignore_errors=True)


def hashed(name: str) -> int:
    """FNV-1a of 32 bits, by which the names of claims are spread over files."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def _contents(
    views: Views, groups: Sequence[Sequence[ReportView]], rows: Mapping[str, int]
) -> Iterator[tuple[str, bytes]]:
    numbers = {s: n for n, s in enumerate(views.sources())}
    for number, group in enumerate(groups):
        yield f"reports-{number}", msgspec.json.encode(_part(views, group, numbers, rows))
    yield "columns", msgspec.json.encode(columns_of(views, rows))
    each = sizes().words_each
    for number, start in enumerate(range(0, len(views.claims), each)):
        lines = (shown(c.quote).replace("\n", " ") for c in views.claims[start : start + each])
        yield f"words-{number}", "\n".join(lines).encode("utf-8", "replace")
    lists: list[dict[str, int]] = [{} for _ in range(sizes().name_files)]
    for index, claim in enumerate(views.claims):
        name = claim.anchor.removeprefix("c-")
        lists[hashed(name) % len(lists)][name] = index
    for number, names in enumerate(lists):
        yield f"names-{number}", msgspec.json.encode(names)


def _part(
    views: Views,
    group: Sequence[ReportView],
    numbers: Mapping[SourceView, int],
    rows: Mapping[str, int],
) -> dict[str, Any]:
    claims = [views.claims[i] for report in group for i in report.claims]
    sources = dict.fromkeys(c.source for c in claims)
    return {
        "html": articles_html(group, views),
        "reports": [report_data(r) for r in group],
        "claims": [claim_data(c, numbers, rows, whole=True) for c in claims],
        "sources": [(numbers[s], source_data(s)) for s in sources],
    }


def _grouped(reports: Sequence[ReportView], each: int) -> Iterator[Sequence[ReportView]]:
    for start in range(0, len(reports), each):
        yield reports[start : start + each]


def _number(report: ReportView) -> int:
    return int(report.anchor.removeprefix("r-")) - 1


def _first_claims(groups: Sequence[Sequence[ReportView]]) -> list[int]:
    """The number of the first claim of each part, in order even where a part has none."""
    firsts, at = [], 0
    for group in groups:
        firsts.append(at)
        at += sum(len(report.claims) for report in group)
    return firsts


def _label(number: int, group: Sequence[ReportView]) -> PartLabel:
    days = [d[:10] for r in (group[0], group[-1]) if (d := r.coding.report.published)]
    return PartLabel(
        number=number, first=_number(group[0]) + 1, last=_number(group[-1]) + 1,
        days=tuple(dict.fromkeys(day_words(day) for day in days)),
    )  # fmt: skip
