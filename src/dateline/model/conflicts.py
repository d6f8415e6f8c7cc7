"""Conflicts as data: one YAML file a conflict, and nothing of it in code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model.errors import ConfigError


class Party(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party to a conflict.

    `side`: ISO 3166-1 alpha-3 or a slug; `names` and `persons` as written, in any language;
    `colour`: on maps and charts, as #rrggbb, one and the same in all files;
    `kind` an ActorKind; `sector` PLOVER's; `allies` other sides; `holds_for` the side under
    which the places that it takes count, for a proxy.
    """

    side: str
    name: str
    colour: str | None = None
    kind: str = "group"
    sector: str | None = None
    country: str | None = None
    names: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    allies: tuple[str, ...] = ()
    holds_for: str | None = None


class CalendarEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event that reports date other events by ('since the invasion began')."""

    names: tuple[str, ...]
    start: str
    end: str | None = None


class Conflict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One conflict: where and when, its parties and its calendar.

    `countries`: ISO 3166-1 alpha-2, first the ones fought in; `focus`: (south, west, north,
    east) in degrees; `words`: names that mark a report as being about it.
    """

    slug: str
    name: str
    countries: tuple[str, ...]
    start: str
    end: str | None = None
    focus: tuple[float, float, float, float] | None = None
    zone: str | None = None
    words: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()


@cache
def shipped_conflicts() -> tuple[Conflict, ...]:
    """Every conflict file of the package, by slug; ConfigError names a wrong file and field."""
    folder = files("dateline.model") / "data" / "conflicts"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name)
    return tuple(read_conflict(p.read_bytes(), where=p.name) for p in paths)


def read_conflict(data: bytes, *, where: str) -> Conflict:
    """The conflict in some YAML; ConfigError names file and field."""
    try:
        return msgspec.yaml.decode(data, type=Conflict)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a conflict file: {error}", where=where, remedy="see docs/data-model.md"
        ) from error
