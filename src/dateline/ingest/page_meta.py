"""What a page says of itself: JSON-LD first, then OpenGraph and meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from dateline.ingest.dates import Instant, parse_instant
from dateline.ingest.markup import Page
from dateline.ingest.posts import Update

_ARTICLES = (
    "Article",
    "NewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "SocialMediaPosting",
)
_PUBLISHED = ("article:published_time", "datepublished", "og:published_time", "dc.date.issued",
              "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate",
              "publish-date", "publication_date", "date")  # fmt: skip
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified",
            "last-modified", "lastmod")  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "publisher", "dc.publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_DEEPEST = 12
_TAG = re.compile(r"<[^<>]{1,2000}>")


class PageMeta(Struct, frozen=True, kw_only=True):
    """Metadata of a page; None or empty where it does not say.

    `misdated`: it states a date of publication, but one that cannot be.
    """

    title: str | None = None
    published: Instant | None = None
    updated: Instant | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    misdated: bool = False
    updates: tuple[Update, ...] = ()
    warnings: tuple[str, ...] = ()


def page_meta(page: Page, *, lang: str | None) -> PageMeta:
    """The metadata of a page; a date that cannot be is left out with a warning."""
    article = _article(page)
    warnings: list[str] = []
    published = _date(page, article, "datePublished", _PUBLISHED, lang, warnings)
    misdated = published is None and bool(warnings)
    updated = _date(page, article, "dateModified", _UPDATED, lang, warnings)
    meta = page.meta
    return PageMeta(
        title=_clean(article.get("headline")) or _clean(meta.get("og:title")),
        published=published,
        updated=updated if updated and (not published or updated.iso != published.iso) else None,
        byline=_authors(article.get("author")) or _authors(_first(meta, _AUTHOR)),
        outlet=_name(article.get("publisher")) or _clean(_first(meta, _OUTLET)),
        url=_address(page.canonical) or _address(meta.get("og:url")),
        lang=_language(article.get("inLanguage")) or _language(page.lang)
        or _language(meta.get("og:locale")),
        misdated=misdated,
        updates=_updates(article.get("liveBlogUpdate"), lang),
        warnings=tuple(warnings),
    )  # fmt: skip


def _updates(value: object, lang: str | None) -> tuple[Update, ...]:
    """The posts of a live blog that say when they were published."""
    made = []
    for post in value if isinstance(value, list) else [value]:
        if not isinstance(post, dict):
            continue
        written = post.get("datePublished")
        instant = parse_instant(written, lang=lang) if isinstance(written, str) else None
        if instant and instant.iso:
            words = (post.get(name) for name in ("headline", "articleBody", "text"))
            text = "\n".join(_TAG.sub(" ", word) for word in words if isinstance(word, str))
            made.append(Update(published=instant.iso, text=text))
    return tuple(made)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name, "").strip()), None)


def _date(
    page: Page,
    article: dict[str, Any],
    field: str,
    names: tuple[str, ...],
    lang: str | None,
    warnings: list[str],
) -> Instant | None:
    for written in (article.get(field), *(page.meta.get(name) for name in names)):
        if not isinstance(written, str) or not written.strip():
            continue
        instant = parse_instant(written, lang=lang)
        if instant is None or instant.iso is None:
            warnings.append(f"{field}: {written[:60]!r} is not a date; taken as unknown")
            continue
        if instant.ambiguous:
            warnings.append(f"{field}: {written!r} can be read two ways; read as {instant.iso}")
        return instant
    return None


def _article(page: Page) -> dict[str, Any]:
    """The first article that the page's JSON-LD describes, or an empty record."""
    for source in page.linked_data:
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, 0):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k.endswith(_ARTICLES) for k in kinds):
                return node
    return {}


def _nodes(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _nodes(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _nodes(value, depth + 1)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next((name for name in map(_name, value) if name), None)
    return _clean(value.get("name") if isinstance(value, dict) else value)


def _authors(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    names = (_name(entry) for entry in values)
    return tuple(name for name in names if name and "://" not in name)


def _clean(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.split())[:500] or None


def _address(value: str | None) -> str | None:
    value = (value or "").strip()
    return value if value.startswith(("http://", "https://")) else None


def _language(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    if not isinstance(value, str):
        return None
    code = value.replace("_", "-").partition("-")[0].strip().lower()
    return code if len(code) == 2 and code.isalpha() else None
