"""Who may come in: by the address that was asked for, by where a write comes from, by a token.

A page of another site must reach nothing here: a foreign Host (DNS rebinding) or Origin (CSRF) is
refused before anything is read. Without the token that `dateline serve` printed, or a session or
token of a user, nobody reads or writes anything but the page to sign in, and that is there only
where the ledger has users. Every answer forbids scripts, styles and pictures from elsewhere.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from msgspec import Struct

from dateline.model import DatelineError
from dateline.publish.face import ENGLISH, languages, speak
from dateline.store.users import PREFIX, User
from dateline.web.desk import Desk
from dateline.web.identity import WHO

COOKIE = "dateline"
TONGUE = "dateline-lang"
"""The cookie that holds the language which a browser has chosen."""
LOGIN = "/login"
SEE_LOGIN = 303
TWINS = (".json", ".jsonl", ".csv", ".geojson")
"""Suffixes of what programs read."""
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
    """The outermost layer of the application. `hosts`: names that it may be asked for under;
    `lang`: of its pages where a browser has chosen none (None: what the browser asks for)."""

    def __init__(
        self, app: ASGIApp, *, desk: Desk, token: str, hosts: tuple[str, ...] = LOCAL,
        lang: str | None = None,
    ) -> None:  # fmt: skip
        self.app = app
        self.desk = desk
        self.token = token
        self.hosts = hosts
        self.lang = lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses, lets somebody in by the printed address, or hands on."""
        if scope["type"] != ScopeType.HTTP:
            if str(scope["type"]) == "lifespan":
                await self.app(scope, receive, send)
            return  # there are no sockets here
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        path = str(scope["path"])
        refusal = self.check_origin(scope["method"], headers)
        query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))
        if refusal is None and self.is_token(query.get("token", "")) and scope["method"] in READS:
            await self._let_in(path, query, send)
            return
        user = None if refusal else await self.identify(headers)
        if refusal is None and user is None:
            refusal = await self.check_open(path)
            if refusal is not None and refusal.status == SEE_LOGIN:
                await self._lead_to_login(path, scope["method"], send)
                return
        if refusal is not None:
            await refuse(refusal, send, path=path)
            return
        scope["user"] = user
        WHO.set(user)
        speak(self.language_of(path, headers))
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

    async def identify(self, headers: Mapping[str, str]) -> User | None:
        """Who asks, by a token as a cookie or as a program sends it; None: nobody known."""
        _, _, bearer = headers.get("authorization", "").partition("Bearer ")
        for given in (bearer, cookie_of(headers, COOKIE)):
            if self.is_token(given):
                return self.desk.owner
            if given.startswith(PREFIX):
                user = await asyncio.to_thread(self.desk.find_holder, given)
                if user is not None:
                    return user
        return None

    async def check_open(self, path: str) -> Refusal | None:
        """What becomes of who is nobody: with users, the page to sign in is open."""
        closed = Refusal(401, "you are not signed in", "open the address that `dateline serve` "
                         "shows, or sign in at /login")  # fmt: skip
        try:
            with_users = await asyncio.to_thread(self.desk.has_users)
        except DatelineError:
            return closed
        if not with_users or path.startswith("/api/"):
            return closed
        if path == LOGIN or path.startswith("/static/"):
            return None
        return Refusal(SEE_LOGIN, "you are not signed in", "sign in at /login")

    def language_of(self, path: str, headers: Mapping[str, str]) -> str:
        """In which language to answer: what the browser's cookie says, or `dateline serve --lang`,
        or the first that the browser asks for; programs are answered in English."""
        if path.startswith("/api/") or path.endswith(TWINS):
            return ENGLISH
        chosen = cookie_of(headers, TONGUE)
        if chosen in languages():
            return chosen
        return self.lang or wanted_language(headers.get("accept-language", ""))

    def is_token(self, given: str) -> bool:
        """Whether this is the token, compared in constant time."""
        return hmac.compare_digest(given.encode(), self.token.encode())

    async def _lead_to_login(self, path: str, method: str, send: Send) -> None:
        back = urlencode({"back": path if method in READS else "/"})
        headers = [(b"location", f"{LOGIN}?{back}".encode())]
        await with_headers(send)(start_of(303, headers))
        await send({"type": "http.response.body", "body": b"", "more_body": False})

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


def cookie_of(headers: Mapping[str, str], name: str) -> str:
    """The value of a cookie; "": there is none."""
    pairs = (p.strip().partition("=") for p in headers.get("cookie", "").split(";"))
    return next((value for key, _, value in pairs if key == name), "")


def wanted_language(accepted: str) -> str:
    """The first language of an Accept-Language header that there is a face in.

    >>> wanted_language("de, uk;q=0.8, en;q=0.5")
    'uk'
    """
    for part in accepted.split(","):
        code = part.partition(";")[0].strip().partition("-")[0].casefold()
        if code in languages():
            return code
    return ENGLISH


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


async def refuse(refusal: Refusal, send: Send, *, path: str = "/") -> None:
    """A plain answer that says what was wrong and what to do; problem+json to programs."""
    if path.startswith("/api/"):
        kind = "application/problem+json"
        said = {"type": "about:blank", "status": refusal.status, "title": refusal.what,
                "where": None, "remedy": refusal.remedy}  # fmt: skip
        body = msgspec.json.encode(said)
    else:
        kind = "text/plain; charset=utf-8"
        body = f"dateline: {refusal.what}; {refusal.remedy}\n".encode()
    await with_headers(send)(start_of(refusal.status, [(b"content-type", kind.encode())]))
    await send({"type": "http.response.body", "body": body, "more_body": False})


def start_of(status: int, headers: list[tuple[bytes, bytes]]) -> Message:
    """The beginning of an answer."""
    return {"type": "http.response.start", "status": status, "headers": headers}
