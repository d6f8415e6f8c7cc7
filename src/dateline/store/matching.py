"""Words of a query as each database's index is asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, json
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSON, TSQUERY
from sqlalchemy.ext.compiler import compiles

from dateline.query import Matcher, Phrase
from dateline.store import schema
from dateline.store.index import SHIFT, TABLE

MASK = (1 << SHIFT) - 1
SHORT = 3
"""Letters of a word that tells sources apart; shorter ones count where all are."""
_lite = table(TABLE, column("rowid", Integer), column(TABLE))
_doc = schema.claims.alias("doc")
"""The claim that a document of SQLite's index is of; none: it is a stretch of a report."""
_CODING = func.coalesce(_doc.c.coding, (_lite.c.rowid.op("&")(MASK) + 1).op(">>")(1))
_N = func.coalesce(_doc.c.n, -1 - _lite.c.rowid.op(">>")(SHIFT))
_post = table(TABLE, column("coding", Integer), column("n", Integer), column("words"))


class Asked(Struct, frozen=True):
    """One question to the index, in SQLite's words and in PostgreSQL's."""

    lite: str
    post: str


def ask_words(text: str, *, exact: bool) -> Asked | None:
    """For words side by side, anywhere; None: there are none."""
    return _any_phrase(Matcher(text, across_scripts=not exact).phrases(), weight="")


def ask_source(text: str, *, exact: bool) -> Asked | None:
    """For a source whose name has each of the words, or one that begins so."""
    words = text.split()
    telling = [word for word in words if len(word) >= SHORT] or words
    found = []
    for word in telling:
        phrases = Matcher(word, across_scripts=not exact).phrases()
        begun = Matcher(f"{word.rstrip('*')}*", across_scripts=not exact).phrases()
        asked = _any_phrase((*begun, *phrases), weight="B")
        if asked is not None:
            found.append(asked)
    if not found:
        return None
    lite = " AND ".join(f"({part.lite})" for part in found)
    return Asked(f"source : ({lite})", " & ".join(f"({part.post})" for part in found))


def ask_all(asked: Iterable[Asked]) -> Asked:
    """For all of several."""
    parts = list(asked)
    lite, post = (f"({p.lite})" for p in parts), (f"({p.post})" for p in parts)
    return Asked(" AND ".join(lite), " & ".join(post))


def ask_any(asked: Iterable[Asked]) -> Asked:
    """For any of several."""
    parts = list(asked)
    return Asked(
        " OR ".join(f"({p.lite})" for p in parts), " | ".join(f"({p.post})" for p in parts)
    )


def _any_phrase(phrases: Sequence[Phrase], *, weight: str) -> Asked | None:
    if not phrases:
        return None
    lite = " OR ".join(_lite_phrase(p) for p in dict.fromkeys(phrases))
    post = " | ".join(f"({_post_phrase(p, weight)})" for p in dict.fromkeys(phrases))
    return Asked(lite, post)


def _lite_phrase(phrase: Phrase) -> str:
    return '"' + " ".join(phrase.tokens) + '"' + (" *" if phrase.prefix else "")


def _post_phrase(phrase: Phrase, weight: str) -> str:
    last = len(phrase.tokens) - 1
    ends = [weight + "*" if phrase.prefix and n == last else weight for n in range(last + 1)]
    return " <-> ".join(
        f"'{token}'" + (f":{end}" if end else "")
        for token, end in zip(phrase.tokens, ends, strict=True)
    )


class InIndex(ColumnElement[bool]):
    """Whether a document (its coding, and its number in it) is one that the index finds.

    `n` None: any document of the coding. `also`: more pairs of
    coding and number that will do, such as those that a note tells of.
    """

    inherit_cache = False

    def __init__(
        self,
        coding: ColumnElement[int],
        n: ColumnElement[int] | None,
        asked: Asked,
        *also: Select[Any],
    ) -> None:
        self.coding, self.n, self.asked, self.also = coding, n, asked, also
        self.doc: ColumnElement[int] = schema.claims.c.doc


@compiles(InIndex, "sqlite")
def _in_lite(element: InIndex, compiler: Any, **options: Any) -> str:
    if element.n is None:
        return _among(element, _documents(element.asked, _CODING), compiler, options)
    found: ColumnElement[bool] = element.doc.in_(
        select(_lite.c.rowid).where(_matches(element.asked))
    )
    if element.also:
        found = or_(found, tuple_(element.coding, element.n).in_(union_all(*element.also)))
    return str(compiler.process(found.self_group(), **options))


