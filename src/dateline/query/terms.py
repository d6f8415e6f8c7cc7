"""What a query is once it is read, and how it is written.

Invariant: what is printed parses back to the same term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct


class Words(Struct, frozen=True, tag=True):
    """Words that stand side by side; a star at the end stands for any rest of the last one."""

    text: str


class Field(Struct, frozen=True, tag=True):
    """A field of `FIELDS` and the value that it must have."""

    name: str
    value: str


class Not(Struct, frozen=True, tag=True):
    """What must not be."""

    term: Term


class AllOf(Struct, frozen=True, tag=True):
    """Terms that must all hold; none: everything is found."""

    terms: tuple[Term, ...]


class AnyOf(Struct, frozen=True, tag=True):
    """Terms of which one must hold."""

    terms: tuple[Term, ...]


Term = Words | Field | Not | AllOf | AnyOf
EVERYTHING = AllOf(())
OR = "OR"
_BARE = re.compile(r'[^\s"():\-\\][^\s"():\\]*')


def all_of(terms: Iterable[Term]) -> Term:
    """The terms joined; one alone is itself, and what was joined already is not nested."""
    flat = tuple(part for term in terms for part in _parts(term, AllOf))
    return flat[0] if len(flat) == 1 else AllOf(flat)


def any_of(terms: Iterable[Term]) -> Term:
    """One of the terms; one alone is itself."""
    flat = tuple(part for term in terms for part in _parts(term, AnyOf))
    return flat[0] if len(flat) == 1 else AnyOf(flat)


def _parts(term: Term, kind: type[AllOf] | type[AnyOf]) -> tuple[Term, ...]:
    return term.terms if isinstance(term, kind) else (term,)


def terms_of(term: Term | None) -> tuple[Term, ...]:
    """What must all hold: the parts of what is joined, else the term alone; none of None."""
    return () if term is None else _parts(term, AllOf)


def words_of(term: Term) -> Iterator[Words]:
    """The free words that a find must hold; those that it must not hold are left out."""
    match term:
        case Words():
            yield term
        case AllOf(terms) | AnyOf(terms):
            for part in terms:
                yield from words_of(part)


def fields_of(term: Term) -> Iterator[Field]:
    """The fields that a find must have; those that it must not have are left out."""
    match term:
        case Field():
            yield term
        case AllOf(terms) | AnyOf(terms):
            for part in terms:
                yield from fields_of(part)


def every_field(term: Term) -> Iterator[Field]:
    """All fields, those too that a find must not have."""
    match term:
        case Field():
            yield term
        case Not(inner):
            yield from every_field(inner)
        case AllOf(terms) | AnyOf(terms):
            for part in terms:
                yield from every_field(part)


def print_query(term: Term) -> str:
    """The term as a person writes it.

    >>> print_query(AllOf((Field("source", "defence ministry"), Not(Words("left bank")))))
    'source:"defence ministry" -"left bank"'
    """
    match term:
        case Words(text):
            return _written(text)
        case Field(name, value):
            return f"{name}:{_written(value)}"
        case Not(inner):
            return "-" + _enclosed(inner)
        case AllOf(terms):
            return " ".join(_enclosed(part, within=AllOf) for part in terms)
        case AnyOf(terms):
            return f" {OR} ".join(_enclosed(part, within=AnyOf) for part in terms)


def _enclosed(term: Term, *, within: type[AllOf] | type[AnyOf] | None = None) -> str:
    """The term, in parentheses where it would fall apart."""
    several = isinstance(term, AllOf | AnyOf)
    loose = isinstance(term, AllOf) and within is AnyOf and term.terms
    return f"({print_query(term)})" if several and not loose else print_query(term)


def _written(text: str) -> str:
    if _BARE.fullmatch(text) and text != OR:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
