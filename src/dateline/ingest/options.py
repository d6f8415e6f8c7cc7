"""How inputs are read."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from dateline.ingest.record_layouts import RecordLayout

MEBIBYTE = 1024 * 1024


class ReadOptions(Struct, frozen=True, kw_only=True):
    """`max_bytes`: of one input, unpacked; `format`: a name from the list of formats, or sniffed;
    `mapping`: which fields of records are what; `articles`: how many of the pages that a feed or a
    sitemap names are asked for, the newest first.

    For addresses: `cache` is the folder where pages are kept (None: nowhere), `timeout` in
    seconds for one step and `patience` for the whole page; `private` allows addresses of this
    machine and its networks; `robots` heeds robots.txt.
    """

    max_bytes: int = 64 * MEBIBYTE
    format: str | None = None
    mapping: RecordLayout | None = None
    articles: int = 0
    cache: Path | None = None
    timeout: float = 20.0
    patience: float = 60.0
    private: bool = False
    robots: bool = True
