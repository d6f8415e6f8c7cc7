"""Mails through the one server that a person named; none is sent unless one is."""

from __future__ import annotations

import os
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from dateline.model import UsageError

PASSWORD = "DATELINE_SMTP_PASSWORD"
PORTS = {"smtp": 587, "smtps": 465}
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
SECONDS = 30.0


class MailServer(Struct, frozen=True, kw_only=True):
    """A server: with smtps from the first byte in TLS, with smtp from STARTTLS on."""

    host: str
    port: int
    whole: bool
    user: str | None


def server_at(address: str) -> MailServer:
    """The server of `smtp://[user@]host[:port]` or `smtps://...`; UsageError where it is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"is no address of a mail server: {error}", where=address) from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise UsageError(
            "is no address of a mail server", where=address.rpartition("@")[2],
            remedy="write smtp://user@host:587 or smtps://user@host",
        )  # fmt: skip
    if parts.password is not None:
        raise UsageError(
            "a password does not belong into an address", where=parts.hostname,
            remedy=f"set {PASSWORD}, or name a file with --secret-file",
        )  # fmt: skip
    return MailServer(
        host=parts.hostname, port=port or PORTS[parts.scheme], whole=parts.scheme == "smtps",
        user=unquote(parts.username) if parts.username else None,
    )  # fmt: skip


def send_mail(mail: EmailMessage, address: str, *, secret_file: str | None = None) -> None:
    """Sends one mail; OSError (smtplib's among them) where it is not taken.

    Nothing is sent in the clear to another machine: a server without STARTTLS is refused.
    """
    server = server_at(address)
    password = _password(secret_file) if server.user else ""
    trust = ssl.create_default_context()
    if server.whole:
        link: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=trust
        )
    else:
        link = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    with link:
        link.ehlo_or_helo_if_needed()
        if not server.whole and (link.has_extn("starttls") or server.host not in HERE):
            link.starttls(context=trust)
        if server.user:
            link.login(server.user, password)
        link.send_message(mail)


def _password(secret_file: str | None) -> str:
    if secret_file:
        return Path(secret_file).read_text(encoding="utf-8").strip()
    return os.environ.get(PASSWORD, "").strip()
