"""The side that a person names: by its code, or as a conflict file calls it."""

from __future__ import annotations

import re

from dateline.model import shipped_conflicts
from dateline.query.terms import AllOf, AnyOf, Field, Not, Term

_STATE = re.compile("[A-Z]{3}")


def side_code(words: str) -> str | None:
    """The code of a side; None where no conflict file knows it.

    >>> side_code("Russia"), side_code("rus"), side_code("RUS"), side_code("the Moon")
    ('RUS', 'RUS', 'RUS', None)
    """
    if _STATE.fullmatch(words):
        return words
    parties = [party for conflict in shipped_conflicts() for party in conflict.parties]
    wanted = words.casefold()
    for called in ("side", "name"):
        for party in parties:
            if getattr(party, called).casefold() == wanted:
                return party.side
    return next((p.side for p in parties if wanted in map(str.casefold, p.names)), None)


def with_side_codes(term: Term) -> Term:
    """The query with its sides as the ledger writes them; one that is unknown stays.

    >>> with_side_codes(Field("side", "Russia"))
    Field(name='side', value='RUS')
    """
    match term:
        case Field("side", value):
            return Field("side", side_code(value) or value)
        case Not(inner):
            return Not(with_side_codes(inner))
        case AllOf(terms):
            return AllOf(tuple(map(with_side_codes, terms)))
        case AnyOf(terms):
            return AnyOf(tuple(map(with_side_codes, terms)))
    return term
