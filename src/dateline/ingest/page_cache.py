"""Fetched pages on disk, so that a page that has not changed is not sent again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Reading, ReportError, sha256


class Fetched(Struct, frozen=True, kw_only=True):
    """A page as a server gave it. `url`: where redirects led; `fetched`: ISO 8601, UTC;
    `moved`: where permanent redirects led, if any did; `answer`: the server's status line and
    headers, as they came."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None
    fetched: str
    etag: str | None = None
    last_modified: str | None = None
    moved: str | None = None
    answer: bytes | None = None


def with_answer(
    found: Iterable[Reading | ReportError], page: Fetched
) -> Iterator[Reading | ReportError]:
    """The same; a report of the whole page keeps what the server said before it sent the page."""
    for item in found:
        if isinstance(item, Reading) and item.original.data == page.data:
            yield replace(item, original=replace(item.original, answer=page.answer))
        else:
            yield item


class PageCache:
    """One file a page, named by the address's hash; a damaged file is as if it were not there."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, address: str) -> Fetched | None:
        """The page last kept for this address."""
        if self._folder is None:
            return None
        try:
            return msgspec.msgpack.decode(self._path(address).read_bytes(), type=Fetched)
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, address: str, page: Fetched) -> None:
        """Keep a page, whole or not at all; a full disk keeps nothing and fails nothing."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "wb") as part:
                part.write(msgspec.msgpack.encode(page))
            Path(name).replace(self._path(address))
        except OSError:
            return

    def _path(self, address: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{sha256(address.encode('utf-8', 'replace'))}.page"
