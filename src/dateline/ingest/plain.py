"""Plain text as scraped: no markup, so the lines themselves say what they are."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.ingest.build import Draft, reading
from dateline.ingest.decode import decode
from dateline.ingest.foreign import refuse_records
from dateline.ingest.imprint import outlet_of
from dateline.ingest.layout import layout
from dateline.model import Reading
from dateline.text.language import identify

MEDIA_TYPE = "text/plain"


def read_plain(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading]:
    """The one report in a plain text; UnreadableInput where the bytes are none."""
    decoded = decode(data, where=where, declared=charset)
    refuse_records(decoded.text, where=where)
    lang = identify(decoded.text)
    found = layout(decoded.text, lang=lang)
    draft = Draft(
        text=decoded.text,
        blocks=found.blocks,
        title=found.title,
        published=found.published,
        updated=found.updated,
        zone=found.zone,
        byline=found.byline,
        outlet=outlet_of(decoded.text, found.blocks),
        lang=lang,
        source_map=decoded.source_map,
        warnings=decoded.warnings + found.warnings,
    )
    yield reading(draft, data=data, media_type=MEDIA_TYPE, location=where, fetched=fetched)
