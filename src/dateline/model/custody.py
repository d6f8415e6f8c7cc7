"""The chain of custody of a record: from the bytes that were seen to what people decided."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

CUSTODY = "dateline.custody/1"


class SeenAt(Struct, frozen=True, kw_only=True):
    """Where bytes were met. `fetched`: when, as who fetched them said; `recorded_at`: when they
    came into the ledger."""

    location: str
    media_type: str
    fetched: str | None
    recorded_at: str
    proof: dict[str, Any] | None = None


class KeptBytes(Struct, frozen=True, kw_only=True):
    """An original: its hash, its length, its file in the package, and where it was met."""

    sha256: str
    size: int
    file: str
    seen: tuple[SeenAt, ...]


class ReadBy(Struct, frozen=True, kw_only=True):
    """Which program read a report, and until when its reading held."""

    program: str
    recorded_at: str
    superseded_at: str | None


class ReadReport(Struct, frozen=True, kw_only=True):
    """A report with the bytes that it was read from and the programs that read it."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    sha256: str
    file: str
    read_by: tuple[ReadBy, ...]


class Words(Struct, frozen=True, kw_only=True):
    """Words of a report on which something rests, where they stand in its text."""

    start: int
    end: int
    text: str


class SaidClaim(Struct, frozen=True, kw_only=True):
    """A claim, in short, with the words on which it rests."""

    id: str
    report: str
    source: str | None
    stance: str
    certainty: str
    words: tuple[Words, ...]
    sentence: str


class Decided(Struct, frozen=True, kw_only=True):
    """A judgement, and the actions of the audit that made and ended it."""

    id: str
    target_kind: str
    target: str
    other: str | None
    verdict: str
    author: str
    reason: str | None
    made_at: str
    withdrawn_at: str | None
    actions: tuple[int, ...]


class Link(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An action of the audit: whole where it concerns the record, else its two hashes."""

    seq: int
    previous: str
    hash: str
    at: str | None = None
    who: str | None = None
    action: str | None = None
    target: str | None = None
    detail: dict[str, Any] | None = None


class Stamped(Struct, frozen=True, kw_only=True):
    """A stamp: who was asked when, and the files of what was stamped and of the reply."""

    id: str
    at: str
    who: str
    address: str
    time: str | None
    message: str
    reply: str


class Custody(Struct, frozen=True, kw_only=True):
    """All that is to be known of how a record came about."""

    format: Literal["dateline.custody/1"]
    kind: str
    record: str
    title: str
    ledger_changed_at: str | None
    program: str
    claims: tuple[SaidClaim, ...]
    reports: tuple[ReadReport, ...]
    originals: tuple[KeptBytes, ...]
    judgements: tuple[Decided, ...]
    audit: tuple[Link, ...]
    stamps: tuple[Stamped, ...]
    seals: int
    seal_head: str | None
