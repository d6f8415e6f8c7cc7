"""Finds as JSON Lines, each once, whatever happened before."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.watch.lines import append_lines

ONE, TWO = ("a", '{"id":"a"}'), ("b", '{"id":"b"}')


@pytest.mark.parametrize(
    ("there", "fresh", "text"),
    [
        pytest.param(None, 2, '{"id":"a"}\n{"id":"b"}\n', id="no file"),
        pytest.param('{"id":"a"}\n', 1, '{"id":"a"}\n{"id":"b"}\n', id="one is known"),
        pytest.param('{"id":"a"}\n{"id":"b"}\n', 0, '{"id":"a"}\n{"id":"b"}\n', id="both are"),
        pytest.param('{"id":"b"}\n{"id":"a', 1, '{"id":"b"}\n{"id":"a"}\n', id="a line cut off"),
        pytest.param("no json\n", 2, 'no json\n{"id":"a"}\n{"id":"b"}\n', id="a strange line"),
    ],
)
def test_what_the_file_lacks_is_appended(
    tmp_path: Path, there: str | None, fresh: int, text: str
) -> None:
    file = tmp_path / "finds.jsonl"
    if there is not None:
        file.write_text(there)
    assert append_lines(str(file), [ONE, TWO]) == fresh
    assert file.read_text() == text


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        append_lines(str(tmp_path / "none" / "finds.jsonl"), [ONE])
