"""The tables of evidence: seals over what was seen, stamps over the seals, readings of others."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from dateline.store.schema import metadata


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


seals = Table(
    "seals",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    Column("sightings", Integer, nullable=False),
    Column("root", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One a transaction that met bytes: the Merkle root over what it met; each holds the hash of the
one before."""
seal_leaves = Table(
    "seal_leaves",
    metadata,
    Column("seal", Integer, ForeignKey("seals.seq"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    _text("location"),
    _text("media_type"),
    _text("fetched", null=True),
    _text("recorded_at"),
    PrimaryKeyConstraint("seal", "n", name="pk_seal_leaves"),
    Index("ix_seal_leaves_sha256", "sha256"),
)
"""What a seal is over: each sighting as it was when it was sealed."""
stamps = Table(
    "stamps",
    metadata,
    Column("id", String(40), primary_key=True),
    _text("at"),
    _text("who"),
    _text("address"),
    Column("message", LargeBinary, nullable=False),
    Column("reply", LargeBinary, nullable=False),
)
"""What was stamped, and the reply of the authority as it came (RFC 3161)."""
other_readings = Table(
    "other_readings",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("report", String(40), ForeignKey("reports.id"), nullable=False),
    _text("program"),
    _text("asked"),
    _text("status"),
    Column("payload", LargeBinary, nullable=False),
    _text("at"),
    Index("ix_other_readings_report", "report"),
)
"""What another program read in a report; it supersedes nothing. `asked`: SHA-256 of the question;
`payload`: its answer as it came, compressed."""
