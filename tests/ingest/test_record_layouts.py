"""How records of reports are laid out."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.ingest.record_layouts import (
    TARGETS,
    first_words,
    has_path,
    mapped_layout,
    record_layouts,
    value_at,
)
from dateline.model import UsageError

RECORD: dict[str, Any] = {
    "a": {"b": ["x", {"c": "y"}]}, "a.b": "dotted", "n": 5, "t": True, "e": " "
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "keys"),
    [
        ("n", 5, ("n",)),
        ("a.b", "dotted", ("a.b",)),
        ("a.b.0", "x", ("a", "b", 0)),
        ("a.b.1.c", "y", ("a", "b", 1, "c")),
        ("a.b.2", None, ("a", "b", 2)),
        ("none.b", None, ("none", "b")),
    ],
)
def test_what_stands_at_a_path(path: str, value: object, keys: tuple[str | int, ...]) -> None:
    assert value_at(RECORD, path) == (value, keys)


@pytest.mark.parametrize(
    ("path", "has"),
    [
        ("a", True),
        ("a.b.1", True),
        ("a.b.2", False),
        ("a.b.x", False),
        ("n.x", False),
        ("z", False),
    ],
)
def test_whether_something_stands_at_a_path(*, path: str, has: bool) -> None:
    assert has_path(RECORD, path) is has


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        (["e", "a.b.0"], "x"),
        (["n"], "5"),
        (["t", "e"], ""),
        (["z"], ""),
        ([], ""),
    ],
)
def test_the_first_that_holds_words(paths: list[str], words: str) -> None:
    assert first_words(RECORD, paths)[0] == words


def test_a_layout_of_ones_own() -> None:
    made = mapped_layout("text=body, published=date,text=lead")
    assert made.fields == {"text": ("body", "lead"), "published": ("date",)}


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("body", "cannot take 'body'"),
        ("text=", "cannot take 'text='"),
        ("words=body", "cannot take 'words=body'"),
        ("published=date", "names no text"),
        ("", "cannot take ''"),
    ],
)
def test_a_layout_that_names_no_text_is_refused(written: str, fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        mapped_layout(written)


def test_every_shipped_layout_has_a_text_and_known_targets() -> None:
    for entry in record_layouts():
        assert set(entry.fields) <= set(TARGETS), entry.name
        assert {"text", "html"} & set(entry.fields), entry.name
        assert entry.requires, entry.name
    names = [entry.name for entry in record_layouts()]
    assert len(names) == len(set(names))
