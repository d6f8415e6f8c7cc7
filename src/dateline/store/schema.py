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
    UniqueConstraint,
)

from dateline.store.column_types import (
    AUXILIARIES,
    BASES,
    CERTAINTIES,
    MANNERS,
    SOURCE_KINDS,
    STANCES,
    TOPONYM_KINDS,
    Seconds,
    Word,
)

metadata = MetaData()


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _word(name: str, words: tuple[str, ...]) -> Column[str]:
    return Column(name, Word(words), nullable=False)


def _instant(name: str) -> Column[str]:
    return Column(name, Seconds, nullable=True)


def _of_coding() -> Column[int]:
    return Column("coding", Integer, ForeignKey("codings.seq"), nullable=False)


def _part(name: str, *columns: Column[str] | Column[int] | Column[float]) -> Table:
    """A table of a coding's records, numbered as they stand in it."""
    return Table(
        name,
        metadata,
        _of_coding(),
        _number("n"),
        *columns,
        PrimaryKeyConstraint("coding", "n", name=f"pk_{name}"),
        sqlite_with_rowid=False,
    )


def _link(name: str, *columns: str) -> Table:
    """Which numbered records of a coding belong together."""
    return Table(
        name,
        metadata,
        _of_coding(),
        *(_number(column) for column in columns),
        PrimaryKeyConstraint("coding", *columns, name=f"pk_{name}"),
        sqlite_with_rowid=False,
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
claims = Table(
    "claims",
    metadata,
    _of_coding(),
    _number("n"),
    _text("id"), _number("start"), _number("end"), _text("source", null=True),
    _word("source_kind", SOURCE_KINDS), _text("source_words"), _text("side", null=True),
    _text("relays"), _text("cue", null=True), _word("manner", MANNERS), _word("stance", STANCES),
    _word("certainty", CERTAINTIES), _text("hedges"), _text("content"),
    _text("events", null=True),
    _text("places"), Column("score", Float, nullable=False),
    Column("doc", Integer, primary_key=True, autoincrement=False),
    UniqueConstraint("coding", "n", name="uq_claims"),
)  # fmt: skip
"""`doc`: the number of a claim in the index of words, even, one after another through all codings.
`events` empty: those of the table that name the claim, in their order."""
events = _part(
    "events",
    _text("id"), _number("claim", null=True), _number("start"), _text("type"),
    _word("auxiliary", AUXILIARIES), _text("trigger"), _text("actors"), _text("recipients"),
    _text("places"), _text("earliest", null=True), _text("latest", null=True),
    _instant("valid_from"), _instant("valid_to"), _number("date_prec", null=True),
    _word("basis", BASES), _text("quantities"), _text("same_as", null=True),
    Column("score", Float, nullable=False),
)  # fmt: skip
places = Table(
    "places",
    metadata,
    Column("n", Integer, primary_key=True),
    _text("place"), _text("name"), _text("name_words"), Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False), _text("country", null=True),
    _text("admin1", null=True), _text("feature", null=True),
    Index("ix_places_place", "place"),
    Index("ix_places_name_words", "name_words"),
)  # fmt: skip
"""Each gazetteer entry once, as a coding says it; another gazetteer may say it otherwise."""
toponyms = _part(
    "toponyms",
    _number("start"), _number("end"), _text("text"), _text("words"),
    _word("kind", TOPONYM_KINDS), _text("area", null=True),
    Column("spot", Integer, ForeignKey("places.n")), _number("where_prec", null=True),
)  # fmt: skip
"""`spot`: the number of the place that a toponym was resolved to."""
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
Index("ix_toponyms_spot", toponyms.c.spot)
Index("ix_toponyms_words", toponyms.c.words)
