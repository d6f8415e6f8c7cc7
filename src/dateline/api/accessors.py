"""`frame.dateline.code(text=..., published=...)`, on frames of pandas and polars.

An accessor is registered where its library is loaded already, or is loaded by Dateline.
"""

from __future__ import annotations

import sys
from typing import Any

REGISTERED: set[str] = set()


def register_accessors() -> None:
    """Gives the frames of the libraries that are loaded the accessor `dateline`."""
    for name, register in (("pandas", _on_pandas), ("polars", _on_polars)):
        if name in sys.modules and name not in REGISTERED:
            register(sys.modules[name])
            REGISTERED.add(name)


class Accessor:
    """What Dateline does with a frame of texts."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def code(self, *, conflict: str | None = None, reader: bool = True, **columns: str) -> Any:
        """The claims of the texts as a frame of the same library; `text`, `published`, `outlet`,
        `title`... name the frame's columns. UsageError where there is no such column."""
        from dateline.api.ledger import read

        made = read(self._frame, conflict=conflict, reader=reader, jobs=1, articles=0, **columns)
        with made as ledger:
            claims = ledger.claims.rows()
        return claims.to_polars() if self._is_polars() else claims.to_pandas()

    def _is_polars(self) -> bool:
        return type(self._frame).__module__.partition(".")[0] == "polars"


def _on_pandas(library: Any) -> None:
    library.api.extensions.register_dataframe_accessor("dateline")(Accessor)


def _on_polars(library: Any) -> None:
    library.api.register_dataframe_namespace("dateline")(Accessor)
