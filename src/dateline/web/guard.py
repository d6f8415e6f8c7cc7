"""Who may come in: by the address that was asked for, by where a write comes from, by a token.

A page of another site must reach nothing here: a foreign Host (DNS rebinding) or Origin (CSRF) is
refused before anything is read, and without the token that `dateline serve` printed nobody reads
or writes. Every answer forbids scripts, styles and pictures from elsewhere.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from msgspec import Struct

COOKIE = "dateline"
READS = frozenset({"GET", "HEAD"})
LOCAL = ("127.0.0.1", "localhost", "[::1]")
MOST = 50_000_000
"""Bytes that a request may have."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
)


class Refusal(Struct, frozen=True):
    """Why a request is not answered: a status, what was wrong and what to do."""

    status: int
    what: str
    remedy: str


class Guard:
    """The outermost layer of the application. `hosts`: names that it may be asked for under."""

    def __init__(self, app: ASGIApp, *, token: str, hosts: tuple[str, ...] = LOCAL) -> None:
        self.app = app
        self.token = token
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses, lets somebody in by the printed address, or hands on."""
        if scope["type"] != ScopeType.HTTP:
            if str(scope["type"]) == "lifespan":
                await self.app(scope, receive, send)
            return  # there are no sockets here
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        refusal = self.check_origin(scope["method"], headers)
        query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))
        if refusal is None and self.is_token(query.get("token", "")) and scope["method"] in READS:
            await self._let_in(str(scope["path"]), query, send)
            return
        refusal = refusal or self.check_token(headers)
        if refusal is not None:
            await refuse(refusal, send)
            return
        await self.app(scope, receive, with_headers(send))

    def check_origin(self, method: str, headers: Mapping[str, str]) -> Refusal | None:
        """What is wrong with where a request goes, comes from, or how long it is."""
        host = headers.get("host", "")
        if host_of(host) not in self.hosts:
            return Refusal(421, "this workbench is not at that address", "open the printed address")
        origin = headers.get("origin")
        if method not in READS and origin is not None and urlsplit(origin).netloc != host:
            return Refusal(403, "another site may not write here", "use the workbench's own pages")
        if not headers.get("content-length", "0").isdigit():
            return Refusal(400, "the length of the request is no number", "send its length")
        if int(headers.get("content-length", "0")) > MOST:
            return Refusal(413, "the request is too long", "add large files with `dateline ingest`")
        return None

    def check_token(self, headers: Mapping[str, str]) -> Refusal | None:
        """Whether the token came, as a cookie or as a program sends it."""
        _, _, bearer = headers.get("authorization", "").partition("Bearer ")
        pairs = (p.strip().partition("=") for p in headers.get("cookie", "").split(";"))
        cookies = {name: value for name, _, value in pairs}
        if self.is_token(bearer) or self.is_token(cookies.get(COOKIE, "")):
            return None
        return Refusal(401, "you are not signed in", "open the address that `dateline serve` shows")

    def is_token(self, given: str) -> bool:
        """Whether this is the token, compared in constant time."""
        return hmac.compare_digest(given.encode(), self.token.encode())

    async def _let_in(self, path: str, query: Mapping[str, str], send: Send) -> None:
        left = urlencode({k: v for k, v in query.items() if k != "token"})
        place = "/" + path.lstrip("/") + (f"?{left}" if left else "")
        cookie = f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/"
        headers = [
            (b"location", place.encode("latin-1", "replace")),
            (b"set-cookie", cookie.encode()),
        ]
        await send(start_of(303, headers))
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def host_of(host: str) -> str:
    """The name of a Host header without its port: "[::1]:80" -> "[::1]"."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


def with_headers(send: Send) -> Send:
    """A `send` that adds the headers of every answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            added = [(n.encode(), v.encode()) for n, v in HEADERS if n.encode() not in given]
            message["headers"] = [*message["headers"], *added]
        await send(message)

    return sending


async def refuse(refusal: Refusal, send: Send) -> None:
    """A plain answer that says what was wrong and what to do."""
    body = f"dateline: {refusal.what}; {refusal.remedy}\n".encode()
    kind = [(b"content-type", b"text/plain; charset=utf-8")]
    await with_headers(send)(start_of(refusal.status, kind))
    await send({"type": "http.response.body", "body": body, "more_body": False})


def start_of(status: int, headers: list[tuple[bytes, bytes]]) -> Message:
    """The beginning of an answer."""
    return {"type": "http.response.start", "status": status, "headers": headers}
