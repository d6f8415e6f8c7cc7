"""The archive finds and names every byte that was changed, lost or put in."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest

from dateline.model import LedgerError, sha256
from dateline.store import Ledger, open_ledger
from dateline.store.archive import root_of
from dateline.store.merkle import fold_path, leaf_hash
from dateline.store.sealing import FIRST, hash_seal, leaf_of
from tests.store.conftest import Opener
from tests.store.records import Ticking, coding, reading


def fill(ledger: Ledger, *, reports: int = 3) -> None:
    for n in range(1, reports + 1):
        read = reading(n, location=f"{n}.txt")
        ledger.add(read, coding(read.report), program="by hand")


def wrong(ledger: Ledger) -> list[str]:
    return [f"{found.record}: {found.what}" for found in ledger.archive_book().verify()]


def test_each_transaction_that_meets_bytes_is_sealed_once(ledger: Ledger) -> None:
    fill(ledger)
    read = reading(1, location="1.txt")
    ledger.add(read, coding(read.report), program="another")
    ledger.saw(reading(2, location="2.txt").original)
    ledger.saw(reading(2, location="elsewhere.txt").original)
    known = ledger.archive_book().seals()
    assert [seal.seq for seal in known] == [1, 2, 3, 4]
    assert [seal.sightings for seal in known] == [1, 1, 1, 1]
    assert known[0].previous == FIRST
    assert [seal.previous for seal in known[1:]] == [seal.hash for seal in known[:-1]]
    assert wrong(ledger) == []
    assert not list(ledger.check())


def test_many_reports_of_one_run_are_under_one_seal(ledger: Ledger) -> None:
    readings = [reading(n, location=f"{n}.txt") for n in range(1, 6)]
    list(ledger.add_all(((r, coding(r.report)) for r in readings), program="x"))
    (seal,) = ledger.archive_book().seals()
    assert seal.sightings == 5
    seen = ledger.archive_book().sightings(readings[3].report.sha256)
    assert [one.location for one in seen] == ["4.txt"]


def test_what_is_loaded_is_sealed(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    with open_ledger(tmp_path / "other.sqlite", clock=Ticking()) as other:
        other.load(ledger.dump())
        assert [seal.sightings for seal in other.archive_book().seals()] == [3]
        assert wrong(other) == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three reports in a file, stamped after the second."""
    place = tmp_path / "some.sqlite"
    with open_ledger(place, clock=Ticking(), who="Ana") as opened:
        fill(opened, reports=2)
        book = opened.archive_book()
        book.keep_stamp(book.message().encoded(), b"a reply", address="http://tsa.example/")
        fill(opened)
    return place


TAMPERED = [
    ("update originals set data = x'00' where sha256 = ?", "original {0}: its bytes cannot be"),
    ("update sightings set location = 'b.txt' where sha256 = ?", "at 1.txt: is lost"),
    ("update sightings set location = 'b.txt' where sha256 = ?", "at b.txt: was put in without"),
    ("update sightings set fetched = '1999' where sha256 = ?", "says fetched '1999'; None was"),
    ("update sightings set recorded_at = '2001' where sha256 = ?", "says recorded_at '2001'; '20"),
    ("update sightings set media_type = 'a/b' where sha256 = ?", "says media_type 'a/b'; 'text/p"),
    ("delete from sightings where sha256 = ?", "at 1.txt: is lost"),
    ("delete from originals where sha256 = ?", "original {0}: is lost; it was seen at 1.txt"),
    ("update seal_leaves set fetched = '1999' where sha256 = ?", "seal 1: is not over the 1 sight"),
    ("delete from seal_leaves where sha256 = ?", "seal 1: is not over the 0 sightings"),
    ("delete from seal_leaves where sha256 = ?", "at 1.txt: was put in without a seal"),
    ("update seals set at = '1999' where seq = 1 and ? = ?1", "seal 1: is not as it was written"),
    ("delete from seals where seq = 1 and ? = ?1", "seal 2: stands where seal 1 should be"),
    ("delete from seals where seq = 1 and ? = ?1", "seal 2: does not follow the seal before"),
    ("delete from stamps where ? = ?1", "was made, and is lost"),
    ("update stamps set reply = x'01' where ? = ?1", "is not as it came"),
    ("update stamps set message = x'7b7d' where ? = ?1", "is over something else"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), TAMPERED)
def test_what_was_changed_is_named(path: Path, change: str, told: str) -> None:
    name = reading(1).report.sha256
    with sqlite3.connect(path) as link:
        assert link.execute(change, (name,)).rowcount >= 1
    link.close()
    with open_ledger(path) as opened:
        found = wrong(opened)
        assert any(told.format(name) in line for line in found), found


def test_bytes_that_are_put_in_are_named(path: Path) -> None:
    data = b"forged"
    with sqlite3.connect(path) as link:
        row = (sha256(data), zlib.compress(data), "2026-01-01T00:00:00.000000Z")
        link.execute("insert into originals values (?, ?, ?)", row)
    link.close()
    with open_ledger(path) as opened:
        assert f"original {sha256(data)}: was put in without having been seen" in wrong(opened)


def test_a_chain_that_was_written_anew_is_told_by_its_stamp(path: Path) -> None:
    """Whoever forges bytes, sighting and seals together is still betrayed by what was stamped."""
    with sqlite3.connect(path) as link:
        link.executescript("delete from seal_leaves; delete from seals;")
        link.execute("update sightings set fetched = '1999-01-01'")
    link.close()
    with open_ledger(path) as opened:
        opened.load(opened.dump())
        (told,) = wrong(opened)
        assert "is over 2 seals that are not those of this archive" in told


def test_a_head_that_was_kept_shows_a_lost_end(path: Path) -> None:
    with open_ledger(path) as opened:
        book = opened.archive_book()
        head = book.seals()[-1].hash
        assert list(book.verify(head=head)) == []
        (found,) = book.verify(head="ab" * 32)
        assert "holds no seal with the hash" in found.what


def test_a_proof_leads_from_a_sighting_to_what_was_stamped(path: Path) -> None:
    with open_ledger(path) as opened:
        book = opened.archive_book()
        (stamp,) = book.stamps()
        (seen,) = book.sightings(reading(1).report.sha256)
        (proof,) = book.proofs([seen])
        assert proof is not None
        assert proof.stamp == stamp.id
        assert fold_path(leaf_hash(leaf_of(seen)), proof.path).hex() == proof.seal.root
        sealed = leaf_hash(bytes.fromhex(hash_seal(proof.seal)))
        assert fold_path(sealed, proof.seal_path).hex() == stamp.said().root
        assert stamp.said().root == root_of(book.seals()[:2])
        (later,) = book.sightings(reading(3).report.sha256)
        assert book.proofs([later]) == [None]


def test_an_empty_ledger_has_nothing_to_stamp(opener: Opener) -> None:
    with opener() as empty, pytest.raises(LedgerError, match="nothing was seen yet"):
        empty.archive_book().message()
