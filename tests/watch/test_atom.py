"""The finds of a saved search as an Atom file."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from dateline.store import Watch
from dateline.watch.atom import SPACE, TITLE, feed_of
from dateline.watch.finds import Find
from tests.watch.conftest import Desk

FIND = Find(
    id="clm-1", found_at="2026-01-05T10:00:00Z", report="rep-1", published="2026-01-05",
    outlet="Weir Gazette", title="Bridge falls", url="https://a.example/x", source="The mayor",
    side=None, stance="assert", certainty="certain", content="the bridge fell",
    places=("Riverton", "Hilltop"),
)  # fmt: skip


@pytest.fixture
def watch(desk: Desk) -> Watch:
    return desk.watch(query="bridge", name="Bridges", atom=str(desk.path.with_name("x.xml")))


def entry_of(watch: Watch, find: Find) -> dict[str, str | None]:
    feed = ElementTree.fromstring(feed_of(watch, [find]))
    entry = feed.find(f"{{{SPACE}}}entry")
    assert entry is not None
    found = {child.tag.removeprefix(f"{{{SPACE}}}"): child.text for child in entry}
    link = entry.find(f"{{{SPACE}}}link")
    return {**found, "link": None if link is None else link.get("href")}


def test_a_find_is_told_with_who_what_and_where(watch: Watch) -> None:
    entry = entry_of(watch, FIND)
    assert entry["title"] == "The mayor: the bridge fell"
    assert entry["link"] == "https://a.example/x"
    assert entry["content"] == (
        "The mayor (assert, certain): the bridge fell\n"
        "Weir Gazette - 2026-01-05 - Bridge falls - Riverton, Hilltop"
    )


@pytest.mark.parametrize(
    ("changed", "who"),
    [({"source": None}, "Weir Gazette"), ({"source": None, "outlet": None}, "unnamed source")],
)
def test_who_is_not_named(watch: Watch, changed: dict[str, None], who: str) -> None:
    title = entry_of(watch, replace(FIND, **changed))["title"]
    assert title == f"{who}: the bridge fell"


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/passwd"])
def test_only_a_web_address_becomes_a_link(watch: Watch, url: str | None) -> None:
    assert entry_of(watch, replace(FIND, url=url))["link"] is None


def test_hostile_words_stay_words(watch: Watch) -> None:
    entry = entry_of(watch, replace(FIND, content="<script>x</script>\x00" + "y" * 200))
    title = entry["title"]
    assert title is not None
    assert title.startswith("The mayor: <script>x</script>\ufffd")
    assert len(title) == TITLE


def test_a_feed_without_finds_dates_from_its_watch(watch: Watch) -> None:
    feed = ElementTree.fromstring(feed_of(watch, []))
    assert feed.findtext(f"{{{SPACE}}}updated") == watch.added_at
    assert feed.findtext(f"{{{SPACE}}}title") == "Bridges: bridge"
