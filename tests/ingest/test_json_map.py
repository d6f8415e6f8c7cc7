"""Where the characters of JSON strings stand in their source."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.json_map import joined_map, string_map
from dateline.text.source_map import locate

TEXTS = st.text(alphabet='ab"\\/\n\té𝄞б{}[]:,', max_size=20)


@given(TEXTS, TEXTS, st.booleans())
def test_every_character_leads_to_its_own_bytes(value: str, other: str, escaped: bool) -> None:  # noqa: FBT001
    line = json.dumps({"other": [other], "text": value}, ensure_ascii=escaped).encode()
    runs = string_map(line, field="text", value=value)
    for at, character in enumerate(value):
        span = locate(runs, value, at, at + 1)
        assert span is not None
        assert json.loads(b'"' + line[span[0] : span[1]] + b'"') == character


def test_texts_at_several_paths_are_mapped_as_one() -> None:
    line = b'{"a": [{"t": "One. "}, {"t": "Two."}], "t": "Three."}'
    runs = joined_map(line, paths=[("a", 0, "t"), ("a", 1, "t")], value="One. Two.")
    spans = [locate(runs, "One. Two.", at, at + 3) for at in (0, 5)]
    assert [line[s[0] : s[1]] for s in spans if s] == [b"One", b"Two"]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        pytest.param(b'{"text": "One."}', "text", "Another.", id="another text"),
        pytest.param(b'{"text": "One."}', "body", "One.", id="no such field"),
        pytest.param(b'{"a": {"text": "One."}}', "text", "One.", id="a field further in"),
    ],
)
def test_what_cannot_be_followed_has_no_map(line: bytes, field: str, value: str) -> None:
    assert string_map(line, field=field, value=value) == ()


def test_of_equal_keys_the_last_counts_as_decoders_take_it() -> None:
    line = b'{"text": "One.", "text": "Two."}'
    assert json.loads(line)["text"] == "Two."
    (run,) = string_map(line, field="text", value="Two.")
    assert line[run.at : run.at + run.size] == b"Two."
