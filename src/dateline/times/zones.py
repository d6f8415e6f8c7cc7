"""Time zones that a report names: offsets at an hour, where the system knows the zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LOCAL = "local"


def offset_at(zone: str, instant: str) -> str:
    """The offset (+02:00) of an IANA zone at a local ISO instant; empty where not known."""
    try:
        offset = datetime.fromisoformat(instant).replace(tzinfo=ZoneInfo(zone)).strftime("%z")
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return ""
    return f"{offset[:3]}:{offset[3:5]}"
