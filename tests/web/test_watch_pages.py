"""Watches in the workbench: added, tried, muted, woken, told of; what makes no sense is refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.pipeline import Settings
from dateline.watch.loop import Loop, Setup
from dateline.watch.taking import Coder
from tests.web.conftest import bearer


def watches(client: Any) -> dict[str, Any]:
    return {w["name"]: w for w in client.get("/watches.json").json()}


def add(client: Any, **said: str) -> Any:
    return client.post("/watches/new", data=said)


def look_once(desk: Any) -> None:
    with desk.open() as opened:
        Loop(opened, Setup(coder=Coder(Settings(reader=False))), tell=lambda _: None).run_once()


def test_a_query_is_tried_before_it_is_watched(client: Any) -> None:
    found = client.get("/watches", params={"tried": "place:Kherson", "last": "1d"}).text
    listed = client.get("/claims.json", params={"place": "Kherson"}).json()
    assert f"Came into the ledger in the last 1d: {len(listed)} claims." in found
    assert "Watch this search" in found
    assert client.get("/watches", params={"tried": "place:"}).status_code == 400
    assert client.get("/watches", params={"tried": "a", "last": "soon"}).status_code == 400


def test_a_search_tells_what_came_since_on_its_page_and_as_a_feed(
    client: Any, desk: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    assert add(client, query="Velmar", name="bridge").status_code == 200
    assert add(client, target=str(folder), name="inbox", every="5s").status_code == 200
    (folder / "new.txt").write_text(
        "Velmar bridge closed\n\n3 March 2026\n\nThe mayor said the bridge at Velmar was closed.",
        encoding="utf-8",
    )
    look_once(desk)
    listed = watches(client)
    assert listed["inbox"]["state"] == "ok"
    made = client.get(f"/watches/{listed['bridge']['id']}")
    assert made.status_code == 200
    feed = client.get(f"/watches/{listed['bridge']['id']}.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    finds = client.get(f"/watches/{listed['bridge']['id']}.json").json()
    assert len(finds) == listed["bridge"]["total"] == feed.text.count("<entry>")


def test_what_is_muted_is_not_looked_at_until_it_is_woken(client: Any, desk: Any) -> None:
    add(client, query="Kherson", name="all")
    ident = watches(client)["all"]["id"]
    client.post(f"/watches/{ident}/do", data={"do": "mute"})
    assert watches(client)["all"]["state"] == "muted"
    look_once(desk)
    assert watches(client)["all"]["last"] is None
    client.post(f"/watches/{ident}/do", data={"do": "wake"})
    assert watches(client)["all"]["state"] == "new"
    look_once(desk)
    woken = watches(client)["all"]
    assert woken["state"] == "ok"
    assert woken["total"] == 0  # what was there before is not told


def test_a_watch_that_is_muted_while_it_is_looked_at_stays_muted(client: Any, desk: Any) -> None:
    add(client, query="Kherson", name="all")
    ident = watches(client)["all"]["id"]
    with desk.open() as opened:
        loop = Loop(opened, Setup(coder=Coder(Settings(reader=False))), tell=lambda _: None)
        watch = opened.watch_book().find_watch(ident)
        client.post(f"/watches/{ident}/do", data={"do": "mute"})
        loop._end(watch, loop._guarded(watch, None))
    assert watches(client)["all"]["state"] == "muted"


def test_a_removed_watch_is_gone(client: Any) -> None:
    add(client, query="Kherson", name="all")
    client.post(f"/watches/{watches(client)['all']['id']}/do", data={"do": "remove"})
    assert watches(client) == {}


@pytest.mark.parametrize(
    "said",
    [
        {}, {"target": "/no/such/folder"}, {"target": "wire.example/rss"},
        {"query": "place:"}, {"query": "Kherson", "every": "soon"},
    ],
)  # fmt: skip
def test_what_cannot_be_watched_is_refused_with_a_remedy(client: Any, said: dict[str, str]) -> None:
    answer = add(client, **said)
    assert answer.status_code == 400
    assert "This cannot be shown" in answer.text
    assert watches(client) == {}


def test_words_of_a_feed_that_failed_are_only_words(client: Any, desk: Any) -> None:
    add(client, query="Kherson", name="all")
    with desk.open() as opened:
        book = opened.watch_book()
        watch = book.watches()[0]
        from msgspec.structs import replace

        failed = replace(watch, failures=3, error="<script>alert(1)</script>",
                         last_at=datetime.now(UTC).isoformat())  # fmt: skip
        book.end_look(failed)
    text = client.get("/watches").text
    assert "<script>alert" not in text
    assert re.search(r"<b>failing</b>, 3 failures", text)


def test_settings_say_what_is_worked_on(client: Any, desk: Any) -> None:
    text = client.get("/settings").text
    assert Path(desk.ledger).name in text
    assert "Nothing was learned yet" in text
    assert "not looked at here" in text


def test_who_may_watch_what_hangs_on_what_it_reaches(
    client: Any, people: dict[str, str], tmp_path: Path
) -> None:
    client.cookies.clear()
    wanted = {"search": {"query": "Velmar"}, "address": {"target": "https://news.example/feed"},
              "folder": {"target": str(tmp_path)}}  # fmt: skip
    may = {
        (role, name)
        for role, token in people.items()
        for name, said in wanted.items()
        if client.post("/watches/new", data=said, headers=bearer(token)).status_code == 200
    }
    assert may == {
        ("reviewer", "search"), ("editor", "search"), ("owner", "search"),
        ("editor", "address"), ("owner", "address"), ("owner", "folder"),
    }  # fmt: skip
    with_token = client.get("/settings", headers=bearer(people["reader"]))
    assert with_token.status_code == 403
