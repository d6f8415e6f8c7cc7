"""The pages that feeds and sitemaps name, read where that is asked for: the newest first, slowly.

Invariants: no more pages are asked for than was said; what cannot be had is told, and of a feed the
entry's own words are read in its stead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.feed import is_gathered
from dateline.ingest.page_cache import Fetched
from dateline.ingest.sitemap import Listed, list_pages
from dateline.model import Reading, ReportError, report_id
from dateline.text.yaml_files import read_yaml

Ask = Callable[[str], Fetched]
"""Gives the page of an address; ReportError where it cannot be had."""
ReadPage = Callable[[Fetched], Iterator[Reading | ReportError]]


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/articles.yaml`."""

    host_seconds: float
    maps: int


@cache
def article_rules() -> Rules:
    """The rules that the package ships."""
    data = (files("dateline.ingest") / "data" / "articles.yaml").read_bytes()
    return read_yaml(data, Rules, where="articles.yaml", remedy="see its comments")


def newest(pages: Iterable[Listed], most: int) -> list[Listed]:
    """The pages that were published or changed last, as far as that is told, each once."""
    unique: dict[str, Listed] = {}
    for page in pages:
        unique.setdefault(page.address, page)
    return sorted(unique.values(), key=lambda page: page.newest, reverse=True)[:most]


def listed_of(reading: Reading) -> Listed | None:
    """The page that an entry of a feed names; None: it names none, or an aggregator's own, which
    holds no article."""
    report = reading.report
    if not report.url or not report.url.startswith(("http://", "https://")):
        return None
    if is_gathered(report.url):
        return None
    return Listed(
        address=report.url, changed=report.updated, published=report.published,
        outlet=report.outlet, key=report.key,
    )  # fmt: skip


def follow_feed(
    entries: Iterable[Reading | ReportError], *, most: int, ask: Ask, read: ReadPage
) -> Iterator[Reading | ReportError]:
    """The pages of a feed's newest entries in the feed's order; of the others the entries."""
    held = list(entries)
    named = [page for e in held if isinstance(e, Reading) and (page := listed_of(e)) is not None]
    wanted = {page.address for page in newest(named, most)}
    for entry in held:
        page = listed_of(entry) if isinstance(entry, Reading) else None
        if page is None or page.address not in wanted:
            yield entry
            continue
        wanted.discard(page.address)
        got = read_listed(page, ask=ask, read=read)
        yield from got
        if not any(isinstance(item, Reading) for item in got):
            yield entry


def follow_sitemap(
    data: bytes, *, where: str, most: int, ask: Ask, read: ReadPage
) -> Iterator[Reading | ReportError]:
    """The newest pages that a sitemap, or the sitemaps of an index, name."""
    pages, errors = gather_pages(data, where=where, most=most, ask=ask)
    yield from errors
    for page in newest(pages, most):
        yield from read_listed(page, ask=ask, read=read)


def gather_pages(
    data: bytes, *, where: str, most: int, ask: Ask
) -> tuple[list[Listed], list[ReportError]]:
    """The pages of a sitemap, and of the newest of the sitemaps that an index names, until there
    are enough; what is wrong with one, or that another could not be had."""
    found: list[Listed] = []
    errors: list[ReportError] = []
    waiting: list[tuple[bytes | None, Listed]] = [(data, Listed(address=where))]
    asked = {where}
    while waiting and (len(found) < most or waiting[0][0] is not None):
        held, sitemap = waiting.pop(0)
        try:
            body = held if held is not None else ask(sitemap.address).data
            listing = list_pages(body, where=sitemap.address)
        except ReportError as error:
            errors.append(error)
            continue
        if listing.damage:
            errors.append(ReportError(listing.damage, where=sitemap.address))
        found += [page for page in listing.pages if not page.is_map]
        inner = [p for p in listing.pages if p.is_map and p.address not in asked]
        for page in newest(inner, article_rules().maps + 1 - len(asked)):
            asked.add(page.address)
            waiting.append((None, page))
    return found, errors


def read_listed(page: Listed, *, ask: Ask, read: ReadPage) -> Sequence[Reading | ReportError]:
    """The reports of a page, with what its feed or sitemap says of it where the page does not; the
    error where it cannot be had or read."""
    try:
        found = list(read(ask(page.address)))
    except ReportError as error:
        return [error]
    return [filled(item, page) if isinstance(item, Reading) else item for item in found]


def filled(reading: Reading, page: Listed) -> Reading:
    """The reading of a page with the day and outlet that its feed or sitemap gives, where the page
    itself gives none."""
    report = reading.report
    published, outlet = report.published or page.published, report.outlet or page.outlet
    told = reading.warnings
    if published != report.published:
        told = (*told, "published: as the feed or sitemap says, for the page does not")
    made = report_id(
        sha256=report.sha256, text=report.text, title=report.title, published=published,
        outlet=outlet, url=report.url,
    )  # fmt: skip
    whole = replace(report, id=made, published=published, outlet=outlet, key=page.key or report.key)
    return replace(reading, report=whole, warnings=told)
