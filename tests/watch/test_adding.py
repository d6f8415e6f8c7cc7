"""What people say becomes a watch, or an error that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model import UsageError
from dateline.watch.adding import seconds_of, spoken
from dateline.watch.records import options_of
from tests.watch.conftest import Desk


@pytest.mark.parametrize(
    ("text", "seconds", "again"),
    [("90s", 90, "90s"), ("15m", 900, "15m"), ("2h", 7200, "2h"), ("1d", 86400, "1d"),
     ("30", 1800, "30m"), (" 5 M ", 300, "5m"), ("60m", 3600, "1h")],
)  # fmt: skip
def test_lengths_of_time(text: str, seconds: int, again: str) -> None:
    assert seconds_of(text) == seconds
    assert spoken(seconds) == again


@pytest.mark.parametrize("text", ["", "soon", "-5m", "1.5h", "5w", "9999999d"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no length of time"):
        seconds_of(text)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "name one thing"),
        ({"target": "https://a.example/", "query": "x"}, "name one thing"),
        ({"target": "ftp://a.example/"}, "are not read"),
        ({"target": "https://"}, "names no host"),
        ({"target": "/nowhere/at/all"}, "neither an address nor a folder"),
        ({"query": "stance:denies", "jsonl": "/tmp/x"}, "is no stance"),
        ({"query": "x"}, "nobody to tell"),
        ({"query": "x", "jsonl": "/nowhere/at/all"}, "its folder is not there"),
        ({"query": "x", "webhook": "gopher://x"}, "are not read"),
        ({"target": "https://a.example/", "atom": "/tmp/x"}, "only a search"),
        ({"target": "https://a.example/", "every": "5s"}, "too often"),
        ({"target": "https://a.example/", "name": " "}, "taken or empty"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, said: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        desk.watch(said.pop("target", None), query=said.pop("query", None), **said)
    assert desk.ledger.watch_book().watches() == []


def test_names_are_made_and_are_each_ones_own(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "my inbox"
    folder.mkdir()
    made = [
        desk.watch("https://wire.example/feeds/a.xml"),
        desk.watch("https://wire.example/feeds-a.xml"),
        desk.watch(str(folder)),
        desk.watch(query="place:Kherson strike", jsonl=str(tmp_path / "x")),
        desk.watch("https://ru.example/новости", name="Новости"),
    ]
    assert [watch.name for watch in made] == [
        "wire.example-feeds-a.xml", "wire.example-feeds-a.xml-2", "my-inbox",
        "place-Kherson-strike", "Новости",
    ]  # fmt: skip
    with pytest.raises(UsageError, match="taken"):
        desk.watch("https://b.example/", name="my-inbox")


def test_the_same_again_changes_what_is_said_and_leaves_the_rest(
    desk: Desk, tmp_path: Path
) -> None:
    first = desk.watch(query="Kherson", jsonl=str(tmp_path / "x"), every="10m")
    again = desk.watch(query="Kherson", atom=str(tmp_path / "y"))
    assert (again.id, again.every, again.name) == (first.id, 600, first.name)
    assert (options_of(again).jsonl, options_of(again).atom) == (
        str(tmp_path / "x"), str(tmp_path / "y"),
    )  # fmt: skip
    assert len(desk.ledger.watch_book().watches()) == 1
