"""A server on loopback that plays one trick on whoever asks it."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Trick = Callable[[socket.socket], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@contextmanager
def served(trick: Trick) -> Iterator[str]:
    """The address of a server that does this to every connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            with suppress(TimeoutError):
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    connection.settimeout(2)
                    connection.recv(65536)
                    trick(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    finally:
        ended.set()
        thread.join(5)
        listener.close()


def _for_a_while(connection: socket.socket, piece: bytes, *, pause: float = 0.0) -> None:
    """Sends the same again and again for at most ten seconds, or until nobody listens."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        connection.sendall(piece)
        time.sleep(pause)


def drip_headers(connection: socket.socket) -> None:
    """One letter of a header now and then."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _for_a_while(connection, b"a", pause=0.05)


def inform_forever(connection: socket.socket) -> None:
    """1xx answers, and never the one that was asked for."""
    _for_a_while(connection, b"HTTP/1.1 103 Early Hints\r\n\r\n")


def name_forever(connection: socket.socket) -> None:
    """A gzip header whose file name never ends: much is received, nothing unpacked."""
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03")
    _for_a_while(connection, b"a" * 65536)


def pack_twice(connection: socket.socket) -> None:
    """Kilobytes that are gigabytes once unpacked twice."""
    bomb = gzip.compress(gzip.compress(b"\0" * 20_000_000))
    head = f"Content-Encoding: gzip, gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    connection.sendall(HEAD + head.encode() + bomb)


def pack_once(connection: socket.socket) -> None:
    """Kilobytes that are megabytes."""
    bomb = gzip.compress(b"word " * 4_000_000)
    head = f"Content-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    connection.sendall(HEAD + head.encode() + bomb)


def send_on(location: str) -> Trick:
    """A redirect to anywhere."""

    def trick(connection: socket.socket) -> None:
        connection.sendall(
            f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()
        )

    return trick


def answer(connection: socket.socket) -> None:
    """A page, as it should be."""
    page = gzip.compress(b"It fell.")
    head = f"Content-Encoding: gzip\r\nContent-Length: {len(page)}\r\n\r\n"
    connection.sendall(HEAD + head.encode() + page)
