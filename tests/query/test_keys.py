"""Words that find each other across scripts, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.query import Matcher, index_text


def finds(query: str, text: str, *, across_scripts: bool = True) -> bool:
    """Whether an index that holds a text is found by a query."""
    kept = f" {index_text(text)} "
    phrases = Matcher(query, across_scripts=across_scripts).phrases()
    ends = ("" if phrase.prefix else " " for phrase in phrases)
    return any(f" {' '.join(p.tokens)}{end}" in kept for p, end in zip(phrases, ends, strict=True))


@pytest.mark.parametrize(
    "names",
    [
        ("Kherson", "Херсон", "خيرسون"),
        ("Peskov", "Песков", "بيسكوف"),
        ("Goma", "Гома", "غوما"),
        ("Khartoum", "Хартум", "الخرطوم"),
        ("Melitopol", "Мелітополь", "ميليتوبول"),
        ("Mosul", "Мосул", "الموصل"),
    ],
)
def test_a_name_is_found_in_every_script(names: tuple[str, ...]) -> None:
    for query in names:
        for name in names:
            assert finds(query, f"... {name} ...")
            assert finds(query, name, across_scripts=False) == (query == name)
            assert list(Matcher(query).marks(f"in {name}!")) == [(3, 3 + len(name))]


@pytest.mark.parametrize(
    ("query", "text"),
    [("Kherson", "Kharkiv"), ("Goma", "Gaza"), ("Mosul", "Маріуполь"), ("Kyiv", "كوفي"),
     ("bank", "bunk"), ("left bank", "the bank, left of it"), ("Khers*", "Херсон")],
)  # fmt: skip
def test_other_names_and_other_orders_are_not_found(query: str, text: str) -> None:
    assert finds(query, text) == (query == "Khers*")


def test_marks_and_case_say_nothing() -> None:
    assert finds("tal afar", "TAL ʿAFAR".replace("ʿ", ""))
    assert finds("Łódź", "lodz")
    assert finds("Sloviansk", "у Слов'янську".replace("янську", "янськ"))


def test_words_that_follow_each_other_are_marked_as_one() -> None:
    text = "the left bank and the Left  Bank, not the bank left"
    assert [text[a:b] for a, b in Matcher("left bank").marks(text)] == ["left bank", "Left  Bank"]
    assert [text[a:b] for a, b in Matcher("ba*").marks(text)] == ["bank", "Bank", "bank"]


@given(st.text(max_size=60))
def test_every_text_finds_itself_and_marks_lie_in_it(text: str) -> None:
    assert not Matcher(text).phrases() or finds(text.rstrip("*"), text)
    for start, end in Matcher(text).marks(text):
        assert 0 <= start < end <= len(text)
