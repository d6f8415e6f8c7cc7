"""A coding as the ledger packs it."""

from __future__ import annotations

import zlib

import msgspec

from dateline.model import Coding, decode
from dateline.store.failures import brief, damaged


def unpacked(payload: bytes, *, report: str) -> Coding:
    """A kept coding; LedgerError names the report whose coding is damaged."""
    try:
        made = decode(zlib.decompress(payload))
    except (zlib.error, msgspec.MsgspecError, TypeError, ValueError) as error:
        raise damaged(None, f"the coding of report {report} ({brief(error)})") from error
    if made.report.id != report:
        raise damaged(None, f"the coding of report {report} is that of {made.report.id}")
    return made
