"""Bytes to text, each character with the bytes that it is from."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.decode import decode
from dateline.model import UnreadableInput
from dateline.text.source_map import locate


@pytest.mark.parametrize(
    ("data", "declared", "text", "encoding"),
    [
        (b"They left.", None, "They left.", "utf-8"),
        ("Вони пішли.".encode(), None, "Вони пішли.", "utf-8"),
        (codecs.BOM_UTF8 + b"They left.", None, "They left.", "utf-8"),
        (codecs.BOM_UTF16_LE + "They left.".encode("utf-16-le"), None, "They left.", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "They left.".encode("utf-16-be"), None, "They left.", "utf-16-be"),
        ("Вони пішли.".encode("cp1251"), "windows-1251", "Вони пішли.", "windows-1251"),
        ("Вони пішли.".encode(), "windows-1251", "Вони пішли.", "utf-8"),
        (b"They\x01 left the town of Riverton.", None, "They left the town of Riverton.", "utf-8"),
    ],
)
def test_the_encoding_is_found(data: bytes, declared: str | None, text: str, encoding: str) -> None:
    found = decode(data, where="x", declared=declared)
    assert (found.text, found.encoding, found.warnings) == (text, encoding, ())


def test_an_encoding_that_nobody_states_is_guessed_and_said() -> None:
    text = "Вони пішли з міста вночі, повідомив мер. Міст зруйновано, а дорогу перекрито. " * 4
    found = decode(text.encode("cp1251"), where="x")
    assert found.text == text
    assert any("the encoding is not stated" in warning for warning in found.warnings)


def test_a_few_bad_bytes_are_shown_and_counted() -> None:
    data = "Вони пішли з міста вночі. ".encode() * 4
    found = decode(data[:8] + b"\xff" + data[8:], where="x")
    assert found.text.count("\ufffd") == 1
    assert found.warnings == (
        "1 places are not utf-8 and are shown as U+FFFD, the first at byte 8",
    )


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "nothing in it"),
        (b" \n\t ", "nothing in it"),
        (b"\x01\x02\x03\x04text", "not a text: byte 0 is 0x01"),
        (b"text\x00text", "not a text"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfd\xfc" * 9, "bytes are not utf-8"),
    ],
)
def test_what_is_no_text_is_refused_with_its_byte(data: bytes, fault: str) -> None:
    with pytest.raises(UnreadableInput, match=fault):
        decode(data, where="x")


@given(st.text(alphabet="aб \n\x01é𝄞", min_size=1, max_size=60).filter(str.strip))
def test_every_character_leads_back_to_its_own_bytes(text: str) -> None:
    data = text.encode()
    if b"\x01" in data and data.count(b"\x01") * 20 > len(data):
        return
    found = decode(data, where="x")
    for at, character in enumerate(found.text):
        span = locate(found.source_map, found.text, at, at + 1)
        assert span is not None
        assert data[span[0] : span[1]].decode().strip("\x01") == character
