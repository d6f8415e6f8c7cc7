"""Sitemaps: which pages a site names, when each changed, and what news sitemaps say of them.

A sitemap holds no report. Its pages are read only where that is asked for (--articles).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from dateline.ingest.dates import parse_instant
from dateline.model import Reading, ReportError, UnreadableInput

MARKS = (b"<urlset", b"<sitemapindex")
_PAGES, _MAPS = "url", "sitemap"
_OWN = ("loc", "lastmod")
_LONGEST = 2_048
"""Characters of an address, by the protocol (sitemaps.org)."""
MOST = 50_000
"""Addresses in one sitemap, by the protocol."""


class Listed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page that a feed or a sitemap names. `changed`, `published`: ISO 8601, as told there;
    `is_map`: it is a sitemap itself."""

    address: str
    changed: str | None = None
    published: str | None = None
    outlet: str | None = None
    key: str | None = None
    is_map: bool = False

    @property
    def newest(self) -> str:
        """The last instant that is told of it; empty: none is."""
        return max(self.changed or "", self.published or "")


class Listing(Struct, frozen=True):
    """The pages and sitemaps that a sitemap names, how many addresses are passed over, as another
    site's or none, and what is wrong with it."""

    pages: tuple[Listed, ...]
    passed: int = 0
    damage: str | None = None


def read_sitemap(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading | ReportError]:
    """Refuses a sitemap: it holds no report."""
    del charset, fetched
    found = list_pages(data, where=where)
    raise UnreadableInput(
        f"it is a sitemap, which names {len(found.pages)} pages and holds none",
        where=where,
        remedy="add --articles N to read the newest N of them",
    )


def list_pages(data: bytes, *, where: str) -> Listing:
    """What a sitemap names, in its order; of the site that it is of alone, where that is known."""
    host = _host(where) if "://" in where else None
    pages: list[Listed] = []
    passed, damage = 0, None
    try:
        for element in _elements(data):
            listed = _listed(element)
            if listed is None or (host is not None and _host(listed.address) != host):
                passed += 1
            elif len(pages) < MOST:
                pages.append(listed)
    except SyntaxError as error:  # lxml's errors of XML are of this kind
        damage = f"the XML is broken: {' '.join(str(error).split())[:200]}"
    if not pages and damage:
        raise UnreadableInput(damage, where=where, remedy="ask for the sitemap again")
    return Listing(tuple(pages), passed, damage)


def _elements(data: bytes) -> Iterator[dict[str, str]]:
    """The fields of each page or sitemap that is named; names are without their namespace."""
    from lxml import etree

    fields: dict[str, str] = {}
    for _, element in etree.iterparse(
        io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    ):  # fmt: skip
        name = _name(element)
        if name in (_PAGES, _MAPS):
            yield {**fields, "kind": name}
            fields = {}
            element.clear()
        elif name in _OWN and _name(element.getparent()) not in (_PAGES, _MAPS):
            continue  # a picture's or a video's own
        elif name and element.text and not len(element):
            fields.setdefault(name, element.text.strip()[:_LONGEST])


def _name(element: Any) -> str:
    tag = element.tag if element is not None else None
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _listed(fields: dict[str, str]) -> Listed | None:
    """What is named; None for an address that is none of the web's."""
    address = fields.get("loc", "")
    if _host(address) is None or len(address) >= _LONGEST:
        return None
    return Listed(
        address=address,
        changed=_iso(fields.get("lastmod")),
        published=_iso(fields.get("publication_date")),
        outlet=fields.get("name") or None,
        is_map=fields["kind"] == _MAPS,
    )


def _host(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return host.casefold().removeprefix("www.")


def _iso(written: str | None) -> str | None:
    instant = parse_instant(written[:40], lang="en") if written else None
    return instant.iso if instant else None
