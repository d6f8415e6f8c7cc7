"""Reads a query. What cannot be read is an error that names the column."""

from __future__ import annotations

import re
from difflib import get_close_matches

from msgspec import Struct

from dateline.model import UsageError
from dateline.query.fields import FIELDS
from dateline.query.terms import EVERYTHING, OR, Field, Not, Term, Words, all_of, any_of

HELP = 'as in place:Kherson source:"defence ministry" -stance:deny (strike OR shelling)'
DEEPEST = 50
"""Parentheses and minus signs within each other: no person writes as many."""
_FIELD = re.compile(r"[A-Za-z_]+(?=:)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_BARE = re.compile(r'[^\s"()]+')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Piece(Struct, frozen=True):
    """A part of a query: what it is ('word', 'field', '(', ')', '-', 'OR'), and its column."""

    kind: str
    text: str
    column: int


def parse_query(text: str) -> Term:
    """The term of a query; UsageError with the column where it is none.

    >>> parse_query('place:Kherson -"left bank"')
    AllOf(terms=(Field(name='place', value='Kherson'), Not(term=Words(text='left bank'))))
    """
    pieces = _pieces(text)
    if not pieces:
        return EVERYTHING
    reader = _Reader(pieces, end=len(text) + 1)
    term = reader.any_of(depth=0)
    reader.expect_end()
    return term


class _Reader:
    """Goes through the pieces once."""

    def __init__(self, pieces: list[Piece], *, end: int) -> None:
        self._pieces = [*pieces, Piece("end", "", end)]
        self._at = 0

    def any_of(self, *, depth: int) -> Term:
        """Terms between ORs."""
        found = [self._all_of(depth=depth)]
        while self._next().kind == OR:
            self._take()
            found.append(self._all_of(depth=depth))
        return any_of(found)

    def expect_end(self) -> None:
        """UsageError where something is left."""
        piece = self._next()
        if piece.kind != "end":
            raise _wrong(piece.column, "nothing opened this parenthesis")

    def _all_of(self, *, depth: int) -> Term:
        found = []
        while self._next().kind not in (OR, ")", "end"):
            found.append(self._one(depth=depth))
        if not found:
            piece = self._next()
            raise _wrong(piece.column, "OR stands between two terms" if OR in self._near()
                         else "a term is missing")  # fmt: skip
        return all_of(found)

    def _near(self) -> tuple[str, ...]:
        return tuple(p.kind for p in self._pieces[max(0, self._at - 1) : self._at + 1])

    def _one(self, *, depth: int) -> Term:
        piece = self._take()
        if depth > DEEPEST:
            raise _wrong(piece.column, f"more than {DEEPEST} terms within each other")
        match piece.kind:
            case "-":
                if self._next().kind in (OR, ")", "end"):
                    raise _wrong(piece.column, "nothing follows the minus sign")
                return Not(self._one(depth=depth + 1))
            case "(":
                return self._enclosed(piece, depth=depth + 1)
            case "field":
                return self._field(piece)
        return Words(piece.text)

    def _enclosed(self, opened: Piece, *, depth: int) -> Term:
        if self._next().kind == ")":
            self._take()
            return EVERYTHING
        term = self.any_of(depth=depth)
        if self._take().kind != ")":
            raise _wrong(opened.column, "this parenthesis is not closed")
        return term

    def _field(self, piece: Piece) -> Term:
        kind = FIELDS.get(piece.text.casefold())
        if kind is None:
            raise _wrong(piece.column, f"there is no field {piece.text!r}", _near_fields(piece))
        if self._next().kind != "value":
            raise _wrong(piece.column, f"{piece.text}: has no value")
        value = self._take()
        if not value.text.strip():
            raise _wrong(piece.column, f"{piece.text}: has no value")
        try:
            return Field(kind.name, kind.read(value.text))
        except ValueError as error:
            what = f"{value.text!r} is no {kind.name}"
            raise _wrong(value.column, what, f"write {error}") from None

    def _next(self) -> Piece:
        return self._pieces[self._at]

    def _take(self) -> Piece:
        piece = self._pieces[self._at]
        self._at = min(self._at + 1, len(self._pieces) - 1)
        return piece


def _pieces(text: str) -> list[Piece]:
    """The query cut into its parts."""
    found: list[Piece] = []
    at = 0
    while at < len(text):
        char = text[at]
        valued = bool(found) and found[-1].kind == "field"
        if char.isspace():
            at += 1
        elif not valued and char in "()-":
            found.append(Piece(char, char, at + 1))
            at += 1
        elif char == '"':
            at = _quoted(text, at, found, kind="value" if valued else "word")
        elif not valued and (named := _FIELD.match(text, at)):
            found.append(Piece("field", named[0], at + 1))
            at = named.end() + 1
            _expect_value(text, at, named[0], column=found[-1].column)
        else:
            at = _bare(text, at, found, valued=valued)
    return found


def _expect_value(text: str, at: int, name: str, *, column: int) -> None:
    if at >= len(text) or text[at].isspace() or text[at] in "()":
        known = name.casefold() in FIELDS
        what = f"{name}: has no value" if known else f"there is no field {name!r}"
        raise _wrong(column, what)


def _quoted(text: str, at: int, found: list[Piece], *, kind: str) -> int:
    whole = _QUOTED.match(text, at)
    if whole is None:
        raise _wrong(at + 1, "this quotation mark is not closed")
    found.append(Piece(kind, _ESCAPED.sub(r"\1", whole[1]), at + 1))
    return whole.end()


def _bare(text: str, at: int, found: list[Piece], *, valued: bool) -> int:
    word = _BARE.match(text, at)
    assert word is not None
    kind = "value" if valued else OR if word[0] == OR else "word"
    found.append(Piece(kind, word[0], at + 1))
    return word.end()


def _near_fields(piece: Piece) -> str:
    near = get_close_matches(piece.text.casefold(), FIELDS, n=1)
    meant = f"did you mean {near[0]}:? " if near else ""
    return f"{meant}fields are {', '.join(FIELDS)}; put words with a colon in quotation marks"


def _wrong(column: int, what: str, remedy: str = HELP) -> UsageError:
    return UsageError(what, where=f"query, column {column}", remedy=remedy)
