"""Whether a package of evidence is what was written, from its bytes to its stamps, offline.

Invariant: nothing in it is believed because it stands in it; what cannot be checked is said.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.api.evidence_package import CUSTODY_FILE, PAGE_FILE
from dateline.api.stamping import check_stamp
from dateline.model import Coding, LedgerError, decode, sha256
from dateline.model.custody import Custody, KeptBytes, Link, ReadReport, SeenAt, Stamped
from dateline.publish.exports.wacz import DIGEST, PACKAGE, digest_of
from dateline.store import Finding, Message, Proof
from dateline.store.actions import FIRST, hash_row
from dateline.store.merkle import fold_path, leaf_hash
from dateline.store.sealing import hash_seal, leaf_of
from dateline.store.vouching import wrong_judgement

if TYPE_CHECKING:
    from dateline.model.custody import Decided, SaidClaim

MOST = 2 << 30
"""Bytes of a package, unpacked: larger ones are refused before they fill the memory."""
Files = Mapping[str, bytes]


def read_package(path: Path) -> dict[str, bytes]:
    """The files of a package; LedgerError where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST:
                raise LedgerError("is larger than any package", where=str(path))
            names = archive.namelist()
            files = {name: archive.read(name) for name in names}
    except OSError as error:
        raise LedgerError(
            f"cannot be read: {error.strerror or error}", where=str(path), remedy="check the path"
        ) from error
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise LedgerError(
            f"is no package, or is damaged: {error}", where=str(path), remedy="get it again"
        ) from error
    if len(files) != len(names):
        raise LedgerError("holds two files of one name", where=str(path), remedy="get it again")
    if CUSTODY_FILE not in files:
        raise LedgerError(
            "is no package of evidence", where=str(path),
            remedy="`dateline archive package` makes one",
        )  # fmt: skip
    return files


def check_package(files: Files, certificates: Sequence[bytes] = ()) -> Iterator[Finding]:
    """Everything in a package that is not as it was written, or that does not hold."""
    yield from _of_files(files)
    try:
        custody = msgspec.json.decode(files[CUSTODY_FILE], type=Custody)
    except msgspec.DecodeError as error:
        yield Finding(record=CUSTODY_FILE, what=f"cannot be read: {error}")
        return
    messages = {one.id: files.get(one.message, b"") for one in custody.stamps}
    for kept in custody.originals:
        yield from _of_original(kept, files, messages)
    for report in custody.reports:
        yield from _of_report(report, custody, files)
    yield from _of_audit(custody)
    for stamp in custody.stamps:
        yield from _of_stamp(stamp, custody.audit, files, certificates)
    yield from _of_page(custody, files)


def _of_files(files: Files) -> Iterator[Finding]:
    """Each file beside what the package itself says of it."""
    try:
        resources = json.loads(files.get(PACKAGE, b""))["resources"]
        listed = {str(one["path"]): str(one["hash"]) for one in resources}
    except (ValueError, KeyError, TypeError, RecursionError):
        yield Finding(record=PACKAGE, what="cannot be read")
        return
    if files.get(DIGEST) != digest_of(files[PACKAGE]):
        yield Finding(record=DIGEST, what="does not vouch for datapackage.json: one of the two is "
                      "not as it was written")  # fmt: skip
    for name, said in listed.items():
        if name not in files:
            yield Finding(record=name, what="is lost")
        elif said != f"sha256:{sha256(files[name])}":
            yield Finding(record=name, what="is not as it was written")
    for name in sorted(files.keys() - listed.keys() - {PACKAGE, DIGEST}):
        yield Finding(record=name, what="was put in")


def _of_original(kept: KeptBytes, files: Files, messages: Files) -> Iterator[Finding]:
    data = files.get(kept.file)
    if data is None or sha256(data) != kept.sha256 or len(data) != kept.size:
        what = "is lost" if data is None else "is not the bytes that its hash says"
        yield Finding(record=f"original {kept.sha256}", what=what)
    for seen in kept.seen:
        wrong = _wrong_proof(kept, seen, messages) if seen.proof is not None else None
        if wrong is not None:
            yield Finding(record=f"sighting of {kept.sha256[:12]} at {seen.location}", what=wrong)


def _wrong_proof(kept: KeptBytes, seen: SeenAt, messages: Files) -> str | None:
    """Why a sighting is not under the stamp that it names."""
    try:
        proof = msgspec.convert(seen.proof, Proof)
        said = proof.sighting
        if (said.sha256, said.location, said.media_type, said.fetched, said.recorded_at) != (
            kept.sha256, seen.location, seen.media_type, seen.fetched, seen.recorded_at
        ):  # fmt: skip
            return "is told otherwise than it was sealed"
        if fold_path(leaf_hash(leaf_of(said)), proof.path).hex() != proof.seal.root:
            return "is not under the seal that it names"
        if hash_seal(proof.seal) != proof.seal.hash:
            return "is under a seal that is not as it was written"
        message = msgspec.json.decode(messages.get(proof.stamp, b""), type=Message)
        top = fold_path(leaf_hash(bytes.fromhex(proof.seal.hash)), proof.seal_path)
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError) as error:
        return f"has a proof that cannot be read: {error}"
    return None if top.hex() == message.root else "is not under the stamp that it names"


