"""What changed with each transaction, the names that searches compare, and views for other tools.

The words of reports and claims are indexed by the program itself (`store/index.py`), since each
database has an index of its own kind; a ledger without one gets it when it is opened.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What earlier ledgers tell of their past: the instants at which something was written.
PAST = (
    ("report", "added", "SELECT report, recorded_at FROM codings c WHERE NOT EXISTS (SELECT 1 "
     "FROM codings b WHERE b.report = c.report AND b.seq < c.seq)"),
    ("report", "recoded", "SELECT report, recorded_at FROM codings c WHERE EXISTS (SELECT 1 "
     "FROM codings b WHERE b.report = c.report AND b.seq < c.seq)"),
    ("judgement", "made", "SELECT id, made_at FROM judgements"),
    ("judgement", "withdrawn", "SELECT id, withdrawn_at FROM judgements "
     "WHERE withdrawn_at IS NOT NULL"),
    ("map", "added", "SELECT id, recorded_at FROM maps"),
)  # fmt: skip

VIEWS = {
    "current_reports": "SELECT report AS id, published, updated, outlet, title, lang, url, "
    "conflict, claims, events, contradictions, program, recorded_at "
    "FROM codings WHERE superseded_at IS NULL",
    "current_claims": "SELECT c.id, k.report, k.published, k.outlet, k.lang, c.source, "
    "c.source_kind, c.side, c.stance, c.certainty, c.manner, c.content, c.places, c.cue, "
    'c.hedges, c.relays, c.start, c."end", c.score, k.recorded_at '
    "FROM claims c JOIN codings k ON k.seq = c.coding WHERE k.superseded_at IS NULL",
    "current_events": "SELECT e.id, c.id AS claim, k.report, k.published, k.outlet, k.lang, "
    "e.type, e.auxiliary, e.trigger, c.content, e.actors, e.recipients, e.places, e.earliest, "
    "e.latest, e.date_prec, e.basis, e.quantities, c.source, c.side, c.stance, c.certainty, "
    "e.same_as, e.score, k.recorded_at "
    "FROM events e JOIN codings k ON k.seq = e.coding "
    "LEFT JOIN claims c ON c.coding = e.coding AND c.n = e.claim WHERE k.superseded_at IS NULL",
    "current_places": "SELECT t.place AS id, coalesce(t.name, t.text) AS name, t.lat, t.lon, "
    "t.country, t.admin1, t.feature, count(*) AS toponyms, count(DISTINCT k.report) AS reports "
    "FROM toponyms t JOIN codings k ON k.seq = t.coding WHERE k.superseded_at IS NULL "
    "GROUP BY t.place, coalesce(t.name, t.text), t.lat, t.lon, t.country, t.admin1, t.feature",
    "current_contradictions": "SELECT x.kind, x.why, x.claim, a.source, a.content, x.other, "
    "b.source AS other_source, b.content AS other_content, k.report, k.published "
    "FROM contradictions x JOIN codings k ON k.seq = x.coding "
    "LEFT JOIN claims a ON a.coding = x.coding AND a.id = x.claim "
    "LEFT JOIN claims b ON b.coding = x.coding AND b.id = x.other WHERE k.superseded_at IS NULL",
    "current_judgements": "SELECT id, target_kind, target, other, verdict, author, reason, "
    "made_at FROM judgements WHERE withdrawn_at IS NULL",
}
"""Those without what was superseded or withdrawn; contradictions are those within one report."""


def upgrade() -> None:
    """Adds the tables and views, and tells past transactions by their instants."""
    op.create_table(
        "changes",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.String(length=40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", "n", name="pk_changes"),
    )
    op.create_index("ix_changes_record", "changes", ["record", "seq"])
    op.create_table(
        "names",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("bones", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_names"),
    )
    op.create_index("ix_names_key", "names", ["key"])
    op.create_index("ix_names_bones", "names", ["bones"])
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )
    _tell_past()
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query}")


def _tell_past() -> None:
    connection = op.get_bind()
    found = [
        (at, kind, record, what)
        for kind, what, query in PAST
        for record, at in connection.execute(sa.text(query)).all()
    ]
    seq, n, before = 0, 0, None
    rows = []
    for at, kind, record, what in sorted(found):
        seq, n = (seq, n + 1) if at == before else (seq + 1, 0)
        before = at
        rows.append({"seq": seq, "n": n, "at": at, "kind": kind, "record": record, "what": what})
    if rows:
        connection.execute(
            sa.text("INSERT INTO changes VALUES (:seq, :n, :at, :kind, :record, :what)"), rows
        )
