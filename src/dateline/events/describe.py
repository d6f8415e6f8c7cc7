"""The codebook for people: as Markdown, and what there is to say of one code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.codebook import AcledTable, Code, Codebook
from dateline.events.files import read_yaml

_SHOWN = 3
_HEAD = """# Event types

This page is generated from the codebook (`dateline codebook --format markdown`) and tested to be
current. A code without a dot is a parent: it is used where the child cannot be told. ACLED is the
2023 codebook, PLOVER manual 0.8; UCDP 1 is state-based, 2 non-state, 3 one-sided violence.
"""


class _Examples(Struct, frozen=True, forbid_unknown_fields=True):
    examples: dict[str, tuple[str, ...]]


@cache
def examples() -> Mapping[str, tuple[str, ...]]:
    """The shipped examples of every code."""
    path = files("dateline.events") / "data" / "examples.yaml"
    return read_yaml(path.read_bytes(), _Examples, path.name).examples


def acled_text(code: Code) -> str:
    """The ACLED code or table of a code in words; "-": none."""
    if isinstance(code.acled, AcledTable):
        return "; ".join(f"{row}: {name or '-'}" for row, name in code.acled.by.items())
    return code.acled or "-"


def ucdp_text(code: Code) -> str:
    """UCDP's type of violence in words; "-": none."""
    return {"fighting": "1 or 2, by the sides", "civilians": "3"}.get(code.violence or "", "-")


def examples_of(name: str) -> tuple[str, ...]:
    """Some examples of a code that the project ships."""
    return examples().get(name, ())[:_SHOWN]


def markdown(book: Codebook) -> str:
    """The page of all codes: definition, crosswalks, examples."""
    return "\n".join([_HEAD, *_sections(book)]) + "\n"


def _sections(book: Codebook) -> Iterator[str]:
    for name, code in book.codes.items():
        yield f"## {name}\n\n{code.when[0].upper()}{code.when[1:]}.\n"
        yield f"- ACLED: {acled_text(code)}"
        yield f"- PLOVER: {code.plover or '-'}"
        yield f"- UCDP type of violence: {ucdp_text(code)}"
        yield from (f"- Example: {text}" for text in examples_of(name))
        yield ""
