"""What is sent arrives whole, over a real connection; nothing is followed, nothing is endless."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from dateline.ingest.posting import post_bytes
from dateline.model import FetchError
from tests.serving import serving


class Echo(BaseHTTPRequestHandler):
    """Gives back what it was sent; /moved sends on, /endless never ends, /no refuses."""

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/no":
            return self.send_error(403)
        self.send_response(302 if self.path == "/moved" else 200)
        self.send_header("Location", "/echo")
        self.send_header("Content-Type", "text/x-echo; charset=utf-8")
        self.end_headers()
        self.wfile.write(data * (50 if self.path == "/endless" else 1))
        return None


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serving(Echo) as address:
        yield address


def test_the_body_arrives_and_the_answer_comes_back(host: str) -> None:
    body = bytes(range(256)) * 400
    answer = post_bytes(f"{host}/echo", body, headers={"X-A": "b"}, loopback=True, private=True)
    assert (answer.data, answer.media_type, answer.status) == (body, "text/x-echo", 200)


@pytest.mark.parametrize(
    ("path", "told"),
    [("/no", "answered 403"), ("/moved", "answered 302"), ("/endless", "did not end|longer than")],
)
def test_what_is_no_answer_is_refused(host: str, path: str, told: str) -> None:
    with pytest.raises(FetchError, match=told):
        post_bytes(f"{host}{path}", b"x" * 90, headers={}, private=True, most=1000)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://", "ftp://x.example/"])
def test_only_the_web_is_asked(address: str) -> None:
    with pytest.raises(FetchError):
        post_bytes(address, b"", headers={}, private=True)


def test_a_private_address_needs_a_word(host: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        post_bytes(f"{host}/echo", b"x", headers={})
