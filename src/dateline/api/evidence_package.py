"""A record with all that proves it, in one file: a WACZ archive with the evidence beside the pages.

Players of archives open its pages; `dateline archive verify` checks it without a ledger or network.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.api.custody import FOLDER, Subject, find_subject, gather_custody
from dateline.model import LedgerError, encode, sha256

if TYPE_CHECKING:
    from dateline.model.custody import Custody
    from dateline.store import Ledger

CUSTODY_FILE, PAGE_FILE = f"{FOLDER}/custody.json", f"{FOLDER}/custody.html"
PACKAGED = "archive.packaged"
README = """\
This file is an archive of the web (WACZ): ReplayWeb.page opens the pages in it.

In the folder `evidence`:
  custody.html  the chain of custody, to be read; custody.json says the same to programs
  NAME.bin      bytes that were seen, named by their SHA-256
  rep-....json  what Dateline read in a report
  stp-....json  what a time stamp authority was asked to stamp; stp-....tsr is its reply (RFC 3161)

With Dateline, without any network:
  dateline archive verify THIS-FILE --certificate ROOT-OF-THE-AUTHORITY.pem

By hand: `sha256sum NAME.bin` gives NAME. The proof of a sighting in custody.json leads from the
SHA-256 of a zero byte and the JSON array [sha256, location, media_type, fetched, recorded_at]
through the hashes of `path` (each node: the SHA-256 of a one byte and both hashes below it) to the
root of its seal, and from the SHA-256 of a zero byte and the seal's hash through `seal_path` to the
root in the stamp's JSON. And the stamp itself:
"""


def write_package(ledger: Ledger, said: str, path: Path) -> Custody:
    """Writes the package of a record or case, and puts its hash into the audit."""
    from dateline.publish.whole_file import whole_file

    subject = find_subject(ledger, said)
    data, custody = package_of(ledger, subject)
    try:
        with whole_file(path) as file:
            file.write(data)
    except OSError as error:
        raise LedgerError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="name another file"
        ) from error
    ledger.action_log().keep(PACKAGED, target=subject.record, sha256=sha256(data))
    return custody


def package_of(ledger: Ledger, subject: Subject) -> tuple[bytes, Custody]:
    """The bytes of the package; the same ledger gives the same."""
    from dateline.api.web_pages import pages_seen
    from dateline.publish.custody_page import custody_json, custody_page
    from dateline.publish.exports.wacz import write_wacz

    custody = gather_custody(ledger, subject)
    beside = {
        CUSTODY_FILE: custody_json(custody),
        PAGE_FILE: custody_page(custody).encode("utf-8", "replace"),
        f"{FOLDER}/README.txt": _readme(custody).encode(),
    }
    for kept in custody.originals:
        original = ledger.original(kept.sha256)
        assert original is not None
        beside[kept.file] = original.data
    for coding in subject.codings:
        beside[f"{FOLDER}/{coding.report.id}.json"] = encode(coding)
    for stamp in ledger.archive_book().stamps():
        beside[f"{FOLDER}/{stamp.id}.json"] = stamp.message
        beside[f"{FOLDER}/{stamp.id}.tsr"] = stamp.reply
    file = io.BytesIO()
    pages = [page for page in pages_seen(ledger, subject.codings) if page is not None]
    title = f"Evidence of {subject.kind} {subject.record}"
    write_wacz(pages, file, title=title, created=custody.ledger_changed_at or "", beside=beside)
    return file.getvalue(), custody


def _readme(custody: Custody) -> str:
    from dateline.api.stamping import openssl_line

    lines = [f"  {openssl_line(stamp.id)}" for stamp in custody.stamps]
    return README + "\n".join(lines or ["  (there is none)"]) + "\n"
