"""The tables. Transaction time stands on `codings`; every row below belongs to one coding.

A coding holds from `recorded_at` until `superseded_at` (empty: it still holds). The payload of a
coding is its published JSON, compressed: the truth; the other tables of a coding are columns
cut from it, to search by.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData()


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _part(name: str, *columns: Column[str] | Column[int] | Column[float]) -> Table:
    """A table of a coding's records, numbered as they stand in it."""
    return Table(
        name,
        metadata,
        Column("coding", Integer, ForeignKey("codings.seq"), nullable=False),
        _number("n"),
        *columns,
        PrimaryKeyConstraint("coding", "n", name=f"pk_{name}"),
    )


def _link(name: str, *columns: str) -> Table:
    """Which numbered records of a coding belong together."""
    return Table(
        name,
        metadata,
        Column("coding", Integer, ForeignKey("codings.seq"), nullable=False),
        *(_number(column) for column in columns),
        PrimaryKeyConstraint("coding", *columns, name=f"pk_{name}"),
    )


originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    _text("recorded_at"),
)
sightings = Table(
    "sightings",
    metadata,
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False),
    _text("location"),
    _text("media_type"),
    _text("fetched", null=True),
    _text("recorded_at"),
    PrimaryKeyConstraint("sha256", "location", name="pk_sightings"),
)
reports = Table(
    "reports",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False),
    _text("recorded_at"),
)
codings = Table(
    "codings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(40), nullable=False),
    Column("report", String(40), ForeignKey("reports.id"), nullable=False),
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
    _text("given", null=True),
    _number("claims"),
    _number("events"),
    _number("contradictions"),
    Column("payload", LargeBinary, nullable=False),
    Column("source_map", LargeBinary, nullable=False),
    _text("recorded_at"),
    _text("superseded_at", null=True),
    Index("ix_codings_id", "id"),
    Index("ix_codings_report", "report"),
    Index("ix_codings_published", "published_at", "report"),
)
mentions = _part(
    "mentions",
    _text("id"), _number("start"), _number("end"), _text("text"), _text("kind"),
    _text("actor", null=True),
)  # fmt: skip
actors = _part(
    "actors",
    _text("id"), _text("name"), _text("kind"), _text("side", null=True), _text("role", null=True),
    _text("affiliation", null=True),
)  # fmt: skip
claims = _part(
    "claims",
    _text("id"), _number("start"), _number("end"), _text("source", null=True),
    _text("source_kind"), _text("source_words"), _text("side", null=True), _text("relays"),
    _text("cue", null=True), _text("manner"), _text("stance"), _text("certainty"),
    _text("hedges"), _text("content"), _text("events"), _text("places"),
    Column("score", Float, nullable=False),
)  # fmt: skip
events = _part(
    "events",
    _text("id"), _number("claim", null=True), _number("start"), _text("type"), _text("auxiliary"),
    _text("trigger"), _text("actors"), _text("recipients"), _text("places"),
    _text("earliest", null=True), _text("latest", null=True), _text("valid_from", null=True),
    _text("valid_to", null=True), _number("date_prec", null=True), _text("basis"),
    _text("quantities"), _text("same_as", null=True), Column("score", Float, nullable=False),
)  # fmt: skip
toponyms = _part(
    "toponyms",
    _text("id"), _number("start"), _number("end"), _text("text"), _text("words"), _text("kind"),
    _text("area", null=True), _text("place", null=True), _text("name", null=True),
    _text("name_words", null=True), Column("lat", Float), Column("lon", Float),
    _text("country", null=True), _text("admin1", null=True), _text("feature", null=True),
    _number("where_prec", null=True),
)  # fmt: skip
timexes = _part(
    "timexes",
    _text("id"), _number("start"), _number("end"), _text("text"), _text("type"),
    _text("value", null=True), _text("earliest", null=True), _text("latest", null=True),
    _number("date_prec", null=True), _text("basis"),
)  # fmt: skip
contradictions = _part(
    "contradictions", _text("claim"), _text("other"), _text("kind"), _text("why")
)
claim_toponyms = _link("claim_toponyms", "claim", "toponym")
event_toponyms = _link("event_toponyms", "event", "toponym")
judgements = Table(
    "judgements",
    metadata,
    Column("id", String(40), primary_key=True),
    _text("target_kind"),
    _text("target"),
    _text("other", null=True),
    _text("verdict"),
    _text("author"),
    _text("reason", null=True),
    _text("made_at"),
    _text("withdrawn_at", null=True),
    Index("ix_judgements_target", "target"),
)
maps = Table(
    "maps",
    metadata,
    Column("id", String(40), primary_key=True),
    _text("claimant"),
    _text("side", null=True),
    _text("at"),
    _text("location", null=True),
    Column("data", LargeBinary, nullable=False),
    _text("recorded_at"),
    _text("superseded_at", null=True),
    Index("ix_maps_claimant", "claimant", "at"),
)
changes = Table(
    "changes",
    metadata,
    _number("seq"),
    _number("n"),
    _text("at"),
    _text("kind"),
    Column("record", String(40), nullable=False),
    _text("what"),
    PrimaryKeyConstraint("seq", "n", name="pk_changes"),
    Index("ix_changes_record", "record", "seq"),
)
"""What each transaction wrote; `seq` numbers transactions in the order in which they ended."""
names = Table(
    "names",
    metadata,
    Column("kind", String(8), nullable=False),
    _text("name"),
    _text("key"),
    _text("bones"),
    PrimaryKeyConstraint("kind", "name", name="pk_names"),
    Index("ix_names_key", "key"),
    Index("ix_names_bones", "bones"),
)
"""Each name of a place or source once, with the keys under which other spellings meet it."""
settings = Table(
    "settings",
    metadata,
    _text("name"),
    _text("value"),
    PrimaryKeyConstraint("name", name="pk_settings"),
)
"""What the program keeps for itself: how far the index goes, who has seen what."""
watches = Table(
    "watches",
    metadata,
    Column("id", String(40), primary_key=True),
    _text("name"),
    _text("kind"),
    _text("target"),
    _number("every"),
    _text("options"),
    _text("state"),
    _text("added_at"),
    _text("next_at", null=True),
    _text("begun_at", null=True),
    _text("last_at", null=True),
    _text("good_at", null=True),
    _number("failures"),
    _text("error", null=True),
    _text("note", null=True),
    _number("found"),
    _number("total"),
    Index("ix_watches_name", "name", unique=True),
    Index("ix_watches_next", "next_at"),
)
"""What is looked at again and again, and how the looks went; `next_at` empty: stopped."""
watch_items = Table(
    "watch_items",
    metadata,
    Column("watch", String(40), ForeignKey("watches.id"), nullable=False),
    _text("item"),
    _text("mark"),
    _text("payload", null=True),
    _text("at"),
    PrimaryKeyConstraint("watch", "item", name="pk_watch_items"),
    Index("ix_watch_items_mark", "watch", "mark"),
)
"""What a watch has met: files, entries and pages by a mark of their content, finds to be told."""

Index("ix_claims_id", claims.c.id)
Index("ix_claims_side", claims.c.side)
Index("ix_events_id", events.c.id)
Index("ix_events_type", events.c.type)
Index("ix_events_valid", events.c.valid_from, events.c.valid_to)
Index("ix_toponyms_place", toponyms.c.place)
Index("ix_toponyms_words", toponyms.c.words)
Index("ix_toponyms_name_words", toponyms.c.name_words)
Index("ix_actors_side", actors.c.side)