def _of_report(report: ReadReport, custody: Custody, files: Files) -> Iterator[Finding]:
    """What was read, beside the words that the claims say that they rest on."""
    try:
        coding = decode(files.get(report.file, b""))
    except (msgspec.DecodeError, ValueError) as error:
        yield Finding(record=f"report {report.id}", what=f"cannot be read: {error}")
        return
    told = {name: getattr(coding.report, name) for name in ("id", "title", "outlet", "published",
                                                          "url", "sha256")}  # fmt: skip
    for name, value in told.items():
        if getattr(report, name) != value:
            yield Finding(record=f"report {report.id}", what=f"says another {name} than its file")
    for claim in custody.claims:
        if claim.report == report.id:
            yield from _of_claim(claim, coding)


def _of_claim(claim: SaidClaim, coding: Coding) -> Iterator[Finding]:
    found = next((one for one in coding.claims if one.id == claim.id), None)
    if found is None:
        yield Finding(record=f"claim {claim.id}", what="is not in what was read")
        return
    if (found.stance.value, found.certainty.value) != (claim.stance, claim.certainty):
        yield Finding(record=f"claim {claim.id}", what="is told otherwise than it was read")
    for words in claim.words:
        if coding.report.text[words.start : words.end] != words.text:
            yield Finding(record=f"claim {claim.id}", what=f"rests on {words.text!r}, which does "
                          "not stand there")  # fmt: skip


def _of_audit(custody: Custody) -> Iterator[Finding]:
    previous = FIRST
    for n, link in enumerate(custody.audit, start=1):
        record = f"action {link.seq}"
        if link.seq != n or link.previous != previous:
            yield Finding(record=record, what="does not follow the action before")
        previous = link.hash
        if link.action is not None and _hash_of(link) != link.hash:
            yield Finding(record=record, what="is not as it was written")
    whole = {link.seq: link for link in custody.audit if link.action is not None}
    for decided in custody.judgements:
        yield from _of_decision(decided, [whole[n] for n in decided.actions if n in whole])


def _hash_of(link: Link) -> str:
    detail = msgspec.json.encode(link.detail or {}, order="deterministic").decode()
    return hash_row({**msgspec.structs.asdict(link), "detail": detail})


def _of_decision(decided: Decided, links: Sequence[Link]) -> Iterator[Finding]:
    """A judgement beside the actions that made and ended it."""
    record = f"judgement {decided.id}"
    wrong = wrong_judgement(msgspec.structs.asdict(decided))
    if wrong is not None:
        yield Finding(record=record, what=wrong)
    made = [one for one in links if one.action == "judgement.made" and one.target == decided.id]
    if not made:
        yield Finding(record=record, what="was made by nobody that the audit knows")
    for one in made:
        for name in ("target_kind", "target", "other", "verdict", "author"):
            said = (one.detail or {}).get(name)
            if said is not None and said != getattr(decided, name):
                yield Finding(record=record, what=f"says another {name} than the audit")
    ended = {(one.detail or {}).get("withdrawn_at") for one in links if one not in made}
    if (decided.withdrawn_at or None) not in (ended or {None}):
        yield Finding(record=record, what="is withdrawn at another time than the audit says")


def _of_stamp(
    stamp: Stamped, audit: Sequence[Link], files: Files, certificates: Sequence[bytes]
) -> Iterator[Finding]:
    record = f"stamp {stamp.id}"
    message, reply = files.get(stamp.message), files.get(stamp.reply)
    if message is None or reply is None:
        yield Finding(record=record, what="is lost")
        return
    try:
        said = msgspec.json.decode(message, type=Message)
    except msgspec.DecodeError:
        yield Finding(record=record, what="is over something else")
        return
    known = {link.seq: link.hash for link in audit} | {0: FIRST}
    if known.get(said.audit) != said.audit_hash:
        yield Finding(record=record, what="is over another audit than that of the package")
    if certificates:
        checked = check_stamp(message, reply, certificates)
        if checked.wrong:
            yield Finding(record=record, what=f"is not believed ({checked.by}: {checked.wrong})")
        elif stamp.time not in (None, checked.time):
            yield Finding(record=record, what=f"is told of {stamp.time}; it is of {checked.time}")


def _of_page(custody: Custody, files: Files) -> Iterator[Finding]:
    """The page beside what it is made of."""
    from dateline.publish.custody_page import custody_page

    if files.get(PAGE_FILE) != custody_page(custody).encode("utf-8", "replace"):
        yield Finding(record=PAGE_FILE, what="tells something else than custody.json, or was "
                      "written by another version of Dateline")  # fmt: skip
