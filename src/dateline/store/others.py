"""What other programs read: kept beside the codings, superseding nothing."""

from __future__ import annotations

import zlib
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Row, insert, select

from dateline.model import content_id, sha256
from dateline.store.access import Access
from dateline.store.evidence_schema import other_readings


class OtherReading(Struct, frozen=True, kw_only=True):
    """What another program answered on a report. `asked`: SHA-256 of the question; `payload`: its
    answer as it came."""

    id: str
    report: str
    program: str
    asked: str
    status: str
    payload: bytes
    at: str


class OtherBook:
    """Readings of other programs in one ledger."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def answer(self, report: str, program: str, asked: str) -> OtherReading | None:
        """What was answered to a question; None: it was not asked."""
        table = other_readings
        query = select(table).where(
            table.c.report == report, table.c.program == program, table.c.asked == asked
        )
        with self._access.reading() as connection:
            row = connection.execute(query).first()
        return _reading(row) if row is not None else None

    def readings(self, report: str) -> list[OtherReading]:
        """All that other programs read in a report, the first one first."""
        table = other_readings
        query = select(table).where(table.c.report == report).order_by(table.c.at, table.c.id)
        with self._access.reading() as connection:
            return [_reading(row) for row in connection.execute(query)]

    def keep(
        self, report: str, program: str, asked: str, *, status: str, payload: bytes
    ) -> OtherReading:
        """Keeps an answer."""
        made = OtherReading(
            id=content_id("oth", report, program, asked, sha256(payload)), report=report,
            program=program, asked=asked, status=status, payload=payload, at=self._access.now(),
        )  # fmt: skip
        row = {**structs.asdict(made), "payload": zlib.compress(payload)}
        with self._access.writing() as connection:
            connection.execute(insert(other_readings), row)
        return made


def _reading(row: Row[Any]) -> OtherReading:
    values = dict(row._mapping)
    return OtherReading(**{**values, "payload": zlib.decompress(values["payload"])})
