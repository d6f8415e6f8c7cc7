"""Columns that cost what they are worth: a place once, fixed words as numbers, instants as seconds.

`mentions`, `actors` and `timexes` go: they stand in the payloads, and nothing asked these tables.
Rows are carried over as they are, so that those of a coding whose payload is damaged stay too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

AT_ONCE = 1000
EPOCH = datetime(1970, 1, 1)
WORDS = {
    "stance": ("assert", "decline", "demand", "deny", "estimate", "predict", "unknown"),
    "certainty": ("certain", "possible", "probable", "unknown"),
    "manner": ("direct", "indirect", "mixed", "narration"),
    "source_kind": (
        "document", "imagery", "institution", "office", "outlet", "party", "person",
        "social_media", "unknown", "unnamed",
    ),
    "auxiliary": ("asserted", "demanded", "future", "historical", "hypothetical", "negated"),
    "basis": ("document", "inferred", "relative", "stated", "unknown"),
    "kind": ("demonym", "embedded", "literal", "metonymic"),
}  # fmt: skip
"""What the numbers of fixed words stand for, from 1."""
SPOT = ("place", "name", "name_words", "lat", "lon", "country", "admin1", "feature")
OLD = ("claims", "events", "toponyms", "contradictions", "claim_toponyms", "event_toponyms")
GONE = ("mentions", "actors", "timexes")
VIEWS = ("claims", "events", "places", "contradictions")
FOLLOWS = """
    UPDATE claims SET events = NULL WHERE events = coalesce('["' || (
        SELECT {join}(own.id, '","') FROM (
            SELECT e.id FROM events e WHERE e.coding = claims.coding AND e.claim = claims.n
            ORDER BY e.n
        ) own
    ) || '"]', '[]')"""
"""The events of a claim need not be told where they are those that name it, in their order."""
Row = dict[str, Any]


def upgrade() -> None:
    """Makes the tables anew, fills them from those that were, and drops these."""
    for name in VIEWS:
        op.execute(f"DROP VIEW current_{name}")
    for name in GONE:
        op.drop_table(name)
    for name in OLD:
        op.rename_table(name, f"old_{name}")
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"ALTER INDEX pk_{name} RENAME TO pk_old_{name}")
    _make_places()
    _make_claims()
    _make_events()
    _make_toponyms()
    _make_links()
    _carry_over()
    for name in OLD:
        op.drop_table(f"old_{name}")
    _make_indexes()
    for name, query in _views().items():
        op.execute(f"CREATE VIEW current_{name} AS {query}")


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _word(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=False)


def _instant(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=True)


def _score(name: str, *, null: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=null)


def _part(name: str, *columns: sa.Column[Any], key: tuple[str, ...] = ("n",)) -> None:
    op.create_table(
        name,
        _number("coding"),
        *columns,
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", *key, name=f"pk_{name}"),
        sqlite_with_rowid=False,
    )


def _make_places() -> None:
    op.create_table(
        "places",
        _number("n"),
        *(_text(name) for name in ("place", "name", "name_words")),
        *(_score(name) for name in ("lat", "lon")),
        *(_text(name, null=True) for name in ("country", "admin1", "feature")),
        sa.PrimaryKeyConstraint("n"),
    )


def _make_claims() -> None:
    op.create_table(
        "claims",
        _number("coding"),
        _number("n"),
        _text("id"),
        _number("start"),
        _number("end"),
        _text("source", null=True),
        _word("source_kind"),
        _text("source_words"),
        _text("side", null=True),
        _text("relays"),
        _text("cue", null=True),
        *(_word(name) for name in ("manner", "stance", "certainty")),
        *(_text(name) for name in ("hedges", "content")),
        _text("events", null=True),
        _text("places"),
        _score("score"),
        sa.Column("doc", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("doc", name="pk_claims"),
        sa.UniqueConstraint("coding", "n", name="uq_claims"),
    )


def _make_events() -> None:
    _part(
        "events",
        _number("n"),
        _text("id"),
        _number("claim", null=True),
        _number("start"),
        _text("type"),
        _word("auxiliary"),
        *(_text(name) for name in ("trigger", "actors", "recipients", "places")),
        *(_text(name, null=True) for name in ("earliest", "latest")),
        *(_instant(name) for name in ("valid_from", "valid_to")),
        _number("date_prec", null=True),
        _word("basis"),
        _text("quantities"),
        _text("same_as", null=True),
        _score("score"),
    )


def _make_toponyms() -> None:
    op.create_table(
        "toponyms",
        *(_number(name) for name in ("coding", "n", "start", "end")),
        *(_text(name) for name in ("text", "words")),
        _word("kind"),
        _text("area", null=True),
        *(_number(name, null=True) for name in ("spot", "where_prec")),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.ForeignKeyConstraint(["spot"], ["places.n"]),
        sa.PrimaryKeyConstraint("coding", "n", name="pk_toponyms"),
        sqlite_with_rowid=False,
    )


def _make_links() -> None:
    texts = (_text(name) for name in ("claim", "other", "kind", "why"))
    _part("contradictions", _number("n"), *texts)
    for name in ("claim", "event"):
        _part(f"{name}_toponyms", _number(name), _number("toponym"), key=(name, "toponym"))


def _make_indexes() -> None:
    for table, *columns in (
        ("places", "place"), ("places", "name_words"), ("claims", "id"), ("claims", "side"),
        ("events", "id"), ("events", "type"), ("events", "valid_from", "valid_to"),
        ("toponyms", "spot"), ("toponyms", "words"),
    ):  # fmt: skip
        name = "valid" if len(columns) > 1 else columns[0]
        op.create_index(f"ix_{table}_{name}", table, columns)


def _carry_over() -> None:
    spots: dict[tuple[Any, ...], int] = {}

    def toponym(row: Row) -> Row:
        spot = tuple(row.pop(name) for name in SPOT)
        row["spot"] = None if spot[0] is None else spots.setdefault(spot, len(spots) + 1)
        return row

    _copy("claims", lambda row: row, doc=True)
    _copy("events", lambda row: row)
    join = {"sqlite": "group_concat", "postgresql": "string_agg"}[op.get_bind().dialect.name]
    op.execute(FOLLOWS.format(join=join))
    # A toponym names a place that must be there first.
    for _ in _rows("toponyms", toponym):
        pass
    _write("places", [{"n": n, **dict(zip(SPOT, s, strict=True))} for s, n in spots.items()])
    _copy("toponyms", toponym)
    for name in ("contradictions", "claim_toponyms", "event_toponyms"):
        _copy(name, lambda row: row)


def _copy(name: str, change: Callable[[Row], Row], *, doc: bool = False) -> None:
    """Carries a table's rows over; `doc`: each is numbered."""
    batch: list[Row] = []
    for number, row in enumerate(_rows(name, change), start=1):
        batch.append({**row, "doc": 2 * number} if doc else row)
        if len(batch) == AT_ONCE:
            _write(name, batch)
            batch = []
    _write(name, batch)


