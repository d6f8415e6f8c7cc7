"""ZIP and tar archives: files as in a folder, limits that hold, and names that are labels."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.archive import read_tar, read_zip
from dateline.ingest.formats import format_of
from dateline.ingest.inner import Allowance, limits, read_inner
from dateline.ingest.sources import read_inputs
from dateline.model import Reading, ReportError

WORDS = "Rebels captured Lower Ford on Monday, the army said."
OTHER = "Soldiers left Upper Ford on Sunday, the army said."


def zipped(*members: tuple[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(*members: tuple[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            raw = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def read(data: bytes, where: str = "a.zip") -> list[Reading | ReportError]:
    return list(read_inner(data, where=where, allowance=Allowance()))


def places(found: list[Reading | ReportError]) -> list[str]:
    return [r.original.location if isinstance(r, Reading) else str(r) for r in found]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_every_file_is_read_under_its_name(pack: Callable[..., bytes]) -> None:
    data = pack(("a.txt", WORDS), ("folder/b.jsonl", '{"text": "Fire."}\n{"text": "Flood."}'))
    found = read(data, "x")
    assert places(found) == ["x!/a.txt", "x!/folder/b.jsonl:1", "x!/folder/b.jsonl:2"]
    assert isinstance(found[0], Reading)
    assert found[0].original.data == WORDS.encode()


def test_archives_are_known_by_their_bytes() -> None:
    assert format_of(zipped(("a.txt", WORDS)), where="x").name == "zip"
    assert format_of(zipped(), where="x").name == "zip"
    assert format_of(tarred(("a.txt", WORDS)), where="x").name == "tar"
    assert format_of(tarred(("звіт" * 10 + ".txt", WORDS)), where="x").name == "tar"


def test_archives_in_archives_and_packed_files_are_read() -> None:
    inner = tarred(("c.txt", OTHER))
    data = zipped(("b.zip", zipped(("a.txt", WORDS))), ("c.tar.gz", gzip.compress(inner)))
    assert places(read(data)) == ["a.zip!/b.zip!/a.txt", "a.zip!/c.tar.gz!/c.txt"]


def test_hidden_files_and_what_systems_add_are_passed_over() -> None:
    data = zipped((".DS_Store", b"\0"), ("__MACOSX/._a.txt", b"\0"), ("f/", b""), ("a.txt", WORDS))
    assert places(read(data)) == ["a.zip!/a.txt"]


def test_an_archive_is_an_input_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("a.txt", WORDS)))
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(tarred(("b.txt", OTHER))))
    found = list(read_inputs([tmp_path]))
    assert [place.rpartition("/")[2] for place in places(found)] == ["a.txt", "b.txt"]


def test_one_file_that_cannot_be_read_costs_itself_alone() -> None:
    found = read(zipped(("a.txt", WORDS), ("b.rar", b"Rar!\x1a\x07"), ("c.txt", OTHER)))
    assert [isinstance(item, Reading) for item in found] == [True, False, True]
    assert "a.zip!/b.rar: it is a RAR archive" in str(found[1])


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "f/../../a.txt", "C:/a.txt", "..\\a"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_is_refused(pack: Callable[..., bytes], name: str) -> None:
    found = read(pack((name, WORDS), ("z.txt", OTHER)))
    assert [isinstance(item, Reading) for item in found] == [False, True]
    assert "leads out of the archive" in str(found[0])


def test_links_and_devices_are_not_followed() -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "is not followed" in str(read(out.getvalue())[0])
    out = io.BytesIO()
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE)
    with tarfile.open(fileobj=out, mode="w") as tar:
        for number, kind in enumerate(kinds):
            member = tarfile.TarInfo(f"m{number}")
            member.type, member.linkname = kind, "/etc/passwd"
            tar.addfile(member)
    found = read(out.getvalue())
    assert len(found) == len(kinds)
    assert all("is not followed" in str(item) for item in found)


def nested(depth: int) -> bytes:
    data = zipped(("a.txt", WORDS))
    for _ in range(depth):
        data = zipped(("in.zip", data))
    return data


def test_depth_ends() -> None:
    assert isinstance(read(nested(limits().depth - 1))[0], Reading)
    (error,) = read(nested(limits().depth))
    assert "files deep in files" in str(error)


def test_a_bomb_is_refused_while_it_is_unpacked() -> None:
    begun = time.process_time()
    (error,) = read(zipped(("a.txt", b"a" * (limits().member + 1) * 1024 * 1024)))
    assert "unpacked it is larger than" in str(error)
    many = zipped(*((f"{n}.txt", b"a" * 20_000_000) for n in range(3)))
    assert any("times its size" in str(item) for item in read(many))
    (error,) = read(gzip.compress(b"a" * (limits().member + 1) * 1024 * 1024))
    assert "unpacked it is larger than" in str(error)
    assert time.process_time() - begun < 30


def test_what_is_unpacked_is_counted_over_all_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Allowance()
    monkeypatch.setattr(small, "_bytes", 1000)
    inner = zipped(("a.txt", WORDS * 8))
    data = zipped(*((f"{n}.zip", inner) for n in range(3)))
    found = list(read_zip(data, where="a.zip", allowance=small))
    assert isinstance(found[0], Reading)
    assert all(isinstance(item, ReportError) for item in found[1:])


def overlapping() -> bytes:
    """A hundred entries of the directory that all lead to one member."""
    data = zipped(("a.txt", WORDS))
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[at:end] * 100
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 100, 100, len(entries), at, 0)
    return data[:at] + entries + tail


def led_back() -> bytes:
    """A tar header whose size is negative, so that the next header is the one before."""
    raw = bytearray(tarred(("a.txt", WORDS), ("b.txt", OTHER)))
    second = 1024
    raw[second + 124 : second + 136] = b"\xff" * 4 + struct.pack(">q", -1024)
    raw[second + 148 : second + 156] = b" " * 8
    total = sum(raw[second : second + 512])
    raw[second + 148 : second + 156] = b"%06o\0 " % total
    return bytes(raw)


GOOD_ZIP, GOOD_TAR = zipped(("a.txt", WORDS), ("b.txt", OTHER)), tarred(("a.txt", WORDS))
HOSTILE = {
    "a cut ZIP": GOOD_ZIP[:-30],
    "a ZIP of nothing": b"PK\x03\x04" + b"\0" * 100,
    "a damaged member": GOOD_ZIP[:50] + b"\xff\xff\xff\xff" + GOOD_ZIP[54:],
    "an encrypted member": GOOD_ZIP[:6] + b"\x01" + GOOD_ZIP[7:].replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01", 1),
    "an unknown method": GOOD_ZIP[:8] + b"\x63" + GOOD_ZIP[9:],
    "members that overlap": overlapping(),
    "a huge directory": b"PK\x03\x04" + b"PK\x01\x02" * 200_000,
    "a cut tar": GOOD_TAR[:530],
    "a tar that leads back": led_back(),
    "a tar of noise": GOOD_TAR[:512] + b"\xff" * 5000,
    "a very long name": zipped(("x" * 60_000, WORDS)),
    "a name of control characters": zipped(("a\x1b[31m\n\u202eb.txt", WORDS)),
    "a member without a name": zipped(("", WORDS)),
    "a name that is no UTF-8": zipped(("abcd.txt", WORDS)).replace(b"abcd", b"\xff\xfe\xff\xfe"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_ends_soon_with_an_error_or_its_good_files(name: str) -> None:
    begun = time.process_time()
    found = read(HOSTILE[name])
    assert time.process_time() - begun < 10
    assert found
    for item in found:
        assert "its reader failed" not in str(item) or isinstance(item, Reading)
        where = item.original.location if isinstance(item, Reading) else item.where
        assert where is not None
        assert where.isprintable()
        assert len(where) < 400


@given(st.binary(max_size=300), st.integers(0, 200))
def test_any_bytes_are_read_or_refused(data: bytes, at: int) -> None:
    for reader, good in ((read_zip, GOOD_ZIP), (read_tar, GOOD_TAR)):
        try:
            found = list(reader(good[:at] + data + good[at:], where="a"))
        except ReportError:
            continue
        assert all(isinstance(item, Reading | ReportError) for item in found)
