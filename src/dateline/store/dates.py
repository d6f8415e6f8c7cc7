"""Times of publication, made comparable."""

from __future__ import annotations

from datetime import UTC, datetime


def sortable(published: str | None) -> str | None:
    """A time of publication in UTC, or as it stands where its zone is unknown; None: no time."""
    if published is None:
        return None
    try:
        moment = datetime.fromisoformat(published)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0).isoformat()
