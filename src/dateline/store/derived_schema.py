"""The tables of what follows from all claims, apart from those of what was written.

They are no part of the migrations: they are derived, so that tables of another format are dropped
and filled anew. Keys are 64-bit numbers: hashes of what makes two records meet.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

metadata = MetaData()


PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of its characters' numbers, as the program sorts, in any country."""


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, PLAIN, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _key(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


todo = Table("derived_todo", metadata, Column("report", PLAIN, primary_key=True), _text("stamp"))
"""Reports of which what follows is yet to be computed: new, judged, or touched by these."""
reports = Table(
    "derived_reports",
    metadata,
    Column("n", Integer, primary_key=True),
    _text("report"),
    _number("coding"),
    _text("stamp"),
    _text("judged", null=True),
    _text("edition", null=True),
    _text("adopted", null=True),
    Index("ix_derived_reports_report", "report", unique=True),
    Index("ix_derived_reports_coding", "coding"),
)
"""What each report's part was computed from; `stamp` orders reports; `edition`: a report of the
same words of which it is no new telling; `adopted`: the places that its deeds take from others."""
keys = Table(
    "derived_keys",
    metadata,
    _key("key"),
    _number("first", null=True),
    _number("last", null=True),
    _number("report"),
    Index("ix_derived_keys_key", "key", "first"),
    Index("ix_derived_keys_report", "report"),
)
"""The blocks in which records of a report meet others, with the days between which they do."""
like = Table(
    "derived_like",
    metadata,
    _key("key"),
    _number("lends"),
    _number("first"),
    _number("last"),
    _number("report"),
    _text("deed"),
    _text("trigger"),
    _text("words"),
    _key("compared"),
    PrimaryKeyConstraint("key", "lends", "first", "report", "deed", name="pk_derived_like"),
    Index("ix_derived_like_report", "report"),
    sqlite_with_rowid=False,
)
"""Deeds with a place that others may take, and those without one, by family: their rare words, or
the first words of names; `compared`: a hash of what else others look at."""
names = Table(
    "derived_names",
    metadata,
    _text("key"),
    _text("name"),
    _number("count"),
    PrimaryKeyConstraint("key", "name", name="pk_derived_names"),
)
passages = Table(
    "derived_passages",
    metadata,
    Column("id", Integer, primary_key=True),
    _number("report"),
    _number("block"),
    _number("start"),
    _number("end"),
    _text("at"),
    _key("words"),
    _number("copy", null=True),
    _number("hashed"),
    Index("ix_derived_passages_report", "report"),
    Index("ix_derived_passages_words", "words"),
    Index("ix_derived_passages_copy", "copy"),
)
"""Passages that may be copies; `copy`: the earliest that each repeats; `hashed`: others are
compared with it."""
bands = Table(
    "derived_bands",
    metadata,
    _key("band"),
    _number("passage"),
    PrimaryKeyConstraint("band", "passage", name="pk_derived_bands"),
    sqlite_with_rowid=False,
)
claims = Table(
    "derived_claims",
    metadata,
    Column("claim", PLAIN, primary_key=True),
    _number("report"),
    _text("carried", null=True),
    _text("root", null=True),
    _text("again", null=True),
    _key("said", null=True),
    _number("day", null=True),
    _text("why"),
    _key("origin", null=True),
    Index("ix_derived_claims_report", "report"),
    Index("ix_derived_claims_carried", "carried"),
    Index("ix_derived_claims_root", "root"),
    Index("ix_derived_claims_again", "again"),
    Index("ix_derived_claims_said", "said", "day", "claim"),
    Index("ix_derived_claims_origin", "origin"),
    sqlite_with_rowid=False,
)
"""Claims that stand: whose words each repeats, and at the end of that chain; the like claim of its
source a day before; why it comes from where it comes from by itself; its origin."""
origins = Table(
    "derived_origins",
    metadata,
    Column("key", BigInteger, primary_key=True),
    _text("id"),
    _text("name"),
    _text("side", null=True),
    _text("payload"),
)
members = Table(
    "derived_members",
    metadata,
    _text("event"),
    _text("incident"),
    PrimaryKeyConstraint("event", "incident", name="pk_derived_members"),
    Index("ix_derived_members_incident", "incident"),
    sqlite_with_rowid=False,
)
ongoing = Table(
    "derived_ongoing",
    metadata,
    _key("key"),
    _number("first"),
    _number("last"),
    _text("deed"),
    _number("report"),
    _text("claim"),
    _text("side", null=True),
    Column("payload", LargeBinary, nullable=False),
    PrimaryKeyConstraint("key", "first", "deed", name="pk_derived_ongoing"),
    Index("ix_derived_ongoing_report", "report"),
    sqlite_with_rowid=False,
)
"""Deeds that belong to what goes on, by its kind and place and their days (0: undated)."""
situations = Table(
    "derived_situations",
    metadata,
    _key("key"),
    _number("first"),
    _number("last"),
    _text("alone"),
    _text("incident"),
    PrimaryKeyConstraint("key", "first", "alone", name="pk_derived_situations"),
    sqlite_with_rowid=False,
)
"""From when to when each situation goes on; `alone`: the one deed of an undated one."""
touched = Table(
    "derived_touched",
    metadata,
    _key("key"),
    _number("first"),
    _number("last"),
    _text("alone"),
    PrimaryKeyConstraint("key", "first", "last", "alone", name="pk_derived_touched"),
    sqlite_with_rowid=False,
)
"""Days on which what goes on is told otherwise than its record says."""
incidents = Table(
    "derived_incidents",
    metadata,
    Column("id", PLAIN, primary_key=True),
    _number("ongoing"),
    _text("earliest"),
    _number("reports"),
    _text("given"),
    Column("payload", LargeBinary, nullable=False),
    Index("ix_derived_incidents_order", "ongoing", "earliest", "id"),
)
tolls = Table(
    "derived_tolls",
    metadata,
    _text("incident"),
    _number("n"),
    Column("payload", LargeBinary, nullable=False),
    PrimaryKeyConstraint("incident", "n", name="pk_derived_tolls"),
)
contradictions = Table(
    "derived_contradictions",
    metadata,
    Column("id", PLAIN, primary_key=True),
    _text("first"),
    _text("second"),
    _number("perhaps"),
    Column("score", Float, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Index("ix_derived_contradictions_first", "first"),
    Index("ix_derived_contradictions_second", "second"),
    Index("ix_derived_contradictions_perhaps", "perhaps"),
    Index("ix_derived_contradictions_order", "score", "first", "second"),
)
evidence = Table(
    "derived_evidence",
    metadata,
    _number("report"),
    _number("n"),
    _text("place"),
    _text("valid", null=True),
    _text("rule", null=True),
    _number("alone"),
    _text("parties"),
    Column("payload", LargeBinary, nullable=False),
    PrimaryKeyConstraint("report", "n", name="pk_derived_evidence"),
    Index("ix_derived_evidence_place", "place", "valid", "alone", "parties"),
)
"""What claims say of who holds a place, by report and place in it; `valid`: when it is so; `rule`:
by which it has no vote; `alone`: said of an area only; `parties`: between whom it can pass."""
Index(
    "ix_derived_evidence_rule",
    evidence.c.place,
    sqlite_where=evidence.c.rule.isnot(None),
    postgresql_where=evidence.c.rule.isnot(None),
)
omissions = Table(
    "derived_omissions",
    metadata,
    _number("report"),
    _number("n"),
    _text("about", null=True),
    Column("payload", LargeBinary, nullable=False),
    PrimaryKeyConstraint("report", "n", name="pk_derived_omissions"),
    Index("ix_derived_omissions_about", "about"),
)
"""What was left out of it when a report was read; `about`: the place, or its name."""
sides = Table(
    "derived_sides",
    metadata,
    _text("side"),
    _number("report"),
    PrimaryKeyConstraint("side", "report", name="pk_derived_sides"),
    Index("ix_derived_sides_report", "report"),
)
retold = Table(
    "derived_retold",
    metadata,
    _text("place"),
    _text("since"),
    PrimaryKeyConstraint("place", "since", name="pk_derived_retold"),
    sqlite_with_rowid=False,
)
"""Places of which something else is said than their phases rest on, from some instant on; empty:
from the beginning."""
grounds = Table(
    "derived_grounds", metadata, Column("place", PLAIN, primary_key=True), _text("parties")
)
"""The places that have phases, and between whom each can pass."""
phases = Table(
    "derived_phases",
    metadata,
    _text("place"),
    _number("n"),
    _text("since", null=True),
    Column("payload", LargeBinary, nullable=False),
    PrimaryKeyConstraint("place", "n", name="pk_derived_phases"),
)
"""Who held each place when, as far as claims alone tell: without anybody's map."""
stands = Table(
    "derived_stands",
    metadata,
    _text("place"),
    _text("valid"),
    Column("payload", LargeBinary, nullable=False),
    PrimaryKeyConstraint("place", "valid", name="pk_derived_stands"),
)
"""Where the reckoning of a place stood after all that is said of the time up to an instant."""
