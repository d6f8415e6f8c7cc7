"""The chain of custody as it is published: read back as written, and nothing else."""

from __future__ import annotations

import msgspec
import pytest

from dateline.model.custody import CUSTODY, Custody, KeptBytes, Link, SeenAt

SEEN = SeenAt(
    location="https://a.example/x", media_type="text/html", fetched="2026-01-05T10:00:00Z",
    recorded_at="2026-01-05T10:00:01Z",
)  # fmt: skip
RECORD = Custody(
    format=CUSTODY, kind="incident", record="inc-1", title="Bridge hit", ledger_changed_at=None,
    program="dateline 0.1.0", claims=(), reports=(),
    originals=(KeptBytes(sha256="0" * 64, size=9, file="originals/0", seen=(SEEN,)),),
    judgements=(), audit=(Link(seq=1, previous="", hash="ab"),), stamps=(), seals=0,
    seal_head=None,
)  # fmt: skip


def test_a_record_is_read_back_as_it_was_written() -> None:
    assert msgspec.json.decode(msgspec.json.encode(RECORD), type=Custody) == RECORD


def test_an_action_that_does_not_concern_the_record_shows_its_hashes_alone() -> None:
    written = msgspec.to_builtins(RECORD)["audit"][0]
    assert written == {"seq": 1, "previous": "", "hash": "ab"}


def test_another_format_is_refused() -> None:
    other = msgspec.json.encode(RECORD).replace(CUSTODY.encode(), b"dateline.custody/2")
    with pytest.raises(msgspec.ValidationError, match="format"):
        msgspec.json.decode(other, type=Custody)
