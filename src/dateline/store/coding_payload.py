"""A coding as the ledger packs it."""

from __future__ import annotations

import zlib

import msgspec

from dateline.model import Coding, decode
from dateline.store.failures import brief, damaged
from dateline.store.packing import unpack


def unpacked(payload: bytes, *, report: str) -> Coding:
    """A kept coding; LedgerError names the report whose coding is damaged."""
    try:
        made = decode(unpack(payload))
    except (zlib.error, msgspec.MsgspecError, TypeError, ValueError) as error:
        raise damaged(None, f"the coding of report {report} ({brief(error)})") from error
    if made.report.id != report:
        raise damaged(None, f"the coding of report {report} is that of {made.report.id}")
    return made


_GIVEN = b'"given"'


class _Report(msgspec.Struct):
    given: str | None = None


class _Coded(msgspec.Struct):
    """As much of a coding as says of which data set it is."""

    report: _Report


def given_of(packed: bytes) -> str | None:
    """Of which data set a coding's row is; None: of none, or what is damaged does not say."""
    try:
        payload = unpack(packed)
        return msgspec.json.decode(payload, type=_Coded).report.given if _GIVEN in payload else None
    except (zlib.error, ValueError):
        return None
