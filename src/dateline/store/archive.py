"""The archive of a ledger: its seals, and the stamps of authorities over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert, select

from dateline.model import ANSWER_TYPE, LedgerError, content_id, sha256
from dateline.store import actions, changes
from dateline.store.access import Access
from dateline.store.actions import Deed, append
from dateline.store.evidence_schema import seal_leaves, seals, stamps
from dateline.store.merkle import Step, leaf_hash, tree_path, tree_root
from dateline.store.people_schema import actions as deeds
from dateline.store.rows import Finding
from dateline.store.schema import codings, sightings
from dateline.store.sealing import Seal, Sighting, hash_seal, leaf_of, sighting_of, verify

FORMAT = "dateline.stamp/1"
STAMPED = "archive.stamped"
_ENCODE = msgspec.json.Encoder(order="deterministic").encode


class Message(Struct, frozen=True, kw_only=True):
    """What is stamped: the root over the hashes of the first `seals` seals, and how far the audit
    had come. Its canonical JSON is what the authority is asked to stamp."""

    format: str = FORMAT
    seals: int
    root: str
    audit: int
    audit_hash: str

    def encoded(self) -> bytes:
        """The bytes that are stamped."""
        return _ENCODE(self)


class Stamp(Struct, frozen=True, kw_only=True):
    """A stamp as it is kept: `address`, of whom it is; `message`, what was stamped; `reply`, as it
    came."""

    id: str
    at: str
    who: str
    address: str
    message: bytes
    reply: bytes

    def said(self) -> Message:
        """What was stamped; LedgerError where it is no message of an archive."""
        try:
            return msgspec.json.decode(self.message, type=Message)
        except msgspec.DecodeError as error:
            raise LedgerError(f"the stamp {self.id} is over something else: {error}") from error


class Proof(Struct, frozen=True, kw_only=True):
    """Why bytes that were seen are under a stamp: `path` leads from the sighting to the root of its
    seal, `seal_path` from the seal to the root that was stamped."""

    sighting: Sighting
    path: tuple[Step, ...]
    seal: Seal
    seal_path: tuple[Step, ...]
    stamp: str


class ProgramReading(Struct, frozen=True, kw_only=True):
    """Which program read a report when; `superseded_at` None: its reading holds."""

    program: str
    recorded_at: str
    superseded_at: str | None


class ArchiveBook:
    """The archive of one ledger."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def seals(self) -> list[Seal]:
        """All seals, the first one first."""
        with self._access.reading() as connection:
            rows = connection.execute(select(seals).order_by(seals.c.seq)).all()
        return [Seal(**row._mapping) for row in rows]

    def stamps(self) -> list[Stamp]:
        """All stamps, the first one first."""
        with self._access.reading() as connection:
            rows = connection.execute(select(stamps).order_by(stamps.c.at, stamps.c.id)).all()
        return [Stamp(**row._mapping) for row in rows]

    def sightings(self, name: str) -> list[Sighting]:
        """Where and when some bytes were met, the first time first."""
        query = select(sightings).where(sightings.c.sha256 == name)
        with self._access.reading() as connection:
            rows = connection.execute(
                query.order_by(sightings.c.recorded_at, sightings.c.location)
            ).all()
        return [Sighting(**row._mapping) for row in rows]

    def answers(self) -> dict[tuple[str, str | None], str]:
        """The SHA-256 of what servers said before they sent bytes, by the place at which and the
        instant when the bytes were fetched."""
        query = select(sightings).where(sightings.c.media_type == ANSWER_TYPE)
        with self._access.reading() as connection:
            rows = connection.execute(query.order_by(sightings.c.recorded_at)).all()
        return {(row.location, row.fetched): row.sha256 for row in rows}

    def readings(self, report: str) -> list[ProgramReading]:
        """Which programs read a report, the first one first."""
        table = codings
        query = select(table.c.program, table.c.recorded_at, table.c.superseded_at)
        with self._access.reading() as connection:
            rows = connection.execute(
                query.where(table.c.report == report).order_by(table.c.recorded_at, table.c.seq)
            ).all()
        return [ProgramReading(**row._mapping) for row in rows]

    def message(self) -> Message:
        """What a stamp that is asked for now is to be over; LedgerError where nothing was seen."""
        known = self.seals()
        if not known:
            raise LedgerError("nothing was seen yet", where=self._access.where,
                              remedy="read something first")  # fmt: skip
        with self._access.reading() as connection:
            last = connection.execute(select(deeds).order_by(deeds.c.seq.desc()).limit(1)).first()
        return Message(
            seals=len(known), root=root_of(known), audit=last.seq if last else 0,
            audit_hash=last.hash if last else actions.FIRST,
        )  # fmt: skip

    def keep_stamp(self, message: bytes, reply: bytes, *, address: str) -> Stamp:
        """Keeps the reply of an authority as it came."""
        with self._access.writing() as connection:
            at = self._access.now()
            made = Stamp(
                id=content_id("stp", sha256(message), sha256(reply)), at=at,
                who=self._access.who, address=address, message=message, reply=reply,
            )  # fmt: skip
            known = connection.execute(select(stamps.c.id).where(stamps.c.id == made.id)).first()
            if known is None:
                connection.execute(insert(stamps), msgspec.structs.asdict(made))
                detail = {"address": address, "reply_sha256": sha256(reply)}
                deed = Deed(action=STAMPED, target=made.id, detail=detail)
                append(connection, [deed], who=self._access.who, at=at)
                changes.record(connection, [("stamp", made.id, changes.ADDED)], at=at)
        return made

    def proofs(self, seen: Sequence[Sighting]) -> list[Proof | None]:
        """Why each sighting is under the first stamp after it, in their order; None: under none."""
        known = self.seals()
        hashes = hashes_of(known)
        covers = [(stamp.said().seals, stamp.id) for stamp in self.stamps()]
        with self._access.reading() as connection:
            leaves = cache(partial(_leaves, connection))
            return [_proof(one, _place(connection, one), known, hashes, covers, leaves)
                    for one in seen]  # fmt: skip

    def verify(self, *, head: str | None = None) -> Iterator[Finding]:
        """All in the archive that was changed, lost or put in. `head`: a hash that was kept."""
        from dateline.store import checking  # it knows how all is written, and so this book

        with self._access.reading() as connection:
            yield from checking.check_originals(connection)
            yield from verify(connection, head=head)
        yield from self._of_stamps()

    def _of_stamps(self) -> Iterator[Finding]:
        """Whether what was stamped is what is there; who signed it is another question."""
        known = self.seals()
        query = select(deeds.c.seq, deeds.c.hash, deeds.c.action, deeds.c.target)
        with self._access.reading() as connection:
            rows = connection.execute(query).all()
        audit = {row.seq: row.hash for row in rows} | {0: actions.FIRST}
        kept = {row.target for row in rows if row.action == STAMPED}
        found = self.stamps()
        for lost in sorted(kept - {stamp.id for stamp in found}):
            yield Finding(record=f"stamp {lost}", what="was made, and is lost")
        for stamp in found:
            yield from _of_stamp(stamp, known, audit)


