"""A server on loopback with feeds that behave, and many that do not; it keeps who asked when."""

from __future__ import annotations

import socket
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

Answer = Callable[[str, dict[str, str], float], bytes]
"""What a path answers, by the host that was asked, the headers, and the seconds on the clock."""


class Passing:
    """A clock whose time passes only when somebody sleeps."""

    def __init__(self, at: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> None:
        self.start, self.at = at, at

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return (self.at - self.start).total_seconds()

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class FeedServer:
    """Answers by path; the same on every address of the loopback network, which are its hosts."""

    def __init__(self, clock: Passing) -> None:
        self.clock = clock
        self.answers: dict[str, Answer] = {}
        self.asked: dict[str, list[tuple[float, str]]] = defaultdict(list)
        self._listener = socket.create_server(("0.0.0.0", 0), backlog=64)
        self._listener.settimeout(0.05)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.port = self._listener.getsockname()[1]

    def address(self, host: int, path: str) -> str:
        """The address of a path on one of the hosts."""
        return f"http://127.0.0.{host}:{self.port}{path}"

    def paths(self, host: str) -> list[str]:
        """What was asked of a host, in order, without robots.txt."""
        return [path for _, path in self.asked[host] if path != "/robots.txt"]

    @contextmanager
    def running(self) -> Iterator[FeedServer]:
        """While it answers."""
        self._thread.start()
        try:
            yield self
        finally:
            self._ended.set()
            self._thread.join(5)
            self._listener.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                connection, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(2)
            head = b""
            while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
                head += piece
            first, *lines = head.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            fields = (line.partition(":") for line in lines if ":" in line)
            headers = {name.lower(): value.strip() for name, _, value in fields}
            host = headers["host"].partition(":")[0]
            at = self.clock.seconds()
            self.asked[host].append((at, path))
            answer = self.answers.get(path)
            if answer is None:
                connection.sendall(status(404))
                return
            said = answer(host, headers, at)
            connection.sendall(said)
            if said.endswith(ENDLESS):
                until = time.monotonic() + 5
                while time.monotonic() < until:
                    connection.sendall(b"<!-- and on -->" * 4096)


ENDLESS = b"<!-- on and on -->"


def status(code: int, body: bytes = b"", **headers: str) -> bytes:
    """An answer with a status, headers (`_` for `-`) and a body."""
    lines = [f"HTTP/1.1 {code} So", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def feed_text(host: str, entries: int, *, words: str = "Soldiers left the town") -> bytes:
    """An RSS feed whose entries are named by host and number."""
    items = "".join(
        f"<item><title>{words} {n} of {host}</title><guid>{host}/{n}</guid>"
        f"<link>http://{host}/{n}</link><description>{words}, entry {n}, said {host}."
        "</description></item>"
        for n in range(entries)
    )
    return f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()


def growing(*, every: float, conditional: bool = True) -> Answer:
    """A feed with one more entry after each so many seconds; 304 where nothing is new."""

    def answer(host: str, headers: dict[str, str], at: float) -> bytes:
        count = 1 + int(at // every)
        tag = f'"{count}"'
        if conditional and headers.get("if-none-match") == tag:
            return status(304)
        body = feed_text(host, count)
        more = {"ETag": tag} if conditional else {}
        return status(200, body, Content_Type="application/rss+xml", **more)

    return answer


def page(text: str, **headers: str) -> Answer:
    """A page that stays as it is."""
    return lambda *_: status(200, text.encode(), Content_Type="text/html", **headers)
