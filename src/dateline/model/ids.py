"""Content-hash identifiers: the same facts give the same id on any machine."""

from __future__ import annotations

import hashlib

import msgspec

_CANONICAL = msgspec.json.Encoder(order="deterministic")


def sha256(data: bytes) -> str:
    """Hex SHA-256 of some bytes, as kept for every original."""
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, *facts: object) -> str:
    """`prefix-` and 20 hex digits (80 bits) of the SHA-256 of the facts, in canonical JSON."""
    return f"{prefix}-{hashlib.sha256(_CANONICAL.encode(facts)).hexdigest()[:20]}"
