"""The forms that an answer has: a page, or its twin by suffix as JSON, JSON Lines or CSV."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import urlencode

import msgspec
from babel import Locale
from jinja2 import ChoiceLoader, Environment, PackageLoader, pass_context
from jinja2.runtime import Context
from litestar import Response
from litestar.enums import MediaType
from markupsafe import Markup

from dateline.model import DatelineError, LedgerError
from dateline.publish.dates import span_words
from dateline.publish.exports.tables import Cell, csv_lines, joined
from dateline.publish.face import face, languages
from dateline.publish.labels import country_name, label, labels, side_name, sides_spelled
from dateline.publish.plain import safe
from dateline.publish.reasons import say_reason
from dateline.publish.templating import environment
from dateline.web.desk import is_behind
from dateline.web.identity import current_user
from dateline.web.lists import Choice

SUFFIXES = ("jsonl", "json", "csv", "geojson", "atom")
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
    made.filters["reason"] = say_reason
    made.filters["facet"] = facet_words
    made.globals["face"] = face
    made.globals["span_words"] = span_words
    made.globals["code"] = lambda text: Markup("<code>{}</code>").format(text)
    made.globals["kbd"] = lambda text: Markup("<kbd>{}</kbd>").format(text)
    made.globals["bdi"] = lambda text: Markup("<bdi>{}</bdi>").format(safe(text))
    made.globals["link"] = lambda to, words: Markup('<a href="{}">{}</a>').format(to, words)
    made.globals["tongues"] = lambda: [(code, name_language(code)) for code in languages()]
    made.globals["here_is"] = is_here
    made.globals["query"] = write_query
    made.globals["query_without"] = write_query_without
    made.globals["signed_in"] = current_user
    made.globals["is_behind"] = is_behind
    return made


def name_language(code: str) -> str:
    """A language by its own name.

    >>> name_language("uk")
    'Українська'
    """
    return str(Locale.parse(code).get_language_name() or code).capitalize()


FACET_LABELS = {"type": "event", "judged": "verdict"}
"""Facets whose values have their words under another name."""
PAGE_OF = {
    "card": "/review", "agreement": "/review", "claim": "/claims", "report": "/reports",
    "revision": "/reports", "original_page": "/reports", "incident": "/incidents",
    "contradictions_page": "/contradictions", "contradiction": "/contradictions",
    "control_page": "/control", "map_page": "/map", "timeline_page": "/timeline",
    "place": "/places", "source": "/sources", "watch": "/watches", "case": "/cases",
    "case_add": "/cases", "job": "/add", "users": "/audit", "judgements": "/audit",
}  # fmt: skip
"""Under which entry of the menu a page stands, where that is not its own name."""


@pass_context
def is_here(context: Context, address: str) -> bool:
    """Whether the page at hand stands under this entry of the menu."""
    name = str(context.get("here", ""))
    at = f"/{context.get('kind')}" if name == "list" else PAGE_OF.get(name, f"/{name}")
    return at == address


def facet_words(value: str, name: str) -> str:
    """A value of a facet in words: a code by its label, a side by its name."""
    if name == "side":
        return side_name(value)
    group = FACET_LABELS.get(name, name)
    return label(group, value) if group in labels() else value


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
    if suffix not in KINDS:
        raise LedgerError(f"there is no .{suffix} of this", remedy="ask for .json, .jsonl or .csv")
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
