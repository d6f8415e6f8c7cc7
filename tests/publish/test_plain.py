"""Text of others becomes harmless text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.publish.plain import clipped, encodable, safe, shown, web_address


def test_markup_is_shown_as_text() -> None:
    assert safe("<script>1</script>") == "&lt;script&gt;1&lt;/script&gt;"


def test_directional_controls_are_shown_by_their_code() -> None:
    assert safe("a\u202egnp.exe") == 'a<span class="ctl">U+202E</span>gnp.exe'
    assert shown("a\u202eb\x00") == "a⟨U+202E⟩b⟨U+0000⟩"


def test_right_to_left_text_keeps_its_harmless_marks() -> None:
    assert safe("قال\u200f.") == "قال\u200f."


@given(st.text())
def test_no_markup_survives(text: str) -> None:
    rest = safe(text).replace('<span class="ctl">', "").replace("</span>", "")
    assert "<" not in rest
    assert not set(rest) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd",
        " https://a.example", "https://a.example/\u202etxt", "http://[", "//a.example", "https://",
        "https://a.example/\njavascript:1", None, "",
    ],
)  # fmt: skip
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_web_addresses_are_kept_as_they_are() -> None:
    assert web_address("https://a.example/x?y=1&z=2") == "https://a.example/x?y=1&z=2"


def test_long_text_is_cut_at_a_word() -> None:
    assert clipped("one two three four", 14) == "one two three…"
    assert clipped("x" * 20, 10) == "xxxxxxxxx…"
    assert clipped("short", 10) == "short"


def test_what_no_file_can_hold_is_replaced() -> None:
    assert encodable("Kherson\0\ud800") == "Kherson\ufffd?"
    assert encodable("Херсон") == "Херсон"
