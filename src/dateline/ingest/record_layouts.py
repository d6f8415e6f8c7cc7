"""How records of reports are laid out: which field is the text, which the day, which the outlet.

Every layout is data in data/records.yaml; `--map text=body,published=date` makes one for a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from dateline.model import UsageError
from dateline.text.yaml_files import read_yaml

TARGETS = ("text", "html", "title", "published", "updated", "seen", "outlet", "url", "lang", "id",
           "byline", "links", "relay")  # fmt: skip
_BODIES = frozenset({"text", "html"})


class RecordLayout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One layout; a path of `requires` may name others that do as well, parted by |.

    `constants`: what every record has though none says it; `note`: what is said once;
    `withdrawn`: the title of a record whose report its publisher has taken back.
    """

    name: str
    lists: tuple[str, ...]
    requires: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    constants: dict[str, str] = {}
    note: str | None = None
    withdrawn: str | None = None

    def fits(self, record: Mapping[str, Any]) -> bool:
        """Whether a record has all that the layout requires."""
        return all(
            any(has_path(record, path) for path in paths.split("|")) for paths in self.requires
        )


@cache
def record_layouts() -> tuple[RecordLayout, ...]:
    """The shipped layouts, the narrower first."""
    data = (files("dateline.ingest") / "data" / "records.yaml").read_bytes()
    return read_yaml(
        data, tuple[RecordLayout, ...], where="records.yaml", remedy="see docs/formats.md"
    )


def layout_of(records: Sequence[Mapping[str, Any]], key: str) -> RecordLayout | None:
    """The layout of some first records that stand under a key; None: none that is known."""
    for entry in record_layouts():
        if key in entry.lists and any(entry.fits(record) for record in records):
            return entry
    return None


def mapped_layout(written: str) -> RecordLayout:
    """The layout that --map gives: "text=body,published=date"."""
    fields: dict[str, tuple[str, ...]] = {}
    for pair in written.split(","):
        target, equal, path = (part.strip() for part in pair.partition("="))
        if not equal or not path or target not in TARGETS:
            raise UsageError(
                f"--map cannot take {pair.strip()!r}",
                remedy=f"give target=field, of {', '.join(TARGETS)}",
            )
        fields[target] = (*fields.get(target, ()), path)
    if _BODIES.isdisjoint(fields):
        raise UsageError("--map names no text", remedy="add text=FIELD (or html=FIELD)")
    return RecordLayout(name="--map", lists=("",), requires=(), fields=fields)


def has_path(record: Any, path: str) -> bool:
    """Whether something, were it nothing, stands at a path."""
    *before, last = path.split(".")
    for step in before:
        record = _step(record, step)
    if isinstance(record, Mapping):
        return last in record
    return isinstance(record, list) and last.isdigit() and int(last) < len(record)


def value_at(record: Any, path: str) -> tuple[Any, tuple[str | int, ...]]:
    """What stands at a path, and the path as keys and numbers; a key may hold dots itself."""
    if isinstance(record, Mapping) and path in record:
        return record[path], (path,)
    keys: list[str | int] = []
    for step in path.split("."):
        keys.append(int(step) if isinstance(record, list) and step.isdigit() else step)
        record = _step(record, step)
    return record, tuple(keys)


def _step(record: Any, step: str) -> Any:
    if isinstance(record, Mapping):
        return record.get(step)
    if isinstance(record, list) and re.fullmatch(r"\d{1,6}", step) and int(step) < len(record):
        return record[int(step)]
    return None


def first_words(
    record: Mapping[str, Any], paths: Sequence[str]
) -> tuple[str, tuple[str | int, ...]]:
    """The first of some paths that holds words or a number, with its keys; empty: none does."""
    for path in paths:
        value, keys = value_at(record, path)
        if isinstance(value, str) and value.strip():
            return value, keys
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value), keys
    return "", ()
