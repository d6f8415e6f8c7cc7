"""The last step of every reader: text, blocks and metadata become one reading."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType

from dateline.ingest.posts import dated_posts
from dateline.model import (
    Block,
    Original,
    PageBox,
    Reading,
    Report,
    ReportError,
    SourceRun,
    report_id,
    sha256,
)
from dateline.text.language import identify


class Draft(Struct, frozen=True, kw_only=True):
    """What a reader knows of one report before its ids are made."""

    text: str
    blocks: Sequence[Block]
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    zone: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    key: str | None = None
    links: tuple[str, ...] = ()
    relay: str | None = None
    given: str | UnsetType = UNSET
    boxes: tuple[PageBox, ...] = ()
    source_map: tuple[SourceRun, ...] = ()
    warnings: tuple[str, ...] = ()


def crashed(error: Exception, *, where: str) -> ReportError:
    """The failure of one input by a mistake of its reader, so that the others go on."""
    return ReportError(
        f"its reader failed: {type(error).__name__}: {error}",
        where=where,
        remedy="it is left out; please report it with the input",
    )


def reading(
    draft: Draft, *, data: bytes, media_type: str, location: str, fetched: str | None = None
) -> Reading:
    """The reading of a draft whose original is `data`; the language is found where not given."""
    digest = sha256(data)
    url = draft.url or (location if location.startswith(("http://", "https://")) else None)
    report = Report(
        id=report_id(
            sha256=digest,
            text=draft.text,
            title=draft.title,
            published=draft.published,
            outlet=draft.outlet,
            url=url,
        ),
        sha256=digest,
        lang=draft.lang or identify(draft.text),
        text=draft.text,
        title=draft.title,
        published=draft.published,
        updated=draft.updated,
        byline=draft.byline,
        outlet=draft.outlet,
        url=url,
        blocks=_blocks(draft),
        zone=draft.zone,
        key=draft.key,
        links=draft.links,
        relay=draft.relay,
        given=draft.given,
        boxes=draft.boxes,
    )
    original = Original(
        sha256=digest, data=data, media_type=media_type, location=location, fetched=fetched
    )
    return Reading(
        report=report, original=original, source_map=draft.source_map, warnings=draft.warnings
    )


def _blocks(draft: Draft) -> tuple[Block, ...]:
    """The blocks, each post of a live blog with its own time; a given row is none."""
    if draft.given:
        return tuple(draft.blocks)
    return dated_posts(draft.text, draft.blocks, published=draft.published, zone=draft.zone)