def _place(connection: Connection, seen: Sighting) -> tuple[int, int] | None:
    """Under which seal a sighting is, and as which of its leaves; None: under none."""
    table = seal_leaves.c
    query = select(table.seal, table.n).where(
        table.sha256 == seen.sha256, table.location == seen.location
    )
    row = connection.execute(query).first()
    return None if row is None else (row.seal, row.n)


def _leaves(connection: Connection, number: int) -> list[bytes]:
    """The hashes of what a seal is over."""
    query = select(seal_leaves).where(seal_leaves.c.seal == number).order_by(seal_leaves.c.n)
    return [leaf_hash(leaf_of(sighting_of(row))) for row in connection.execute(query)]


def _proof(
    seen: Sighting, place: tuple[int, int] | None, known: Sequence[Seal],
    hashes: Sequence[bytes], covers: Sequence[tuple[int, str]],
    leaves: Callable[[int], Sequence[bytes]],
) -> Proof | None:  # fmt: skip
    """`covers`: of each stamp how many seals it is over, and its id."""
    if place is None or place[0] > len(known):
        return None
    number, n = place
    found = next(((over, stamp) for over, stamp in covers if over >= number), None)
    if found is None:
        return None
    over, stamp = found
    return Proof(
        sighting=seen, path=tree_path(leaves(number), n), seal=known[number - 1],
        seal_path=tree_path(hashes[:over], number - 1), stamp=stamp,
    )  # fmt: skip


def _of_stamp(stamp: Stamp, known: Sequence[Seal], audit: dict[int, str]) -> Iterator[Finding]:
    record = f"stamp {stamp.id}"
    if stamp.id != content_id("stp", sha256(stamp.message), sha256(stamp.reply)):
        yield Finding(record=record, what="is not as it came")
    try:
        said = stamp.said()
    except LedgerError as error:
        yield Finding(record=record, what=error.what)
        return
    if said.seals > len(known) or root_of(known[: said.seals]) != said.root:
        yield Finding(record=record, what=f"is over {said.seals} seals that are not those of this "
                      "archive: what was seen before it was changed")  # fmt: skip
    if audit.get(said.audit) != said.audit_hash:
        yield Finding(record=record, what=f"is over an audit whose action {said.audit} is another "
                      "than that of this ledger")  # fmt: skip


def hashes_of(known: Sequence[Seal]) -> list[bytes]:
    """The leaves of the tree that is stamped: each seal's hash, made again from what it says."""
    return [leaf_hash(bytes.fromhex(hash_seal(seal))) for seal in known]


def root_of(known: Sequence[Seal]) -> str:
    """The root over some seals."""
    return tree_root(hashes_of(known)).hex()
