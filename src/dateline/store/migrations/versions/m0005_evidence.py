"""Evidence: seals over what was seen, stamps, what other programs read; and which rows are given.

What was seen before there were seals is sealed in one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.coding_payload import given_of
from dateline.store.sealing import seal_rest
from dateline.store.streams import stream

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the tables, and seals what is there."""
    op.add_column("codings", _text("given", null=True))
    _fill_given()
    _add_seals()
    op.create_table(
        "stamps",
        _short("id", 40),
        *(_text(name) for name in ("at", "who", "address")),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("reply", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "other_readings",
        _short("id", 40),
        _short("report", 40),
        *(_text(name) for name in ("program", "asked", "status")),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        _text("at"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_other_readings_report", "other_readings", ["report"])
    connection = op.get_bind()
    last = connection.execute(sa.text("SELECT max(recorded_at) FROM sightings")).scalar()
    seal_rest(connection, at=last or "")


def _fill_given() -> None:
    """Reads of which data set each coding is, where its payload speaks of one."""
    connection = op.get_bind()
    query = sa.select(sa.column("seq"), sa.column("payload")).select_from(sa.table("codings"))
    found = [
        {"seq": row.seq, "given": given}
        for row in stream(connection, query)
        if (given := given_of(row.payload)) is not None
    ]
    if found:
        connection.execute(sa.text("UPDATE codings SET given = :given WHERE seq = :seq"), found)


def _add_seals() -> None:
    op.create_table(
        "seals",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        _text("at"),
        sa.Column("sightings", sa.Integer(), nullable=False),
        *(_short(name, 64) for name in ("root", "previous", "hash")),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "seal_leaves",
        sa.Column("seal", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        _short("sha256", 64),
        *(_text(name) for name in ("location", "media_type")),
        _text("fetched", null=True),
        _text("recorded_at"),
        sa.ForeignKeyConstraint(["seal"], ["seals.seq"]),
        sa.PrimaryKeyConstraint("seal", "n", name="pk_seal_leaves"),
    )
    op.create_index("ix_seal_leaves_sha256", "seal_leaves", ["sha256"])


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _short(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)
