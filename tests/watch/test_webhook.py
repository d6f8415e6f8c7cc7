"""Finds to an address of one's own, signed."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import pytest

from dateline.watch.records import Options
from dateline.watch.webhook import SECRET, SHORTEST_KEY, Refusal, read_key, signature

KEY = b"k" * SHORTEST_KEY


def test_the_receiver_can_check_the_signature_as_the_manual_says() -> None:
    header = signature(b"{}", key=KEY, at=1_700_000_000)
    stamp, digest = (part.partition("=")[2] for part in header.split(","))
    assert stamp == "1700000000"
    expected = hmac.new(KEY, stamp.encode() + b"." + b"{}", hashlib.sha256).hexdigest()
    assert hmac.compare_digest(digest, expected)


@pytest.mark.parametrize(("body", "at"), [(b"{} ", 1_700_000_000), (b"{}", 1_700_000_001)])
def test_another_body_or_time_has_another_signature(body: bytes, at: int) -> None:
    assert signature(body, key=KEY, at=at) != signature(b"{}", key=KEY, at=1_700_000_000)


def test_a_key_comes_from_its_file_or_from_the_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "key"
    file.write_bytes(KEY + b"\n")
    monkeypatch.setenv(SECRET, "e" * SHORTEST_KEY)
    assert read_key(Options(secret_file=str(file))) == KEY
    assert read_key(Options()) == b"e" * SHORTEST_KEY


@pytest.mark.parametrize("key", [None, "", "k" * (SHORTEST_KEY - 1)])
def test_no_key_or_one_that_could_be_guessed_is_refused(
    monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    monkeypatch.delenv(SECRET, raising=False)
    if key is not None:
        monkeypatch.setenv(SECRET, key)
    with pytest.raises(Refusal, match=f"at least {SHORTEST_KEY} bytes"):
        read_key(Options())


def test_a_key_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        read_key(Options(secret_file=str(tmp_path / "none")))
