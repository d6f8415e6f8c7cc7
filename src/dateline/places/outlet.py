"""Where an outlet is at home, as far as its address tells: lfpress.ca, richmondtimes.co.uk."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dateline.places.features import Outlet
from dateline.places.names import tables


def outlet_of(url: str | None) -> Outlet | None:
    """The country and the name in a report's address; None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    labels = host.split(".")
    words = _addresses()
    last = labels[-1]
    national = len(last) == 2 and last not in words["sold"]
    country = words["other"].get(last, last).upper() if national else ""
    kept = [label for label in labels[:-1] if label not in words["plain"]]
    return Outlet(country=country, name="".join(kept).replace("-", ""))


@cache
def _addresses() -> dict[str, Any]:
    rows: dict[str, Any] = tables()["addresses"]
    return rows