def _rows(name: str, change: Callable[[Row], Row]) -> Iterator[Row]:
    """The rows of a table as they are to be."""
    old = sa.table(f"old_{name}")
    order = f"{name.removesuffix('_toponyms')}, toponym" if "_" in name else "n"
    query = sa.select(sa.text("*")).select_from(old).order_by(sa.text(f"coding, {order}"))
    result = op.get_bind().execute(query.execution_options(yield_per=AT_ONCE))
    for found in result.mappings():
        yield change({key: _value(key, value, name) for key, value in found.items()})


def _value(name: str, value: Any, table: str) -> Any:
    """A value as it is kept now; one that is damaged is unknown, and `dateline check` tells."""
    if name in ("valid_from", "valid_to") and value is not None:
        try:
            return (datetime.fromisoformat(value) - EPOCH) // timedelta(seconds=1)
        except (ValueError, TypeError):
            return None
    if name in WORDS and table != "contradictions":
        return WORDS[name].index(value) + 1 if value in WORDS[name] else 0
    return value


def _write(name: str, rows: list[Row]) -> None:
    if rows:
        rows = [{k: v for k, v in row.items() if (name, k) != ("toponyms", "id")} for row in rows]
        columns: list[sa.ColumnClause[Any]] = [sa.column(key) for key in rows[0]]
        op.get_bind().execute(sa.insert(sa.table(name, *columns)), rows)


def _said(alias: str, name: str) -> str:
    """The word of a number, for those who open the file with other tools."""
    cases = " ".join(f"WHEN {n} THEN '{word}'" for n, word in enumerate(WORDS[name], start=1))
    return f"CASE {alias}.{name} {cases} END AS {name}"


def _views() -> dict[str, str]:
    of_claim = f"{_said('c', 'stance')}, {_said('c', 'certainty')}"
    return {
        "claims": "SELECT c.id, k.report, k.published, k.outlet, k.lang, c.source, "
        f"{_said('c', 'source_kind')}, c.side, {of_claim}, {_said('c', 'manner')}, c.content, "
        'c.places, c.cue, c.hedges, c.relays, c.start, c."end", c.score, k.recorded_at '
        "FROM claims c JOIN codings k ON k.seq = c.coding WHERE k.superseded_at IS NULL",
        "events": "SELECT e.id, c.id AS claim, k.report, k.published, k.outlet, k.lang, "
        f"e.type, {_said('e', 'auxiliary')}, e.trigger, c.content, e.actors, e.recipients, "
        f"e.places, e.earliest, e.latest, e.date_prec, {_said('e', 'basis')}, e.quantities, "
        f"c.source, c.side, {of_claim}, e.same_as, e.score, k.recorded_at "
        "FROM events e JOIN codings k ON k.seq = e.coding "
        "LEFT JOIN claims c ON c.coding = e.coding AND c.n = e.claim "
        "WHERE k.superseded_at IS NULL",
        "places": "SELECT p.place AS id, coalesce(p.name, t.text) AS name, p.lat, p.lon, "
        "p.country, p.admin1, p.feature, count(*) AS toponyms, "
        "count(DISTINCT k.report) AS reports "
        "FROM toponyms t JOIN codings k ON k.seq = t.coding LEFT JOIN places p ON p.n = t.spot "
        "WHERE k.superseded_at IS NULL "
        "GROUP BY p.place, coalesce(p.name, t.text), p.lat, p.lon, p.country, p.admin1, p.feature",
        "contradictions": "SELECT x.kind, x.why, x.claim, a.source, a.content, x.other, "
        "b.source AS other_source, b.content AS other_content, k.report, k.published "
        "FROM contradictions x JOIN codings k ON k.seq = x.coding "
        "LEFT JOIN claims a ON a.coding = x.coding AND a.id = x.claim "
        "LEFT JOIN claims b ON b.coding = x.coding AND b.id = x.other "
        "WHERE k.superseded_at IS NULL",
    }
