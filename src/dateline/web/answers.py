"""The forms that an answer has: a page, or its twin by suffix as JSON, JSON Lines or CSV."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import urlencode

import msgspec
from jinja2 import ChoiceLoader, Environment, PackageLoader
from litestar import Response
from litestar.enums import MediaType

from dateline.model import DatelineError
from dateline.publish.exports.tables import Cell, csv_lines, joined
from dateline.publish.labels import country_name, side_name, sides_spelled
from dateline.publish.templating import environment
from dateline.web.desk import is_behind
from dateline.web.identity import current_user
from dateline.web.lists import Choice

SUFFIXES = ("jsonl", "json", "csv")
KINDS = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
}


@cache
def templates() -> Environment:
    """The dossier's templates and filters, and the workbench's own templates."""
    loaders = ChoiceLoader([PackageLoader("dateline.web"), PackageLoader("dateline.publish")])
    made = environment().overlay(loader=loaders)
    made.filters["side_name"] = lambda side: side_name(side) if side else ""
    made.filters["sides_spelled"] = sides_spelled
    made.filters["country_name"] = country_name
    made.globals["query"] = write_query
    made.globals["query_without"] = write_query_without
    made.globals["signed_in"] = current_user
    made.globals["is_behind"] = is_behind
    return made


def write_query(choice: Choice, changed: dict[str, Any]) -> str:
    """The query of a list's address with some of it changed."""
    return urlencode({**choice.asked(), **{k: str(v) for k, v in changed.items() if v}})


def write_query_without(choice: Choice, name: str) -> str:
    """The query of a list's address without one of its fields."""
    return urlencode({k: v for k, v in choice.asked().items() if k != name})


def page(name: str, /, *, status: int = 200, **context: Any) -> Response[str]:
    """A page made from a template."""
    html = templates().get_template(f"{name}.html.j2").render(here=name, **context)
    return Response(html, media_type=MediaType.HTML, status_code=status)


def split_suffix(name: str) -> tuple[str, str]:
    """A name in an address without its suffix, and the suffix: "clm-1.json" -> (clm-1, json)."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, suffix) if dot and suffix in SUFFIXES else (name, "")


def twin(rows: Iterable[Any], suffix: str) -> Response[bytes]:
    """Records in the form that a suffix names."""
    kept = list(rows)
    if suffix == "csv":
        body = write_csv(kept)
    elif suffix == "jsonl":
        body = b"".join(msgspec.json.encode(row) + b"\n" for row in kept)
    else:
        body = msgspec.json.encode(kept)
    return Response(body, media_type=KINDS[suffix])


def write_csv(rows: Iterable[Any]) -> bytes:
    """Rows as CSV with a head; no cell is taken for a formula by a spreadsheet."""
    flat = [{name: flatten(v) for name, v in msgspec.to_builtins(r).items()} for r in rows]
    return b"".join(csv_lines(list(flat[0]), flat)) if flat else b""


def flatten(value: Any) -> Cell:
    """A value as one cell; a list is joined."""
    return joined(map(str, value)) if isinstance(value, list) else value


def problem(error: DatelineError, *, status: int) -> Response[bytes]:
    """An error as RFC 9457 has it, with the command line's three parts."""
    said = {
        "type": "about:blank", "status": status, "title": error.what,
        "where": error.where, "remedy": error.remedy,
    }  # fmt: skip
    return Response(
        msgspec.json.encode(said), media_type="application/problem+json", status_code=status
    )
