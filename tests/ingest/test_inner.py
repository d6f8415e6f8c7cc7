"""Files in files, and what one input may cost."""

from __future__ import annotations

import gzip

import pytest

from dateline.ingest.inner import MEBIBYTE, Allowance, limits, printable, read_inner
from dateline.model import Reading, ReportError, UnreadableInput

TEXT = b"The rebels left the town of Riverton before dawn.\n\nNobody was hurt, the mayor said."


def read(data: bytes, allowance: Allowance | None = None) -> list[Reading | ReportError]:
    return list(read_inner(data, where="x.txt", allowance=allowance or Allowance()))


@pytest.mark.parametrize("data", [TEXT, gzip.compress(TEXT)])
def test_a_text_packed_or_not_is_read(data: bytes) -> None:
    (found,) = read(data)
    assert isinstance(found, Reading)
    assert found.report.text.startswith("The rebels left")


def test_a_broken_gzip_is_an_error_in_its_place() -> None:
    (found,) = read(gzip.compress(TEXT)[:-9])
    assert isinstance(found, UnreadableInput)
    assert "gzip" in str(found)


def test_no_more_files_than_are_allowed() -> None:
    allowance = Allowance()
    for _ in range(limits().files):
        allowance.take(1, where="x")
    with pytest.raises(UnreadableInput, match=r"more than \d+ files"):
        allowance.take(1, where="x")


def test_no_more_bytes_than_are_allowed() -> None:
    allowance = Allowance()
    most = limits().mebibytes * MEBIBYTE
    assert allowance.bytes_left() == most
    allowance.take(most, where="x")
    assert allowance.bytes_left() == 0
    with pytest.raises(UnreadableInput, match="larger than"):
        allowance.take(1, where="x")
    assert allowance.bytes_left() == 0


def test_no_deeper_than_is_allowed_and_back_up() -> None:
    allowance = Allowance()
    for _ in range(limits().depth):
        allowance.enter(where="x")
    with pytest.raises(UnreadableInput, match="deep"):
        allowance.enter(where="x")
    allowance.leave()
    allowance.enter(where="x")


def test_what_an_allowance_lacks_stops_an_unpacking() -> None:
    allowance = Allowance()
    allowance.take(limits().mebibytes * MEBIBYTE - 10, where="x")
    (found,) = read(gzip.compress(TEXT), allowance)
    assert isinstance(found, UnreadableInput)
    assert "unpacked it is larger" in str(found)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a\\b.txt", "a/b.txt"),
        ("a\x1b[31mb", "a?[31mb"),
        ("a\u202eb", "a?b"),
        ("x" * 400, "x" * 300),
        ("\udcff", "?"),
    ],
)
def test_a_members_name_can_be_shown(name: str, shown: str) -> None:
    assert printable(name) == shown
