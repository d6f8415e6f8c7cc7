"""No cell begins a formula, whatever stands unseen before its sign; nothing else is changed."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.publish.exports.tables import csv_lines, harmless

UNSEEN = (
    "\0\x1b\x7f\x85 \u00a0\u00ad\u200b\u200d\u200e\u202e\u2060"
    "\u2066\u2800\u3000\u3164\ufe0f\ufeff\U000e0001"
)
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212\u207a\t\r\n"
TRICKS = st.builds(
    lambda before, sign, rest: before + sign + rest,
    st.text(st.sampled_from(UNSEEN), max_size=4),
    st.sampled_from(SIGNS),
    st.text(max_size=8) | st.just("cmd|' /C calc'!A0"),
)


def naked(cell: str) -> str:
    """What a careless program sees of a cell: unseen characters dropped, wide forms folded."""
    kept = "".join(c for c in cell if unicodedata.category(c)[0] not in "CZM" and c not in UNSEEN)
    return unicodedata.normalize("NFKC", kept)


@given(TRICKS)
def test_no_trick_begins_a_formula(trick: str) -> None:
    cell = harmless(trick)
    if not cell.lstrip("+-").replace(".", "").isascii() or not _is_number(cell):
        assert cell.startswith("'")
        assert not naked(cell).startswith(("=", "+", "-", "@"))


@given(st.text())
def test_whatever_is_written_is_no_formula_in_any_cell(text: str) -> None:
    lines = b"".join(csv_lines(("a", "b"), [{"a": text, "b": "x"}])).decode()
    cells = list(csv.reader(io.StringIO(lines, newline="")))[1]
    assert not naked(cells[0]).startswith(("=", "@"))
    assert _is_number(cells[0]) or not naked(cells[0]).startswith(("+", "-"))
    assert cells[0].removeprefix("'") == text.replace("\0", "").encode(
        "utf-8", "replace"
    ).decode() or text.startswith("'")


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "text", ["-5", "+3.5e7", "Kherson", "«=» is a sign", "", "1=1", "é=", "5-10"]
)
def test_what_is_no_formula_stays(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", ["=1+1", " \u200b＝1", "\x1b@x", "-5+cmd", "-\u0665"])
def test_what_may_be_one_is_text(text: str) -> None:
    assert harmless(text) == "'" + text
