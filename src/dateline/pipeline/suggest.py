"""What somebody may have meant who asked for a place, source or side that the ledger has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from dateline.model import shipped_conflicts
from dateline.query import fields_of, name_keys, words_of

if TYPE_CHECKING:
    from dateline.query import Words
    from dateline.store import Filter, Hit, Ledger

ENOUGH = 70
"""Likeness, of 100, from which a name is offered: `Khreson` and `Kherson` have 86."""
MOST = 3
ALPHA_2 = 2
"""Letters of a country's short code, which tells of a longer one no more than how it begins."""


def suggestions(ledger: Ledger, where: Filter) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """For each place, source, side and word of a filter that the ledger has not: what is near it.

    Field, what was asked, and names that are like it, the likest first (none: nothing is).
    """
    for field, asked in _asked(where):
        if field == "side":
            known = {count.value for count in ledger.counts(["side"], limit=1000)["side"]}
            if asked not in known:
                yield field, asked, _near_sides(asked, [side for side in known if side])
        elif field == "place" and not any(ledger.places(_only(where, place=asked))):
            yield field, asked, near_places(asked, ledger)
        elif field == "source" and not _is_source(ledger, asked):
            yield field, asked, near_names(asked, ledger.names("source"))
    yield from _near_words(ledger, where)


def _near_words(ledger: Ledger, where: Filter) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """For words that stand in no report: places, and words of sources, that are like them."""
    for words in words_of(where.query) if where.query is not None else ():
        if not words.text or any(_reports_with(ledger, words)):
            continue
        told = {word for name in ledger.names("source") for word in name.split()}
        near = (*near_places(words.text, ledger), *near_names(words.text, sorted(told)))
        if near:
            yield "word", words.text, tuple(dict.fromkeys(near))[:MOST]


def near_places(asked: str, ledger: Ledger) -> tuple[str, ...]:
    """Names of a ledger's places that are like what was asked, as they are written."""
    return tuple(_written(name, ledger) for name in near_names(asked, ledger.names("place")))


def _written(name: str, ledger: Ledger) -> str:
    from dateline.store import Filter

    found = (row.name for row in ledger.places(Filter(place=name, exact=True)))
    return next((written for written in found if written.casefold() == name), name)


def near_names(asked: str, names: Iterable[str]) -> tuple[str, ...]:
    """Names that are like what was asked, by their letters or by their keys.

    >>> near_names("Khreson", ["Kherson", "Kharkiv", "Goma"])
    ('Kherson',)
    """
    known = list(names)
    plain = asked.casefold().rstrip("*")
    # A part of a name is offered only where no whole name is like what was asked.
    for scorer in (fuzz.token_sort_ratio, fuzz.WRatio) if " " in plain else (fuzz.ratio,):
        found = process.extract(
            plain, known, scorer=scorer, processor=str.casefold, limit=MOST, score_cutoff=ENOUGH
        )
        if found:
            break
    if not found:
        key = name_keys(plain)[0]
        keys = {name: name_keys(name)[0] for name in known}
        found = process.extract(key, keys, scorer=fuzz.ratio, limit=MOST, score_cutoff=ENOUGH)
        return tuple(str(name) for _, _, name in found) if key else ()
    return tuple(str(name) for name, _, _ in found)


def _asked(where: Filter) -> Iterator[tuple[str, str]]:
    for field in ("place", "source", "side"):
        value = getattr(where, field)
        if value is not None:
            yield field, value
    for term in fields_of(where.query) if where.query is not None else ():
        if term.name in ("place", "source", "side"):
            yield term.name, term.value


def _only(where: Filter, **fields: str) -> Filter:
    from msgspec.structs import replace

    from dateline.store import Filter

    return replace(Filter(), exact=where.exact, **fields)


def _reports_with(ledger: Ledger, words: Words) -> tuple[Hit, ...]:
    from dateline.store import Filter

    return ledger.search(Filter(query=words), of="report", limit=1).rows


def _is_source(ledger: Ledger, asked: str) -> bool:
    from dateline.query import Field
    from dateline.store import Filter

    return bool(ledger.claim_page(Filter(query=Field("source", asked)), limit=1).rows)


def _near_sides(asked: str, known: list[str]) -> tuple[str, ...]:
    """Sides whose code, party or country is like what was asked: UA is UKR, Rusia RUS."""
    names = {side: side for side in known}
    for conflict in shipped_conflicts():
        names |= {
            name: party.side for party in conflict.parties for name in (party.name, party.side)
        }
    if len(asked) <= ALPHA_2:
        return tuple(side for side in known if side[:1].casefold() == asked[:1].casefold())[:MOST]
    found = process.extract(
        asked.casefold(), list(names), scorer=fuzz.ratio, processor=str.casefold, limit=MOST,
        score_cutoff=ENOUGH,
    )  # fmt: skip
    return tuple(dict.fromkeys(names[name] for name, _, _ in found))
