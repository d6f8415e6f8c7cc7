"""The seals over what was seen: which bytes, where and when, in a chain that nobody can mend.

Invariant: a sighting is sealed in the transaction that writes it, and neither is changed after.
Each seal is the Merkle root over what one transaction met and holds the hash of the seal before, so
that a sighting that is changed, lost or put in is found and named. Whoever can rewrite the whole
file can rewrite the chain: its last hash is to be kept elsewhere, or stamped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, and_, insert, select

from dateline.model import sha256
from dateline.store import schema
from dateline.store.evidence_schema import seal_leaves, seals
from dateline.store.merkle import leaf_hash, tree_root
from dateline.store.rows import Finding
from dateline.store.streams import stream

FIRST = "0" * 64
"""What stands for the hash before the first seal."""
FIELDS = ("sha256", "location", "media_type", "fetched", "recorded_at")
_ENCODE = msgspec.json.Encoder(order="deterministic").encode
PART = 500


class Sighting(Struct, frozen=True, kw_only=True):
    """Bytes that were met somewhere: `fetched`, as who gave them says; `recorded_at`, as we do."""

    sha256: str
    location: str
    media_type: str
    fetched: str | None
    recorded_at: str


class Seal(Struct, frozen=True, kw_only=True):
    """One seal; `sightings`: over how many."""

    seq: int
    at: str
    sightings: int
    root: str
    previous: str
    hash: str


def leaf_of(seen: Sighting) -> bytes:
    """A sighting as it is hashed: a JSON array of its fields."""
    return _ENCODE([getattr(seen, name) for name in FIELDS])


def sighting_of(row: Row[Any]) -> Sighting:
    """The sighting in a row, whatever else is in it."""
    return Sighting(**{name: getattr(row, name) for name in FIELDS})


def hash_seal(seal: Mapping[str, Any] | Seal) -> str:
    """The SHA-256 of a seal: of its other fields, as a JSON array."""
    values = msgspec.structs.asdict(seal) if isinstance(seal, Seal) else seal
    names = ("seq", "at", "sightings", "root", "previous")
    return sha256(_ENCODE([values[name] for name in names]))


def seal(connection: Connection, seen: Sequence[Sighting], *, at: str) -> None:
    """Seals what a transaction has met; the caller's transaction is alone in writing."""
    if not seen:
        return
    last = connection.execute(select(seals).order_by(seals.c.seq.desc()).limit(1)).first()
    row: dict[str, Any] = {
        "seq": last.seq + 1 if last else 1, "at": at, "sightings": len(seen),
        "root": tree_root([leaf_hash(leaf_of(one)) for one in seen]).hex(),
        "previous": last.hash if last else FIRST,
    }  # fmt: skip
    row["hash"] = hash_seal(row)
    connection.execute(insert(seals), row)
    leaves = [
        {"seal": row["seq"], "n": n, **msgspec.structs.asdict(one)} for n, one in enumerate(seen)
    ]
    connection.execute(insert(seal_leaves), leaves)


def seal_rest(connection: Connection, *, at: str) -> int:
    """Seals all that is not sealed yet, in one; how many sightings."""
    found = list(_unsealed(connection))
    seal(connection, found, at=at)
    return len(found)


def verify(connection: Connection, *, head: str | None = None) -> Iterator[Finding]:
    """What is wrong with the seals, and with what they are over. `head`: a hash that was kept."""
    previous, hashes = FIRST, {FIRST}
    for n, row in enumerate(connection.execute(select(seals).order_by(seals.c.seq)).all(), start=1):
        found = Seal(**row._mapping)
        yield from _of_chain(found, n=n, previous=previous)
        yield from _of_leaves(connection, found)
        previous = found.hash
        hashes.add(previous)
    if head is not None and head not in hashes:
        yield Finding(record="archive", what=f"holds no seal with the hash {head}: seals after it "
                      "are missing, or it was written anew")  # fmt: skip
    for seen in _unsealed(connection):
        yield Finding(record=_named(seen), what="was put in without a seal")
    yield from _unmet(connection)


def _of_chain(found: Seal, *, n: int, previous: str) -> Iterator[Finding]:
    record = f"seal {found.seq}"
    if found.seq != n:
        yield Finding(record=record, what=f"stands where seal {n} should be")
    if found.previous != previous:
        yield Finding(record=record, what="does not follow the seal before: one was changed, "
                      "removed or put in")  # fmt: skip
    if found.hash != hash_seal(found):
        yield Finding(record=record, what="is not as it was written")


def _of_leaves(connection: Connection, found: Seal) -> Iterator[Finding]:
    """What a seal is over, beside the sightings and originals that are there now."""
    table, originals = schema.sightings, schema.originals
    key = and_(table.c.sha256 == seal_leaves.c.sha256, table.c.location == seal_leaves.c.location)
    query = (
        select(seal_leaves, table.c.media_type.label("kind"), table.c.fetched.label("when"),
               table.c.recorded_at.label("written"), originals.c.sha256.label("bytes"))
        .outerjoin(table, key)
        .outerjoin(originals, originals.c.sha256 == seal_leaves.c.sha256)
        .where(seal_leaves.c.seal == found.seq)
        .order_by(seal_leaves.c.n)
    )  # fmt: skip
    hashes: list[bytes] = []
    for row in stream(connection, query, batch=PART):
        seen = sighting_of(row)
        hashes.append(leaf_hash(leaf_of(seen)))
        if row.bytes is None:
            yield Finding(record=f"original {seen.sha256}", what=f"is lost; it was seen at "
                          f"{seen.location}")  # fmt: skip
        if row.written is None:
            yield Finding(record=_named(seen), what="is lost")
            continue
        now = {"media_type": row.kind, "fetched": row.when, "recorded_at": row.written}
        for name, value in now.items():
            if value != getattr(seen, name):
                yield Finding(record=_named(seen), what=f"says {name} {value!r}; "
                              f"{getattr(seen, name)!r} was sealed")  # fmt: skip
    if len(hashes) != found.sightings or tree_root(hashes).hex() != found.root:
        yield Finding(record=f"seal {found.seq}", what=f"is not over the {len(hashes)} sightings "
                      "that stand under it: one was changed, removed or put in")  # fmt: skip


def _unsealed(connection: Connection) -> Iterator[Sighting]:
    """Sightings that no seal is over, in the order in which they were written."""
    table = schema.sightings
    key = and_(table.c.sha256 == seal_leaves.c.sha256, table.c.location == seal_leaves.c.location)
    query = (
        select(table)
        .outerjoin(seal_leaves, key)
        .where(seal_leaves.c.seal.is_(None))
        .order_by(table.c.recorded_at, table.c.sha256, table.c.location)
    )
    for row in stream(connection, query, batch=PART):
        yield Sighting(**row._mapping)


def _unmet(connection: Connection) -> Iterator[Finding]:
    """Bytes that were met nowhere."""
    table = schema.originals
    met = select(schema.sightings.c.sha256)
    for name in connection.execute(select(table.c.sha256).where(table.c.sha256.not_in(met))):
        yield Finding(record=f"original {name[0]}", what="was put in without having been seen")


def _named(seen: Sighting) -> str:
    return f"sighting of {seen.sha256[:12]} at {seen.location}"
