"""The first tables: originals, reports, codings and what is cut from them, judgements, maps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of an empty database."""
    _make_judgements()
    _make_maps()
    _make_originals()
    _make_reports()
    _make_sightings()
    _make_codings()
    _make_actors()
    _make_claim_toponyms()
    _make_claims()
    _make_contradictions()
    _make_event_toponyms()
    _make_events()
    _make_mentions()
    _make_timexes()
    _make_toponyms()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _make_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", sa.String(length=40), nullable=False),
        _text("target_kind"),
        _text("target"),
        _text("other", null=True),
        _text("verdict"),
        _text("author"),
        _text("reason", null=True),
        _text("made_at"),
        _text("withdrawn_at", null=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_judgements_target", "judgements", ["target"])


def _make_maps() -> None:
    op.create_table(
        "maps",
        sa.Column("id", sa.String(length=40), nullable=False),
        _text("claimant"),
        _text("side", null=True),
        _text("at"),
        _text("location", null=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _text("recorded_at"),
        _text("superseded_at", null=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_maps_claimant", "maps", ["claimant", "at"])


def _make_originals() -> None:
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _text("recorded_at"),
        sa.PrimaryKeyConstraint("sha256"),
    )


def _make_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        _text("recorded_at"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"]),
        sa.PrimaryKeyConstraint("id"),
    )


def _make_sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        _text("location"),
        _text("media_type"),
        _text("fetched", null=True),
        _text("recorded_at"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"]),
        sa.PrimaryKeyConstraint("sha256", "location", name="pk_sightings"),
    )


def _make_codings() -> None:
    op.create_table(
        "codings",
        _number("seq"),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("report", sa.String(length=40), nullable=False),
        _text("program"),
        _text("conflict", null=True),
        _text("lang", null=True),
        _text("title", null=True),
        _text("published", null=True),
        _text("published_at", null=True),
        _text("updated", null=True),
        _text("outlet", null=True),
        _text("url", null=True),
        _text("key", null=True),
        _text("revises", null=True),
        _number("claims"),
        _number("events"),
        _number("contradictions"),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("source_map", sa.LargeBinary(), nullable=False),
        _text("recorded_at"),
        _text("superseded_at", null=True),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_codings_id", "codings", ["id"])
    op.create_index("ix_codings_published", "codings", ["published_at", "report"])
    op.create_index("ix_codings_report", "codings", ["report"])


def _make_actors() -> None:
    op.create_table(
        "actors",
        _number("coding"),
        _number("n"),
        _text("id"),
        _text("name"),
        _text("kind"),
        _text("side", null=True),
        _text("role", null=True),
        _text("affiliation", null=True),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "n", name="pk_actors"),
    )
    op.create_index("ix_actors_side", "actors", ["side"])


def _make_claim_toponyms() -> None:
    op.create_table(
        "claim_toponyms",
        _number("coding"),
        _number("claim"),
        _number("toponym"),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "claim", "toponym", name="pk_claim_toponyms"),
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
        _text("source_kind"),
        _text("source_words"),
        _text("side", null=True),
        _text("relays"),
        _text("cue", null=True),
        _text("manner"),
        _text("stance"),
        _text("certainty"),
        _text("hedges"),
        _text("content"),
        _text("events"),
        _text("places"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "n", name="pk_claims"),
    )
    op.create_index("ix_claims_id", "claims", ["id"])
    op.create_index("ix_claims_side", "claims", ["side"])


def _make_contradictions() -> None:
    op.create_table(
        "contradictions",
        _number("coding"),
        _number("n"),
        _text("claim"),
        _text("other"),
        _text("kind"),
        _text("why"),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "n", name="pk_contradictions"),
    )


def _make_event_toponyms() -> None:
    op.create_table(
        "event_toponyms",
        _number("coding"),
        _number("event"),
        _number("toponym"),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "event", "toponym", name="pk_event_toponyms"),
    )


def _make_events() -> None:
    op.create_table(
        "events",
        _number("coding"),
        _number("n"),
        _text("id"),
        _number("claim", null=True),
        _number("start"),
        _text("type"),
        _text("auxiliary"),
        _text("trigger"),
        _text("actors"),
        _text("recipients"),
        _text("places"),
        _text("earliest", null=True),
        _text("latest", null=True),
        _text("valid_from", null=True),
        _text("valid_to", null=True),
        _number("date_prec", null=True),
        _text("basis"),
        _text("quantities"),
        _text("same_as", null=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "n", name="pk_events"),
    )
    op.create_index("ix_events_id", "events", ["id"])
    op.create_index("ix_events_type", "events", ["type"])
    op.create_index("ix_events_valid", "events", ["valid_from", "valid_to"])


def _make_mentions() -> None:
    op.create_table(
        "mentions",
        _number("coding"),
        _number("n"),
        _text("id"),
        _number("start"),
        _number("end"),
        _text("text"),
        _text("kind"),
        _text("actor", null=True),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "n", name="pk_mentions"),
    )


def _make_timexes() -> None:
    op.create_table(
        "timexes",
        _number("coding"),
        _number("n"),
        _text("id"),
        _number("start"),
        _number("end"),
        _text("text"),
        _text("type"),
        _text("value", null=True),
        _text("earliest", null=True),
        _text("latest", null=True),
        _number("date_prec", null=True),
        _text("basis"),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "n", name="pk_timexes"),
    )


def _make_toponyms() -> None:
    op.create_table(
        "toponyms",
        _number("coding"),
        _number("n"),
        _text("id"),
        _number("start"),
        _number("end"),
        _text("text"),
        _text("words"),
        _text("kind"),
        _text("area", null=True),
        _text("place", null=True),
        _text("name", null=True),
        _text("name_words", null=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        _text("country", null=True),
        _text("admin1", null=True),
        _text("feature", null=True),
        _number("where_prec", null=True),
        sa.ForeignKeyConstraint(["coding"], ["codings.seq"]),
        sa.PrimaryKeyConstraint("coding", "n", name="pk_toponyms"),
    )
    op.create_index("ix_toponyms_name_words", "toponyms", ["name_words"])
    op.create_index("ix_toponyms_place", "toponyms", ["place"])
    op.create_index("ix_toponyms_words", "toponyms", ["words"])