@compiles(InIndex, "postgresql")
def _in_post(element: InIndex, compiler: Any, **options: Any) -> str:
    match = _post.c.words.op("@@")(cast(_bound(element.asked.post), TSQUERY))
    pair = (_post.c.coding,) if element.n is None else (_post.c.coding, _post.c.n)
    return _among(element, select(*pair).where(match), compiler, options)


class IsFound(ColumnElement[bool]):
    """The same, asked of one document after another: fast where the first rows soon have it."""

    inherit_cache = False

    def __init__(self, coding: ColumnElement[int], n: ColumnElement[int], asked: Asked) -> None:
        self.coding, self.n, self.asked = coding, n, asked
        self.doc: ColumnElement[int] = schema.claims.c.doc


@compiles(IsFound, "sqlite")
def _is_lite(element: IsFound, compiler: Any, **options: Any) -> str:
    match = _matches(element.asked)
    return str(compiler.process(element.doc.in_(select(_lite.c.rowid).where(match)), **options))


@compiles(IsFound, "postgresql")
def _is_post(element: IsFound, compiler: Any, **options: Any) -> str:
    match = _post.c.words.op("@@")(cast(_bound(element.asked.post), TSQUERY))
    own = (_post.c.coding == element.coding, _post.c.n == element.n)
    found: Select[Any] = select(literal_column("1")).select_from(_post).where(match, *own)
    return str(compiler.process(found.correlate_except(_post).exists(), **options))


class AmongIds(ColumnElement[bool]):
    """Whether a column holds one of some ids, however many they are."""

    inherit_cache = False

    def __init__(self, held: ColumnElement[Any], ids: Sequence[str]) -> None:
        self.held, self.ids = held, json.encode(ids).decode()


@compiles(AmongIds, "sqlite")
def _among_lite(element: AmongIds, compiler: Any, **options: Any) -> str:
    listed = func.json_each(_bound(element.ids)).table_valued("value")
    return str(compiler.process(element.held.in_(select(listed.c.value)), **options))


@compiles(AmongIds, "postgresql")
def _among_post(element: AmongIds, compiler: Any, **options: Any) -> str:
    given = cast(_bound(element.ids), JSON)
    listed = func.json_array_elements_text(given).table_valued("value")
    return str(compiler.process(element.held.in_(select(listed.c.value)), **options))


def _among(element: InIndex, found: Select[Any], compiler: Any, options: Any) -> str:
    every = union_all(found, *element.also) if element.also else found
    key = element.coding if element.n is None else tuple_(element.coding, element.n)
    return str(compiler.process(key.in_(every), **options))


def _documents(asked: Asked, *columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of the documents that SQLite's index finds, with the claims that they are of."""
    joined = _lite.outerjoin(_doc, _doc.c.doc == _lite.c.rowid)
    return select(*columns).select_from(joined).where(_matches(asked))


def _matches(asked: Asked) -> ColumnElement[bool]:
    return column(TABLE, _selectable=_lite).op("MATCH")(_bound(asked.lite))


def _bound(value: str) -> BindParameter[str]:
    return bindparam(None, value, unique=True)


def codings_of(asked: Asked, dialect: str, *, most: int) -> Select[Any]:
    """The coding of each document that the index finds; no more than `most` documents."""
    found: Select[Any]
    if dialect == "sqlite":
        found = _documents(asked, _CODING)
    else:
        match = _post.c.words.op("@@")(cast(_bound(asked.post), TSQUERY))
        found = select(_post.c.coding).where(match)
    return found.limit(most)


def ranked(asked: Asked, dialect: str) -> Select[Any]:
    """Documents that the index finds with their rank, the best first: coding, n, rank."""
    if dialect == "sqlite":
        rank: ColumnElement[float] = literal_column(f"bm25({TABLE}, 1.0, 0.5, 0.5)")
        return _documents(asked, _CODING.label("coding"), _N.label("n"), rank.label("rank"))
    query = cast(_bound(asked.post), TSQUERY)
    return select(
        _post.c.coding, _post.c.n, (-func.ts_rank(_post.c.words, query, 1)).label("rank")
    ).where(_post.c.words.op("@@")(query))
