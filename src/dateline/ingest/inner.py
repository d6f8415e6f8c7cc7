"""Files in files: what a message, an archive or a crawl holds is read as if it stood alone.

Invariant: all that one input holds, at any depth, costs no more than data/limits.yaml allows;
what goes beyond it ends with an error, and so does only what holds it.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.ingest.build import crashed
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.yaml_files import read_yaml

MEBIBYTE = 1024 * 1024
INSIDE = "!/"


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What data/limits.yaml says."""

    depth: int
    mebibytes: int
    member: int
    ratio: int
    ratio_from: int
    files: int
    parts: int
    header: int
    pdf_seconds: float
    pages: int


@cache
def limits() -> Limits:
    """The shipped limits."""
    data = (files("dateline.ingest") / "data" / "limits.yaml").read_bytes()
    return read_yaml(data, Limits, where="limits.yaml", remedy="see docs/formats.md")


class Allowance:
    """What is left to one input for all that it holds."""

    def __init__(self) -> None:
        self._bytes = limits().mebibytes * MEBIBYTE
        self._files = limits().files
        self._depth = 0

    def bytes_left(self) -> int:
        """How many more bytes may be unpacked."""
        return max(0, self._bytes)

    def take(self, size: int, *, where: str) -> None:
        """Counts one file of a size; UnreadableInput where it is one too many."""
        self._files -= 1
        self._bytes -= size
        if self._files < 0:
            raise UnreadableInput(
                f"it holds more than {limits().files} files", where=where, remedy="split it"
            )
        if self._bytes < 0:
            raise UnreadableInput(
                f"what it holds is larger than {limits().mebibytes} MiB",
                where=where,
                remedy="unpack it and give the folder",
            )

    def enter(self, *, where: str) -> None:
        """One level deeper; UnreadableInput where that is too deep."""
        if self._depth >= limits().depth:
            raise UnreadableInput(
                f"it stands more than {limits().depth} files deep in files",
                where=where,
                remedy="unpack what holds it and give the folder",
            )
        self._depth += 1

    def leave(self) -> None:
        """Back up one level."""
        self._depth -= 1


def read_inner(
    data: bytes,
    *,
    where: str,
    allowance: Allowance,
    media_type: str | None = None,
    charset: str | None = None,
    fetched: str | None = None,
) -> Iterator[Reading | ReportError]:
    """The reports in something that a file holds; its errors in their place, none raised."""
    from dateline.ingest.formats import format_of

    try:
        chosen = format_of(data, where=where, media_type=media_type)
        if chosen.name != "warc":  # packed record by record, and read so
            data = _gunzipped(data, allowance, where=where)
            chosen = format_of(data, where=where, media_type=media_type)
        allowance.take(len(data), where=where)
        if not chosen.holds:
            yield from chosen.read(data, where=where, charset=charset, fetched=fetched)
            return
        allowance.enter(where=where)
        try:
            yield from chosen.read(
                data, where=where, charset=charset, fetched=fetched, allowance=allowance
            )
        finally:
            allowance.leave()
    except ReportError as error:
        yield error
    except Exception as error:
        yield crashed(error, where=where)


def _gunzipped(data: bytes, allowance: Allowance, *, where: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    most = min(limits().member * MEBIBYTE, allowance.bytes_left())
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            found = packed.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInput(
            f"not a whole gzip file: {error}", where=where, remedy="pack it again"
        ) from error
    if len(found) > most:
        raise UnreadableInput(
            f"unpacked it is larger than {most // MEBIBYTE} MiB",
            where=where,
            remedy="unpack it, and name it with --max-mb",
        )
    return found


def printable(name: str) -> str:
    """The name of a member as it can be shown and compared: no control characters, no tricks."""
    shown = "".join(c if c.isprintable() else "?" for c in name.replace("\\", "/"))
    return shown.encode("utf-8", "backslashreplace").decode()[:300]
