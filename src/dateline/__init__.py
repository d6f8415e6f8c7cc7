"""Dateline: reporting on a conflict as a ledger whose every entry can be traced to its words.

    import dateline as dl

    led = dl.read("reports/")
    led.claims.where("place:Kherson -stance:deny")[:10]

What is named here is loaded when it is first asked for. docs/python.md tells all of it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.api.coded import Coded, code
    from dateline.api.ledger import Ledger, read
    from dateline.api.queries import Query
    from dateline.api.rows import Rows

__version__ = "0.1.0"
__all__ = ["Coded", "Ledger", "Query", "Rows", "__version__", "code", "read"]
_MODULES = {
    "Coded": "dateline.api.coded",
    "Ledger": "dateline.api.ledger",
    "Query": "dateline.api.queries",
    "Rows": "dateline.api.rows",
    "code": "dateline.api.coded",
    "read": "dateline.api.ledger",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)


def _give_accessors() -> None:
    """`frame.dateline` on the frames of libraries that were imported before."""
    if "pandas" in sys.modules or "polars" in sys.modules:
        from dateline.api.accessors import register_accessors

        register_accessors()


def __dir__() -> list[str]:
    return __all__


_give_accessors()
