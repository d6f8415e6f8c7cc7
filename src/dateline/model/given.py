"""Data sets of events that people coded: how their rows are known and what their columns are.

All of it is data in data/given.yaml; a report that is such a row names its set in `given`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model.coding import Coding

Columns = tuple[str, ...]


class DayCode(Struct, frozen=True, forbid_unknown_fields=True):
    """How precise a day is: UCDP's code, the days it may be off, or that it is all of its month."""

    date_prec: int
    slack: int = 0
    month: bool = False


class DayColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row's days stand; without a `precision` column they are exact."""

    first: Columns
    last: Columns = ()
    precision: str | None = None
    codes: dict[str, DayCode]


class PlaceColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row's place stands; `gazetteer`: its name is a key of that gazetteer."""

    names: Columns
    lat: str | None = None
    lon: str | None = None
    precision: str | None = None
    codes: dict[str, int] = {}
    regions: dict[int, Columns] = {}
    country: Columns = ()
    gazetteer: str | None = None


class TypeColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row's type stands, and the code of the codebook for what is written there."""

    columns: Columns
    by: dict[str, str]


class ActorColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who did it and who had it done to them; `states`: states that a written type stands for."""

    did: Columns = ()
    undergone: Columns = ()
    classes: dict[str, str] = {}
    sectors: dict[str, str] = {}
    states: dict[str, Columns] = {}


class DeathColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Columns of the dead; without `nought` a 0 is no count."""

    best: str
    low: str | None = None
    high: str | None = None
    nought: bool = True


class DataSet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One data set; see data/given.yaml for the fields."""

    name: str
    kind: str
    requires: Columns
    terms: str
    licence: str
    id: Columns
    day: DayColumns
    place: PlaceColumns
    types: TypeColumns
    text: Columns = ()
    relay: Columns = ()
    published: Columns = ()
    actors: ActorColumns = ActorColumns()
    killed: DeathColumns | None = None
    kept: int = 1


@cache
def shipped_data_sets() -> tuple[DataSet, ...]:
    """The data sets that are known."""
    data = (files("dateline.model") / "data" / "given.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=tuple[DataSet, ...])


def data_set_of(columns: Collection[str]) -> DataSet | None:
    """The data set that has these columns; None: none that is known."""
    names = frozenset(columns)
    fits = (known for known in shipped_data_sets() if names.issuperset(known.requires))
    return next(fits, None)


def data_set_called(name: str) -> DataSet:
    """The data set of this name, which a report's `given` holds."""
    return next(known for known in shipped_data_sets() if known.name == name)


def given_sets(codings: Iterable[Coding]) -> tuple[DataSet, ...]:
    """The data sets that some codings have rows of, each once, by name."""
    names = {coding.report.given for coding in codings if coding.report.given}
    return tuple(known for known in shipped_data_sets() if known.name in names)
