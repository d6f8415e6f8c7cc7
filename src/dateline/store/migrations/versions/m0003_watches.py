"""What is watched: one row a watch with the time of its next look, and what it has met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the tables of watches."""
    op.create_table(
        "watches",
        sa.Column("id", sa.String(length=40), nullable=False),
        *(_text(name) for name in ("name", "kind", "target")),
        _number("every"),
        *(_text(name) for name in ("options", "state", "added_at")),
        *(_text(name, null=True) for name in ("next_at", "begun_at", "last_at", "good_at")),
        _number("failures"),
        _text("error", null=True),
        _text("note", null=True),
        _number("found"),
        _number("total"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_watches_name", "watches", ["name"], unique=True)
    op.create_index("ix_watches_next", "watches", ["next_at"])
    op.create_table(
        "watch_items",
        sa.Column("watch", sa.String(length=40), nullable=False),
        _text("item"),
        _text("mark"),
        _text("payload", null=True),
        _text("at"),
        sa.ForeignKeyConstraint(["watch"], ["watches.id"]),
        sa.PrimaryKeyConstraint("watch", "item", name="pk_watch_items"),
    )
    op.create_index("ix_watch_items_mark", "watch_items", ["watch", "mark"])


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)
