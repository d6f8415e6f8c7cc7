"""Addresses that lead on to another: an aggregator's, an alert's, a network's. None is fetched."""

from __future__ import annotations

import base64
import binascii
import re
from functools import cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qs, urlsplit

from msgspec import Struct

from dateline.text.yaml_files import read_yaml

_CODED = re.compile(r"/(?:rss/)?articles/([\w-]{20,4000}={0,2})$")
_ADDRESS = re.compile(rb"https?://[\x21-\x7e]{4,2000}")
_PARTS = ("http://", "https://")


class Redirect(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where addresses of one kind hold the address behind them."""

    host: str
    path: str
    parameters: tuple[str, ...]


@cache
def redirects() -> tuple[Redirect, ...]:
    """The shipped kinds."""
    data = (files("dateline.ingest") / "data" / "redirects.yaml").read_bytes()
    return read_yaml(
        data, tuple[Redirect, ...], where="redirects.yaml", remedy="see docs/formats.md"
    )


def address_behind(address: str) -> str | None:
    """The address that one leads on to; None: it leads nowhere, or does not say where.

    "https://www.google.com/url?url=https://a.example/1" -> "https://a.example/1"
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").casefold()
    if host == "news.google.com":
        return _decoded(parts)
    for each in redirects():
        if (host == each.host or host.endswith(f".{each.host}")) and parts.path.startswith(
            each.path
        ):
            asked = parse_qs(parts.query, max_num_fields=50)
            values = (value for name in each.parameters for value in asked.get(name, ()))
            return next((value for value in values if value.startswith(_PARTS)), None)
    return None


def _decoded(parts: SplitResult) -> str | None:
    """The address that older links of Google News hold, coded; newer ones do not hold it."""
    coded = _CODED.search(parts.path)
    if coded is None:
        return None
    raw = coded[1].rstrip("=")
    try:
        data = base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return None
    found = _ADDRESS.search(data)
    return found.group().decode("ascii") if found else None


def host_of(address: str) -> str | None:
    """The host of an address, as an outlet is called that is known by it alone."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
