"""Addresses that lead on: what is behind them is read out of them, and nothing is fetched."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.feed import read_feed
from dateline.ingest.redirects import address_behind, host_of
from dateline.model import Reading

BEHIND = "https://www.gazette.example/a?b=1"
OLD = base64.urlsafe_b64encode(b"\x08\x13\x22\x23" + BEHIND.encode() + b"\xd2\x01\x00").decode()


@pytest.mark.parametrize(
    ("address", "behind"),
    [
        (
            "https://www.google.com/url?rct=j&sa=t&url=https://a.example/1&ct=ga",
            "https://a.example/1",
        ),
        ("https://google.com/url?q=https%3A%2F%2Fa.example%2F1", "https://a.example/1"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F1&h=x", "https://a.example/1"),
        (f"https://news.google.com/rss/articles/{OLD.rstrip('=')}?oc=5", BEHIND),
        ("https://news.google.com/rss/articles/CBMiK0FVX3lxTE1sSzVhYmNkZWZnaGlqa2xtbm9w", None),
        ("https://www.google.com/url?url=javascript:alert(1)", None),
        ("https://www.google.com/url?url=file:///etc/passwd", None),
        ("https://www.google.com/search?q=https://a.example", None),
        ("https://notgoogle.com/url?url=https://a.example/1", None),
        ("https://a.example/url?url=https://b.example", None),
        ("http://[::1/url", None),
        ("", None),
    ],
)
def test_what_is_behind_an_address(address: str, behind: str | None) -> None:
    assert address_behind(address) == behind


@given(st.text(max_size=80))
def test_any_address_leads_to_one_or_nowhere(text: str) -> None:
    for begin in ("", "https://news.google.com/articles/", "https://www.google.com/url?url="):
        found = address_behind(begin + text)
        assert found is None or found.startswith(("http://", "https://"))


def test_hosts() -> None:
    assert host_of(BEHIND) == "gazette.example"
    assert host_of("http://[::1") is None


def entry(link: str, more: str = "") -> Reading:
    feed = (
        "<rss version='2.0'><channel><title>Google Alert - Goma</title><item><title>Rebels take "
        f"Goma</title><link>{link.replace('&', '&amp;')}</link>{more}</item></channel></rss>"
    )
    (found,) = read_feed(feed.encode(), where="f.rss")
    assert isinstance(found, Reading)
    return found


def test_the_outlet_is_the_one_behind_the_alert() -> None:
    report = entry(
        "https://www.google.com/url?rct=j&url=https://www.gazette.example/1&ct=ga"
    ).report
    assert (report.outlet, report.url) == ("gazette.example", "https://www.gazette.example/1")
    named = entry(
        "https://www.google.com/url?url=https://www.gazette.example/1",
        "<source url='https://gazette.example'>The Gazette</source>",
    ).report
    assert named.outlet == "The Gazette"
    plain = entry("https://gazette.example/1").report
    assert (plain.outlet, plain.url) == ("Google Alert - Goma", "https://gazette.example/1")
