"""A time stamp authority of the tests: certificates made here, `openssl ts` behind a fake net."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

ADDRESS = "http://127.0.0.1:9/tsa"
CONFIG = """
[ req ]
distinguished_name = dn
[ dn ]
[ v3_ca ]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[ v3_tsa ]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ tsa ]
default_tsa = one
[ one ]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
{chain}
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
"""

needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl is not installed"
)


class Authority:
    """Stamps what it is asked to; `chain`: its replies carry the certificate of its root too."""

    def __init__(self, folder: Path, *, chain: bool = False) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        (folder / "c.cnf").write_text(CONFIG.format(chain="certs = ./ca.pem" if chain else ""))
        self._make("ca", "v3_ca", "/CN=Root of the tests", ())
        self._make(
            "tsa", "v3_tsa", "/CN=Stamps of the tests", ("-CA", "ca.pem", "-CAkey", "ca.key")
        )
        (folder / "serial").write_text("01\n")
        self.asked = 0

    @property
    def root(self) -> bytes:
        """The certificate by which its stamps are believed."""
        return (self.folder / "ca.pem").read_bytes()

    def stamp(self, query: bytes) -> bytes:
        """The reply to a query."""
        self.asked += 1
        (self.folder / "q").write_bytes(query)
        self._run("ts", "-reply", "-config", "c.cnf", "-queryfile", "q", "-out", "r")
        return (self.folder / "r").read_bytes()

    def transport(self) -> httpx.MockTransport:
        """The network, where it answers."""

        def answer(request: httpx.Request) -> httpx.Response:
            assert request.headers["Content-Type"] == "application/timestamp-query"
            return httpx.Response(
                200, content=self.stamp(request.read()),
                headers={"Content-Type": "application/timestamp-reply"},
            )  # fmt: skip

        return httpx.MockTransport(answer)

    def _make(self, name: str, kind: str, subject: str, signed: tuple[str, ...]) -> None:
        self._run(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out",
            f"{name}.pem", "-subj", subject, "-days", "3650", "-config", "c.cnf", "-extensions",
            kind, *signed,
        )  # fmt: skip

    def _run(self, *arguments: str) -> None:
        done = subprocess.run(
            ["openssl", *arguments], cwd=self.folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
