"""Rows that were read: a sequence of records that a notebook shows and frames take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from msgspec import Struct
from msgspec.structs import asdict

from dateline.api import frames
from dateline.api.tables import html_table

R = TypeVar("R", bound=Struct)


class Frames(Generic[R]):
    """What can be read whole, and then be a frame."""

    kind: type[R]

    def __iter__(self) -> Iterator[R]:
        raise NotImplementedError

    def to_dicts(self) -> list[dict[str, Any]]:
        """The records as dictionaries, with all fields.

        >>> led.reports[:1].to_dicts()[0]["lang"]
        'en'
        """
        return [asdict(row) for row in self]

    def to_pandas(self) -> Any:
        """A pandas.DataFrame with ids as its index; MissingExtra says how to install pandas.

        >>> led.reports[:2].to_pandas().index.name
        'id'
        """
        return frames.to_pandas(list(self), self.kind)

    def to_polars(self) -> Any:
        """A polars.DataFrame.

        >>> led.reports[:2].to_polars().height
        2
        """
        return frames.to_polars(list(self), self.kind)

    def to_geopandas(self) -> Any:
        """A geopandas.GeoDataFrame in EPSG:4326; UsageError where the records have no point.

        >>> led.places[:2].to_geopandas().crs.to_epsg()
        4326
        """
        return frames.to_geopandas(list(self), self.kind)


class Rows(Frames[R], Sequence[R]):
    """Some records of one kind.

    >>> led.reports[:2]
    <2 rows of ReportRow>
    """

    def __init__(self, rows: Sequence[R], kind: type[R]) -> None:
        self._rows = tuple(rows)
        self.kind = kind

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[R]: ...
    def __getitem__(self, at: int | slice) -> R | Rows[R]:
        if isinstance(at, slice):
            return Rows(self._rows[at], self.kind)
        return self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self.kind.__name__}>"

    def _repr_html_(self) -> str:
        return html_table(self._rows, self.kind, total=len(self))
