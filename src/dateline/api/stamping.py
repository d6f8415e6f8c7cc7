"""Time stamps of authorities (RFC 3161) over the archive: asked for on request, checked offline.

Invariant: a reply is kept as it came; only the certificates that a person gives are believed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dateline.ingest.posting import post_bytes
from dateline.model import LedgerError, MissingExtra, UsageError

if TYPE_CHECKING:
    import httpx

    from dateline.store import Ledger, Stamp

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
OPENSSL_SECONDS = 30
NAME_ONE = "name the address of a time stamp authority"


class Checked(Struct, frozen=True, kw_only=True):
    """What came of checking a stamp. `time`: when the authority says that it stamped; `wrong`: why
    it is not believed; None: it is signed by a certificate that was given, over these bytes."""

    time: str | None
    by: str
    wrong: str | None = None


class Told(Struct, frozen=True, kw_only=True):
    """A stamp that was made, and what is to be known of it."""

    stamp: Stamp
    time: str | None
    note: str | None = None


def ask_stamp(
    ledger: Ledger,
    address: str,
    *,
    private: bool = False,
    transport: httpx.BaseTransport | None = None,
) -> Told:
    """Has all that the archive holds now stamped, in one request, and keeps the reply.

    Nothing but a hash is sent. FetchError where the authority does not answer; LedgerError where
    its answer is no stamp over what was sent.
    """
    client = _library()
    book = ledger.archive_book()
    message = book.message().encoded()
    asked = client.TimestampRequestBuilder(
        data=message, hash_algorithm=client.HashAlgorithm.SHA256
    ).build()
    headers = {"Content-Type": QUERY, "Accept": REPLY}
    answer = post_bytes(
        address, asked.as_bytes(), headers=headers, private=private, transport=transport
    )
    if answer.media_type not in (REPLY, ""):
        raise LedgerError(f"answered with {answer.media_type!r} and no stamp", where=address,
                          remedy=NAME_ONE)  # fmt: skip
    time, note = _believed(answer.data, asked, address)
    return Told(stamp=book.keep_stamp(message, answer.data, address=address), time=time, note=note)


def _believed(reply: bytes, asked: Any, address: str) -> tuple[str | None, str | None]:
    """The time that a reply says, and a note; LedgerError where it is over something else."""
    client = _library()
    try:
        said = client.decode_timestamp_response(reply)
    except ValueError as error:
        # Some replies that carry a chain of certificates are refused by the library alone.
        if reply[:1] != b"\x30":
            raise LedgerError("its answer is no stamp", where=address, remedy=NAME_ONE) from error
        return None, f"kept; only openssl may be able to read it ({_short(error)})"
    if said.status not in (0, 1):
        words = "; ".join(said.status_string) or f"status {said.status}"
        raise LedgerError(f"refused to stamp: {words}", where=address, remedy="ask another one")
    info = said.tst_info
    if info.message_imprint.message != asked.message_imprint.message or info.nonce != asked.nonce:
        raise LedgerError("stamped something else than what was sent", where=address,
                          remedy="ask another one")  # fmt: skip
    return info.gen_time.isoformat(), None


def check_stamp(message: bytes, reply: bytes, certificates: Sequence[bytes]) -> Checked:
    """Whether a reply is a stamp over a message by one of the certificates (PEM), offline."""
    client = _library()
    try:
        said = client.decode_timestamp_response(reply)
    except ValueError as error:
        return _ask_openssl(message, reply, certificates, why=_short(error))
    time = said.tst_info.gen_time.isoformat()
    try:
        _verifier(certificates).verify_message(said, message)
    except (client.VerificationError, ValueError) as error:
        return Checked(time=time, by="rfc3161-client", wrong=_short(error))
    return Checked(time=time, by="rfc3161-client")


def _verifier(certificates: Sequence[bytes]) -> Any:
    """What checks by these certificates: those that sign themselves are roots."""
    client = _library()
    found = read_certificates(certificates)
    roots = [one for one in found if one.issuer == one.subject] or found
    builder = client.VerifierBuilder()
    for one in found:
        add = builder.add_root_certificate if one in roots else builder.add_intermediate_certificate
        builder = add(one)
    return builder.build()


def read_certificates(certificates: Sequence[bytes]) -> list[Any]:
    """The certificates in some PEM files, each once; UsageError where one holds none."""
    _library()
    from cryptography.x509 import load_pem_x509_certificates

    found: list[Any] = []
    for data in certificates:
        try:
            found += [one for one in load_pem_x509_certificates(data) if one not in found]
        except ValueError as error:
            raise UsageError(
                f"a file holds no certificate: {_short(error)}", remedy="give PEM files"
            ) from error
    return found


def openssl_line(name: str) -> str:
    """The command by which anybody can check a stamp of a package without this program."""
    return f"openssl ts -verify -data {name}.json -in {name}.tsr -CAfile CERTIFICATE.pem"


def _ask_openssl(
    message: bytes, reply: bytes, certificates: Sequence[bytes], *, why: str
) -> Checked:
    """A second opinion on what the library cannot read."""
    program = shutil.which("openssl")
    if program is None:
        return Checked(time=None, by="nobody", wrong=f"cannot be read ({why}), and there is no "
                       "openssl to ask")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="dateline-stamp-") as name:
        folder = Path(name)
        (folder / "m").write_bytes(message)
        (folder / "r").write_bytes(reply)
        (folder / "c").write_bytes(b"\n".join(certificates))
        done = _run(program, "-verify", "-data", "m", "-in", "r", "-CAfile", "c", "-untrusted",
                    "c", cwd=folder)  # fmt: skip
        told = _run(program, "-reply", "-in", "r", "-text", cwd=folder).stdout
    said = next((line for line in told.splitlines() if line.startswith("Time stamp:")), "")
    time = said.partition(":")[2].strip() or None
    if done.returncode == 0:
        return Checked(time=time, by="openssl")
    lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return Checked(time=time, by="openssl", wrong=_short(lines[-1] if lines else "not verified"))


def _run(program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # the files are named by us, and their bytes are data to it
        [program, "ts", *arguments], cwd=cwd, capture_output=True, text=True, check=False,
        errors="replace", timeout=OPENSSL_SECONDS, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def _short(error: object) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _library() -> Any:
    """rfc3161-client; MissingExtra where it is not installed."""
    try:
        import rfc3161_client
    except ImportError as error:
        raise MissingExtra(
            "stamps need rfc3161-client", remedy="pip install 'dateline[evidence]'"
        ) from error
    return rfc3161_client


def time_of(reply: bytes) -> str | None:
    """When an authority says that it stamped, unchecked; None where that cannot be read."""
    try:
        return str(_library().decode_timestamp_response(reply).tst_info.gen_time.isoformat())
    except (ValueError, MissingExtra):
        return None
