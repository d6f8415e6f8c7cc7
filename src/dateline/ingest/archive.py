"""ZIP and tar archives: every file in them is read as if it stood in a folder.

Nothing is ever written to a disk, and no link is followed: a member's name is a label, as in
`a.zip!/b.html`, and what it unpacks to is counted while it is unpacked.
"""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from dateline.ingest.foreign import refuse_packed
from dateline.ingest.inner import INSIDE, MEBIBYTE, Allowance, limits, printable, read_inner
from dateline.model import Reading, ReportError, UnreadableInput

_ENTRY = b"PK\x01\x02"
_FOLDERS_OF_SYSTEMS = frozenset({"__MACOSX"})


def read_zip(
    data: bytes,
    *,
    where: str,
    charset: str | None = None,
    fetched: str | None = None,
    allowance: Allowance | None = None,
) -> Iterator[Reading | ReportError]:
    """The reports in a ZIP archive, by their names; documents that are ZIP files by their kind."""
    allowance = allowance or Allowance()
    if data.count(_ENTRY) > limits().files:
        raise _too_many(where)
    with _opened(data, where=where) as archive:
        names = {info.filename for info in archive.infolist()}
        if (document := _document(names)) is not None:
            from dateline.ingest.formats import by_name

            yield from by_name(document).read(
                data, where=where, charset=charset, fetched=fetched, allowance=allowance
            )
            return
        refuse_packed(data, where=where)
        unpacked = 0
        for info in sorted(archive.infolist(), key=lambda each: each.filename):
            if info.filename.endswith("/") or _is_passed_over(info.filename):
                continue
            place = f"{where}{INSIDE}{printable(info.filename)}"
            try:
                member = _zip_member(archive, info, allowance, where=place)
            except ReportError as error:
                yield error
                continue
            unpacked += len(member)
            _refuse_bomb(unpacked, len(data), where=where)
            yield from read_inner(member, where=place, allowance=allowance, fetched=fetched)


def read_tar(
    data: bytes,
    *,
    where: str,
    charset: str | None = None,
    fetched: str | None = None,
    allowance: Allowance | None = None,
) -> Iterator[Reading | ReportError]:
    """The reports in a tar archive, in its order."""
    del charset  # each file says its own
    allowance = allowance or Allowance()
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in _members(archive, where=where):
                place = f"{where}{INSIDE}{printable(info.name)}"
                try:
                    member = _tar_member(archive, info, allowance, where=place)
                except ReportError as error:
                    yield error
                else:
                    yield from read_inner(member, where=place, allowance=allowance, fetched=fetched)
    except (tarfile.TarError, EOFError, ValueError, OverflowError, RecursionError) as error:
        raise UnreadableInput(
            f"the tar archive is damaged: {error}", where=where, remedy="pack it again"
        ) from error


def _opened(data: bytes, *, where: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableInput(
            f"the ZIP archive is damaged: {error}", where=where, remedy="pack it again"
        ) from error


def _document(names: set[str]) -> str | None:
    """The format of a document that is a ZIP file; None: it is an archive of files."""
    if "word/document.xml" in names:
        return "docx"
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "wacz"
    return None


def _is_passed_over(name: str) -> bool:
    """Hidden files, and what systems put into archives."""
    parts = name.replace("\\", "/").split("/")
    return parts[-1].startswith(".") or not _FOLDERS_OF_SYSTEMS.isdisjoint(parts)


def _refuse_outside(name: str, *, where: str) -> None:
    """Raises UnreadableInput where a name leads out of its archive, or is none."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
        raise UnreadableInput(
            "its name leads out of the archive, or is none",
            where=where,
            remedy="pack it with plain names",
        )


def _refuse_link(where: str) -> UnreadableInput:
    return UnreadableInput(
        "it is a link or a device, which is not followed", where=where, remedy="pack the file"
    )


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance, *, where: str
) -> bytes:
    _refuse_outside(info.filename, where=where)
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise _refuse_link(where)
    if info.flag_bits & 1:
        raise UnreadableInput("it is encrypted", where=where, remedy="unpack it with its password")
    try:
        with archive.open(info) as member:
            return _bounded(member, allowance, where=where)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError,
            NotImplementedError, RuntimeError) as error:  # fmt: skip
        raise UnreadableInput(
            f"it cannot be unpacked: {error}", where=where, remedy="pack it again"
        ) from error


def _members(archive: tarfile.TarFile, *, where: str) -> Iterator[tarfile.TarInfo]:
    """What a tar archive holds; a header that leads back ends it, as it would go round."""
    last = -1
    for count, info in enumerate(archive, start=1):
        if count > limits().files:
            raise _too_many(where)
        if info.offset <= last or info.size < 0:
            raise tarfile.ReadError("one of its headers leads back")
        last = info.offset
        if not info.isdir() and not _is_passed_over(info.name):
            yield info


def _tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, allowance: Allowance, *, where: str
) -> bytes:
    _refuse_outside(info.name, where=where)
    if not info.isreg():
        raise _refuse_link(where)
    member = archive.extractfile(info)
    if member is None:
        raise _refuse_link(where)
    with member:
        found = _bounded(member, allowance, where=where)
    if len(found) < info.size:
        raise UnreadableInput("it is cut", where=where, remedy="pack it again")
    return found


def _bounded(member: IO[bytes], allowance: Allowance, *, where: str) -> bytes:
    """A member unpacked as far as it may be."""
    most = min(limits().member * MEBIBYTE, allowance.bytes_left())
    found = member.read(most + 1)
    if len(found) > most:
        raise UnreadableInput(
            f"unpacked it is larger than {most // MEBIBYTE} MiB",
            where=where,
            remedy="unpack it, and name it with --max-mb",
        )
    return found


def _refuse_bomb(unpacked: int, packed: int, *, where: str) -> None:
    if unpacked > limits().ratio_from * MEBIBYTE and unpacked > limits().ratio * packed:
        raise UnreadableInput(
            f"it unpacks to more than {limits().ratio} times its size",
            where=where,
            remedy="unpack it and give the folder",
        )


def _too_many(where: str) -> UnreadableInput:
    return UnreadableInput(
        f"it holds more than {limits().files} files", where=where, remedy="split it"
    )
