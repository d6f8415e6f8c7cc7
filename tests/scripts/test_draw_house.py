"""The picture of the house is that of the imports as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.draw_house import (
    PICTURE,
    draw_house,
    draw_picture,
    drop_implied,
    list_imports,
    reaches,
    read_floors,
)


def test_the_picture_in_the_documents_is_current() -> None:
    assert PICTURE.read_text("utf-8") == draw_house(), "run python scripts/draw_house.py"


def test_every_room_is_in_the_picture() -> None:
    picture = PICTURE.read_text("utf-8")
    rooms = [room for floor in read_floors() for room in floor]
    assert [room for room in rooms if f">{room}</text>" not in picture] == []


@pytest.mark.parametrize(
    ("line", "rooms"),
    [
        ("from dateline.model import Span", ["model"]),
        ("import dateline.text.words", ["text"]),
        ("from dateline import api, model", ["api", "model"]),
        ("def f() -> None:\n    from dateline.store import open_ledger", ["store"]),
        ("import os, re", []),
        ("from . import near", []),
    ],
)
def test_an_import_anywhere_in_a_file_counts(tmp_path: Path, line: str, rooms: list[str]) -> None:
    (tmp_path / "a.py").write_text(line, "utf-8")
    assert list(list_imports(tmp_path)) == rooms


def test_an_arrow_that_others_imply_is_left_out() -> None:
    arrows = {"cli": {"api", "model"}, "api": {"model"}, "model": set[str]()}
    assert drop_implied(arrows) == {"cli": {"api"}, "api": {"model"}, "model": set()}
    assert reaches(arrows, "cli", "model")
    assert not reaches(arrows, "model", "cli")


def test_the_picture_has_one_line_an_arrow() -> None:
    picture = draw_picture([["cli"], ["text", "model"]], {"cli": {"text", "model"}})
    assert picture.count("<line") == 2
    assert picture.count('class="room"') == 3
