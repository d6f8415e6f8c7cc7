"""Fetched pages on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.ingest.page_cache import Fetched, PageCache

PAGE = Fetched(
    url="https://a.example/x", data=b"They left.", media_type="text/html", charset="utf-8",
    fetched="2026-01-05T10:00:00Z", etag='"1"',
)  # fmt: skip


def test_a_page_is_had_again_by_its_address_alone(tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "pages")
    assert cache.get("https://a.example/x") is None
    cache.put("https://a.example/x", PAGE)
    assert cache.get("https://a.example/x") == PAGE
    assert cache.get("https://a.example/y") is None
    assert [p.suffix for p in (tmp_path / "pages").iterdir()] == [".page"]


@pytest.mark.parametrize("damage", [b"", b"\xff", b"They left."])
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, damage: bytes) -> None:
    cache = PageCache(tmp_path)
    cache.put("https://a.example/x", PAGE)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage)
    assert cache.get("https://a.example/x") is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    cache = PageCache(None)
    cache.put("https://a.example/x", PAGE)
    assert cache.get("https://a.example/x") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = PageCache(tmp_path / "file" / "pages")
    cache.put("https://a.example/x", PAGE)
    assert cache.get("https://a.example/x") is None
