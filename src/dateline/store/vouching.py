"""What a record of the ledger must be: ids that hash, instants that can be, targets that are.

Each function returns what is wrong in words, or None: `load` refuses it, `check` lists it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from dateline.model import Coding, Report, SourceRun, TargetKind, Verdict, content_id, report_id
from dateline.store import schema
from dateline.store.judging import PAIRS, TABLES

STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"
AHEAD = timedelta(days=1)
"""Clocks of different machines differ by less than this."""


def wrong_report(report: Report) -> str | None:
    """Whether a report's id is the hash of what it says."""
    due = report_id(
        sha256=report.sha256, text=report.text, title=report.title, published=report.published,
        outlet=report.outlet, url=report.url,
    )  # fmt: skip
    return None if report.id == due else f"its content is that of {due}, not of {report.id}"


def wrong_links(coding: Coding) -> str | None:
    """Whether the coding holds the claims that its contradictions name."""
    known = {claim.id for claim in coding.claims}
    named = (claim for found in coding.contradictions for claim in found.claims)
    lost = next((claim for claim in named if claim not in known), None)
    return None if lost is None else f"it names the claim {lost}, which it does not hold"


def wrong_source_map(packed: bytes) -> str | None:
    """Whether a way back to the original can be read."""
    try:
        msgspec.json.decode(packed, type=tuple[SourceRun, ...])
    except (msgspec.MsgspecError, ValueError) as error:
        return f"its source map cannot be read: {error}"
    return None


def wrong_judgement(row: Mapping[str, Any]) -> str | None:
    """Whether a judgement is what its id says, and one that can be made."""
    names = ("target_kind", "target", "other", "verdict", "author", "reason", "made_at")
    if content_id("jdg", *(row[name] for name in names)) != row["id"]:
        return "its id is not that of its content"
    if row["target_kind"] not in set(TargetKind) or row["verdict"] not in set(Verdict):
        return f"nobody judges {row['target_kind']!r} as {row['verdict']!r}"
    if (row["verdict"] in PAIRS) != (row["other"] is not None):
        return f"the verdict {row['verdict']!r} is of another number of records"
    return None


def unknown_target(connection: Connection, row: Mapping[str, Any]) -> str | None:
    """Whether the ledger holds what is judged, in any coding that it ever had."""
    table = {kind.value: table for kind, table in TABLES}.get(row["target_kind"])
    for target in (row["target"], row["other"]):
        if target is None:
            continue
        found = (
            table is not None
            and connection.execute(select(table.c.id).where(table.c.id == target).limit(1)).first()
        )
        if not found:
            return f"it judges the {row['target_kind']} {target}, which the ledger does not hold"
    return None


def unknown_original(connection: Connection, sha256: str) -> str | None:
    """Whether the ledger holds the bytes that a report was read from."""
    table = schema.originals
    known = connection.execute(select(table.c.sha256).where(table.c.sha256 == sha256)).first()
    return None if known else f"the bytes {sha256} that it was read from are not there"


def wrong_map(row: Mapping[str, Any], data: bytes) -> str | None:
    """Whether a claimant's map is what its id says, at an instant that is one."""
    facts = (row["claimant"], row["side"], row["at"], data, row["recorded_at"])
    if content_id("map", *facts) != row["id"]:
        return "its id is not that of its content"
    try:
        datetime.fromisoformat(row["at"])
    except ValueError:
        return f"it holds at {row['at']!r}, which is no instant"
    return None


def wrong_times(*times: str | None, now: str | None = None) -> str | None:
    """Whether transaction times are instants, in this order, and none is still to come.

    `now`: the ledger's clock, where times to come are to be refused.
    """
    given = [time for time in times if time is not None]
    for time in given:
        if not _is_stamp(time):
            return f"{time!r} is no instant"
        if now is not None and time > _later(now):
            return f"{time} is still to come (is the clock right?)"
    if given != sorted(given):
        return f"{given[-1]} is before {given[0]}, which it follows"
    return None


def _is_stamp(text: str) -> bool:
    try:
        return datetime.strptime(text, STAMP).replace(tzinfo=UTC).strftime(STAMP) == text
    except ValueError:
        return False


def _later(now: str) -> str:
    return (datetime.strptime(now, STAMP).replace(tzinfo=UTC) + AHEAD).strftime(STAMP)
