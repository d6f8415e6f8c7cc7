"""`--articles N`: a feed and a sitemap on a local server, and what is refused without it."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from dateline.ingest import articles
from tests.cli.conftest import Runs
from tests.serving import serving

FORD = "Rebels captured Lower Ford on Monday, the army said, and the whole story is told here."


class Site(BaseHTTPRequestHandler):
    """A feed, a sitemap, two pages; what was asked for is kept."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        host = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        found = {
            "/rss": ("application/rss+xml", f"<rss version='2.0'><channel><title>Wire</title><item>"
                     f"<title>Ford falls</title><link>{host}/1</link><description>Rebels took it."
                     "</description></item></channel></rss>"),
            "/sitemap.xml": ("text/xml", f"<urlset><url><loc>{host}/1</loc></url></urlset>"),
            "/1": ("text/html", f"<html><body><article><p>{FORD}</p></article></body></html>"),
        }.get(self.path)  # fmt: skip
        self.send_response(200 if found else 404)
        if found:
            self.send_header("Content-Type", found[0])
        self.end_headers()
        self.wfile.write(found[1].encode() if found else b"")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    rules = articles.Rules(host_seconds=0.01, maps=3)
    monkeypatch.setattr(articles, "article_rules", lambda: rules)
    Site.asked.clear()
    with serving(Site) as address:
        yield address


def test_pages_are_followed_only_where_that_is_asked_for(
    dateline: Runs, site: str, tmp_path: Path
) -> None:
    ledger = ("--ledger", str(tmp_path / "l.sqlite"), "--no-reader", "--allow-private")
    ran = dateline("ingest", f"{site}/rss", *ledger)
    assert ran.code == 0, ran.err
    assert "/1" not in Site.asked
    ran = dateline("ingest", f"{site}/rss", *ledger, "--articles", "5")
    assert ran.code == 0, ran.err
    assert Site.asked.count("/1") == 1
    found = dateline("search", "whole story", "--reports", "--ledger", str(tmp_path / "l.sqlite"))
    assert "whole" in found.out


def test_a_sitemap_is_refused_with_the_remedy_and_read_with_it(
    dateline: Runs, site: str, tmp_path: Path
) -> None:
    ledger = ("--ledger", str(tmp_path / "l.sqlite"), "--no-reader", "--allow-private")
    ran = dateline("ingest", f"{site}/sitemap.xml", *ledger)
    assert (ran.code, "--articles N" in ran.err, "/1" in Site.asked) == (1, True, False)
    ran = dateline("ingest", f"{site}/sitemap.xml", *ledger, "--articles", "5")
    assert ran.code == 0, ran.err
    assert "reports: 1 new" in ran.err


def test_a_feed_that_was_saved_is_followed_too(dateline: Runs, site: str, tmp_path: Path) -> None:
    saved = tmp_path / "feed.xml"
    saved.write_text(
        f"<rss version='2.0'><channel><title>Wire</title><item><title>Ford falls</title>"
        f"<link>{site}/1</link><description>Rebels took it.</description></item></channel></rss>"
    )
    ran = dateline("code", str(saved), "--no-reader", "--allow-private", "--articles", "1")
    assert "the whole story is told here" in ran.out
    refused = dateline("code", str(saved), "--no-reader", "--articles", "1")
    assert "the whole story" not in refused.out
    assert "Rebels took it." in refused.out
    assert refused.code == 1
