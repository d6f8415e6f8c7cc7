"""The tables of people at work: what they did, who they are, what they hold and collect."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from dateline.store.schema import metadata


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


actions = Table(
    "actions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("who"),
    _text("action"),
    _text("target", null=True),
    _text("detail"),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_actions_target", "target"),
)
"""What was done, in order; each row holds the hash of the one before it."""
users = Table(
    "users",
    metadata,
    _text("name"),
    _text("role"),
    _text("added_at"),
    _text("withdrawn_at", null=True),
    PrimaryKeyConstraint("name", name="pk_users"),
)
tokens = Table(
    "tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("user_name", Text, ForeignKey("users.name"), nullable=False),
    _text("kind"),
    _text("made_at"),
    _text("expires_at"),
    _text("used_at", null=True),
    _text("withdrawn_at", null=True),
    Index("ix_tokens_user", "user_name"),
)
"""By their SHA-256: what signs in once, what a program sends, and sessions of browsers."""
leases = Table(
    "leases",
    metadata,
    _text("card"),
    _text("queue"),
    _text("who"),
    _text("until"),
    PrimaryKeyConstraint("card", name="pk_leases"),
)
"""Who has which card of the review before them, and until when nobody else is given it."""
second_readings = Table(
    "second_readings",
    metadata,
    Column("judgement", String(40), ForeignKey("judgements.id"), primary_key=True),
    _text("claims"),
    _text("reader", null=True),
    _text("verdict", null=True),
    _text("read_at", null=True),
)
"""Decisions that are asked for a second time, and what was said then."""
cases = Table(
    "cases",
    metadata,
    Column("id", String(40), primary_key=True),
    _text("title"),
    _text("about"),
    _text("assignee", null=True),
    _text("made_by"),
    _text("made_at"),
    _text("closed_at", null=True),
)
case_items = Table(
    "case_items",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("case_id", String(40), ForeignKey("cases.id"), nullable=False),
    _text("kind"),
    _text("target"),
    _text("claims"),
    _text("note"),
    _text("added_by"),
    _text("added_at"),
    _text("withdrawn_at", null=True),
    Index("ix_case_items_case", "case_id"),
)
case_comments = Table(
    "case_comments",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("case_id", String(40), ForeignKey("cases.id"), nullable=False),
    _text("author"),
    _text("words"),
    _text("made_at"),
    _text("withdrawn_at", null=True),
    Index("ix_case_comments_case", "case_id"),
)
