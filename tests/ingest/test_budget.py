"""Servers that mean harm cost what a page may cost, and no more."""

from __future__ import annotations

import time

import pytest

from dateline.ingest.fetch import fetch
from dateline.ingest.options import ReadOptions
from dateline.model import FetchError
from tests.ingest import hostile_server as hostile

OPTIONS = ReadOptions(robots=False, private=True, patience=1.0, timeout=1.0, max_bytes=1_000_000)


def test_a_packed_page_is_read() -> None:
    with hostile.served(hostile.answer) as address:
        assert fetch(address, options=OPTIONS).data == b"It fell."


@pytest.mark.parametrize(
    ("trick", "what"),
    [
        (hostile.drip_headers, "in time|timed out"),
        (hostile.inform_forever, "did not end"),
        (hostile.name_forever, "did not end"),
        (hostile.pack_twice, "packed the page 2 times"),
        (hostile.pack_once, "did not end within"),
    ],
)
def test_a_trick_ends_with_an_error_of_its_address(trick: hostile.Trick, what: str) -> None:
    began = time.monotonic()
    with hostile.served(trick) as address, pytest.raises(FetchError, match=what) as refused:
        fetch(address, options=OPTIONS)
    assert refused.value.where == address
    assert time.monotonic() - began < 8


@pytest.mark.parametrize("location", ["http://[::1", "http://\x7f/", "http://a..b/", "//"])
def test_a_redirect_to_no_address_is_an_error(location: str) -> None:
    with hostile.served(hostile.send_on(location)) as address, pytest.raises(FetchError):
        fetch(address, options=OPTIONS)


def test_what_is_private_is_trusted_where_it_is_named_and_nowhere_else() -> None:
    elsewhere = hostile.send_on("http://127.0.0.2:9/x")
    with hostile.served(elsewhere) as address, pytest.raises(FetchError, match="private"):
        fetch(address, options=OPTIONS)
