"""People at work: the audit, users and their tokens, leases, second readings, cases.

Judgements that were made before there was an audit are told in it, in the order of their times.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.actions import MADE, WITHDRAWN, Deed, append

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the tables, and tells past judgements."""
    op.create_table(
        "actions",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *(_text(name) for name in ("at", "who", "action")),
        _text("target", null=True),
        _text("detail"),
        _short("previous", 64),
        _short("hash", 64),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_actions_target", "actions", ["target"])
    _add_users()
    _add_review()
    _add_cases()
    _tell_past()


def _add_users() -> None:
    op.create_table(
        "users",
        *(_text(name) for name in ("name", "role", "added_at")),
        _text("withdrawn_at", null=True),
        sa.PrimaryKeyConstraint("name", name="pk_users"),
    )
    op.create_table(
        "tokens",
        _short("hash", 64),
        *(_text(name) for name in ("user_name", "kind", "made_at", "expires_at")),
        *(_text(name, null=True) for name in ("used_at", "withdrawn_at")),
        sa.ForeignKeyConstraint(["user_name"], ["users.name"]),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_tokens_user", "tokens", ["user_name"])


def _add_review() -> None:
    op.create_table(
        "leases",
        *(_text(name) for name in ("card", "queue", "who", "until")),
        sa.PrimaryKeyConstraint("card", name="pk_leases"),
    )
    op.create_table(
        "second_readings",
        _short("judgement", 40),
        _text("claims"),
        *(_text(name, null=True) for name in ("reader", "verdict", "read_at")),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.id"]),
        sa.PrimaryKeyConstraint("judgement"),
    )


def _add_cases() -> None:
    op.create_table(
        "cases",
        _short("id", 40),
        *(_text(name) for name in ("title", "about")),
        _text("assignee", null=True),
        *(_text(name) for name in ("made_by", "made_at")),
        _text("closed_at", null=True),
        sa.PrimaryKeyConstraint("id"),
    )
    parts = {
        "case_items": ("kind", "target", "claims", "note", "added_by", "added_at"),
        "case_comments": ("author", "words", "made_at"),
    }
    for name, texts in parts.items():
        op.create_table(
            name,
            _short("id", 40),
            _short("case_id", 40),
            *(_text(text) for text in texts),
            _text("withdrawn_at", null=True),
            sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
            sa.PrimaryKeyConstraint("id"),
        )
        op.create_index(f"ix_{name}_case", name, ["case_id"])


def _tell_past() -> None:
    connection = op.get_bind()
    query = sa.text("SELECT id, author, made_at, withdrawn_at FROM judgements")
    deeds: list[tuple[str, str, Deed]] = []
    for row in connection.execute(query).all():
        deeds.append((row.made_at, row.author, Deed(action=MADE, target=row.id)))
        if row.withdrawn_at is not None:
            detail = {"withdrawn_at": row.withdrawn_at}
            taken_back = Deed(action=WITHDRAWN, target=row.id, detail=detail)
            deeds.append((row.withdrawn_at, row.author, taken_back))
    for at, who, deed in sorted(deeds, key=lambda d: (d[0], d[2].target or "", d[2].action)):
        append(connection, [deed], who=who, at=at)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _short(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)
