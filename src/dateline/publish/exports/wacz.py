"""What was seen on the web as one WACZ file, which ReplayWeb.page opens, and what vouches for it.

Every file in it stands in `datapackage.json` with its SHA-256. Other files may be put beside the
archive: players leave them alone. The same ledger gives the same file.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from dateline import __version__
from dateline.model import sha256
from dateline.publish.exports.warc import Entry, Page, surt, write_warc

ARCHIVE = "archive/data.warc.gz"
INDEX, BLOCKS = "indexes/index.cdx.gz", "indexes/index.idx"
PAGES = "pages/pages.jsonl"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
VERSION = "1.1.1"
LINES = 3000
"""Lines in a block of the index, as the makers of the format have it."""
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that ZIP knows: the time is told in datapackage.json
_PLAIN = re.compile(r"[^A-Za-z0-9._-]")


def write_wacz(
    pages: Iterable[Page],
    file: BinaryIO,
    *,
    title: str,
    created: str,
    beside: Mapping[str, bytes] | None = None,
) -> str:
    """Writes the archive with other files `beside` it; the SHA-256 of its datapackage.json."""
    warc = io.BytesIO()
    entries = write_warc(pages, warc, name="data.warc.gz")
    index, blocks = _index(entries)
    parts = {
        ARCHIVE: warc.getvalue(), INDEX: index, BLOCKS: blocks, PAGES: _page_list(entries),
        **(beside or {}),
    }  # fmt: skip
    package = _package(parts, title=title, created=created)
    with zipfile.ZipFile(file, "w") as made:
        for name, data in [*parts.items(), (PACKAGE, package), (DIGEST, digest_of(package))]:
            info = zipfile.ZipInfo(name, date_time=_DATE)
            info.external_attr = 0o644 << 16
            # Players read parts of these where they stand, so that they must not be packed again.
            packed = name.endswith(".gz") or name == BLOCKS
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            made.writestr(info, data)
    return sha256(package)


def digest_of(package: bytes) -> bytes:
    """The file that vouches for datapackage.json."""
    return _json({"path": PACKAGE, "hash": f"sha256:{sha256(package)}"})


def _index(entries: Sequence[Entry]) -> tuple[bytes, bytes]:
    """The index of the records, packed in blocks, and the list of its blocks."""
    lines = sorted(_line(entry) for entry in entries)
    packed = bytearray()
    listed = [b'!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for at in range(0, len(lines), LINES):
        block = gzip.compress(b"".join(lines[at : at + LINES]), mtime=0)
        key = b" ".join(lines[at].split(b" ", 2)[:2])
        where = {"offset": len(packed), "length": len(block), "digest": f"sha256:{sha256(block)}"}
        listed.append(key + b" " + json.dumps(where).encode() + b"\n")
        packed += block
    return bytes(packed), b"".join(listed)


def _line(entry: Entry) -> bytes:
    status = {"status": entry.status} if entry.status else {}
    told = {
        "url": entry.address, "mime": entry.kind, **status, "digest": entry.digest,
        "length": str(entry.length), "offset": str(entry.offset), "filename": "data.warc.gz",
        "recordDigest": f"sha256:{entry.sha256}",
    }  # fmt: skip
    when = re.sub(r"\D", "", entry.at)
    return f"{surt(entry.address)} {when} {json.dumps(told)}\n".encode()


def _page_list(entries: Sequence[Entry]) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Pages that were read"}
    return b"".join(json.dumps(line).encode() + b"\n" for line in (head, *_listed(entries)))


def _listed(entries: Sequence[Entry]) -> Iterator[dict[str, str]]:
    for entry in entries:
        name = sha256(f"{entry.address} {entry.at}".encode())[:20]
        yield {"id": name, "url": entry.address, "ts": entry.at,
               "title": entry.title or entry.address}  # fmt: skip


def _package(parts: Mapping[str, bytes], *, title: str, created: str) -> bytes:
    resources = [
        {
            "name": _PLAIN.sub("-", name.rpartition("/")[2]).lower(), "path": name,
            "hash": f"sha256:{sha256(data)}", "bytes": len(data),
        }
        for name, data in parts.items()
    ]  # fmt: skip
    return _json(
        {
            "profile": "data-package", "title": title, "resources": resources,
            "created": created, "wacz_version": VERSION, "software": f"dateline/{__version__}",
        }
    )  # fmt: skip


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()
