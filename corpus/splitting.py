"""Train and dev: all texts of one group stand on one side, and the side never changes."""

from __future__ import annotations

from hashlib import sha256

from corpus.records import Record, load_vocabulary


def choose_part(record: Record) -> str:
    """`dev` or `train`, by a hash of the group, else of the conflict and the id."""
    key = record.group or f"{record.conflict} {record.id}"
    number = int.from_bytes(sha256(key.encode()).digest()[:8], "big")
    return "dev" if number % load_vocabulary().dev_one_in == 0 else "train"
