"""What others wrote reaches a terminal without the power to steer it; JSON keeps it as it is."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.cli.output import print_error, print_note, visible
from dateline.model import FetchError
from tests.cli.conftest import Runs

STEERS = ["\x1b[2J", "\r", "\x07", "\x9b31m", "\u202e", "\u2066", "\u200f", "\ufeff", "\U000e0041"]


@pytest.mark.parametrize("steering", STEERS)
def test_errors_and_notes_cannot_steer(steering: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_error(FetchError(f"the server says 503 {steering}ok", where=f"http://a/{steering}b"))
    print_note(f"note: {steering}a.txt: {steering}odd\nerror: forged")
    err = capsys.readouterr().err
    assert steering not in err
    assert err.count("\n") == 2


@pytest.mark.parametrize(
    "text",
    ["Харків, Київ", "بغداد والموصل", "می‌خواهم", "क्‍ष", "«Le Monde»", "naïve 90° ½ 👩‍🚒"],
)
def test_words_of_any_language_are_shown_as_they_are(text: str) -> None:
    assert visible(text) == text


def test_spaces_of_every_kind_are_spaces() -> None:
    assert visible("10\u00a0000\u202fkm\u2028a\tb") == "10 000 km a b"


@given(st.text())
def test_nothing_that_is_shown_controls(text: str) -> None:
    shown = visible(text)
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not any(
        unicodedata.category(c) == "Cc" or unicodedata.bidirectional(c) in turning for c in shown
    )
    assert visible(shown) == shown


def test_a_file_name_cannot_steer(dateline: Runs, tmp_path: Path) -> None:
    name = "a\x1b[2J\u202e.txt"
    (tmp_path / name).write_text("", encoding="utf-8")
    ran = dateline("code", "--no-reader", tmp_path / name)
    assert "a\\u001b[2J\\u202e.txt" in ran.err
    assert not {"\x1b", "\u202e"} & set(ran.err)


def test_json_keeps_what_was_written(dateline: Runs, tmp_path: Path) -> None:
    said = "The army\u202e took Goma, officials said."
    (tmp_path / "a.txt").write_text(said, encoding="utf-8")
    ran = dateline("code", "--no-reader", tmp_path)
    assert json.loads(ran.out)["report"]["text"] == said
