"""What `code` and `read` take: paths, addresses, text, bytes, records and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dateline.api.accessors import register_accessors
from dateline.ingest.formats import by_name
from dateline.ingest.options import ReadOptions
from dateline.ingest.sources import is_address, parse_bytes, read_inputs
from dateline.model import Reading, ReportError, UsageError

METADATA = ("id", "title", "published", "updated", "url", "outlet", "lang")
TEXT = "text"


def readings_of(
    given: Any, *, columns: Mapping[str, str] | None = None, articles: int = 0
) -> Iterator[Reading | ReportError]:
    """The reports of whatever was given; UsageError where it is nothing that can be read.

    A string is a path or an address where it is one, else a text. `columns`: which column of a
    frame holds the text, the time of publication...
    """
    if isinstance(given, bytes):
        yield from parse_bytes(given, "bytes")
    elif hasattr(given, "columns"):
        register_accessors()  # its library may have been loaded after this one
        yield from _of_frame(given, dict(columns or {}))
    elif isinstance(given, Mapping):
        yield from _of_records([given])
    elif isinstance(given, str | Path):
        yield from _of_string(given, articles)
    elif isinstance(given, Iterable):
        yield from _of_many(given, articles)
    else:
        raise UsageError(
            f"a {type(given).__name__} cannot be read as reports",
            remedy="give a path, an address, text, bytes, records or a data frame",
        )


def reading_of_text(text: str, **metadata: str | None) -> Reading:
    """One text with what is known of it, taken as it is; ReportError where it is empty."""
    (found,) = _of_records([{TEXT: text, **metadata}])
    if isinstance(found, ReportError):
        raise found
    return found


def _of_string(given: str | Path, articles: int) -> Iterator[Reading | ReportError]:
    if isinstance(given, Path) or is_address(given) or is_path(given):
        yield from read_inputs([given], options=ReadOptions(articles=articles))
    elif not given.strip() or ("\n" not in given and " " not in given.strip()):
        raise UsageError(
            f"there is no file or folder {given!r}", remedy="name one, or give a text of words"
        )
    else:
        yield from by_name("plain").read(given.encode(), where="text")


def is_path(text: str) -> bool:
    """Whether there is a file or folder of this name."""
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def _of_many(given: Iterable[Any], articles: int) -> Iterator[Reading | ReportError]:
    for item in given:
        if isinstance(item, Mapping):
            yield from _of_records([item])
        else:
            yield from readings_of(item, articles=articles)


def _of_records(records: Iterable[Mapping[str, Any]]) -> Iterator[Reading | ReportError]:
    """Records with a `text` and any of the names of `METADATA`."""
    for record in records:
        known = {name: record[name] for name in (TEXT, *METADATA) if record.get(name) is not None}
        line = msgspec.json.encode(known, enc_hook=str)
        yield from by_name("jsonl").read(line, where=str(record.get("id", "record")))


def _of_frame(frame: Any, columns: dict[str, str]) -> Iterator[Reading | ReportError]:
    """The rows of a frame of pandas or polars."""
    present = [str(name) for name in frame.columns]
    named = {name: columns.get(name, name) for name in (TEXT, *METADATA)}
    wrong = [told for name, told in named.items()
             if told not in present and (name in columns or name == TEXT)]  # fmt: skip
    unknown = [name for name in columns if name not in named]
    if wrong or unknown:
        what = f"the frame has no column {wrong[0]!r}" if wrong else f"no field {unknown[0]!r}"
        raise UsageError(what, remedy=f"it has {', '.join(present)}; name one as text=...")
    used = {name: told for name, told in named.items() if told in present}
    lists = {name: frame[told].to_list() for name, told in used.items()}
    for values in zip(*lists.values(), strict=True):
        record = dict(zip(lists, values, strict=True))
        yield from _of_records([{k: v for k, v in record.items() if _is_known(v)}])


def _is_known(value: Any) -> bool:
    """Whether a cell holds something; what is missing in a frame differs from itself."""
    return value is not None and bool(value == value)
