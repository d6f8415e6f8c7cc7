"""Both ways of cutting give what the library that made the vocabularies gives."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

import dateline.encoder
from dateline.encoder.sentence_pieces import SentencePieces, pack_integer
from dateline.encoder.word_pieces import WordPieces, clean_letter, split_words

FOLDER = Path(dateline.encoder.__file__).parent
FILES = {
    "words": FOLDER / "weights/tokenizer.json",
    "sentences": FOLDER / "deed_weights/tokenizer.json.gz",
}
TEXTS = Path(__file__).parents[2] / "corpus" / "written"


@cache
def described(kind: str) -> str:
    data = FILES[kind].read_bytes()
    return (gzip.decompress(data) if FILES[kind].suffix == ".gz" else data).decode("utf-8")


@cache
def cutter(kind: str) -> WordPieces | SentencePieces:
    told: dict[str, Any] = json.loads(described(kind))
    return WordPieces(told) if kind == "words" else SentencePieces(told)


@cache
def library(kind: str) -> Tokenizer:
    made = Tokenizer.from_str(described(kind))
    made.no_truncation()
    made.no_padding()
    return made


def due(kind: str, word: str) -> list[int]:
    ids: list[int] = library(kind).encode(word, add_special_tokens=False).ids
    return ids


@cache
def words_of_texts() -> list[str]:
    """Words of the written texts, in all languages."""
    texts = (path.read_text("utf-8") for path in sorted(TEXTS.rglob("*")) if path.is_file())
    return sorted({word for text in texts for word in text.split()})[::4]


@pytest.mark.parametrize("kind", FILES)
def test_words_of_real_texts_are_cut_as_the_library_cuts_them(kind: str) -> None:
    words = words_of_texts()
    assert len(words) > 2000
    other = [word for word in words if cutter(kind).cut(word) != due(kind, word)]
    # Two ways of cutting a number can be as likely as each other.
    assert [word for word in other if not re.fullmatch(r"[\W\d]+", word)] == []
    assert len(other) <= len(words) / 1000


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(
    "word",
    ["", "U.S.-led", "Zelenskyy’s", "ÉCOLE", "Київ", "ё", "القوات", "l'armée", "東京", "🙂",
     "a" * 120, "naïve", "don't", "½", "ﬁre", "№5", "$3.5m", "x\u0301"],
)  # fmt: skip
def test_odd_words_are_cut_as_the_library_cuts_them(kind: str, word: str) -> None:
    assert cutter(kind).cut(word) == due(kind, word)


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x2FF), max_size=12))
def test_any_word_of_latin_letters_is_cut_as_the_library_cuts_it(word: str) -> None:
    assert cutter("words").cut(word) == due("words", word)


@given(st.text(max_size=20))
def test_every_number_is_one_of_the_vocabulary(text: str) -> None:
    assert all(0 <= number < 38000 for number in cutter("sentences").cut(text))


@pytest.mark.parametrize(("kind", "mark"), [("words", "[CLS]"), ("sentences", "<s>")])
def test_marks_have_their_numbers_and_are_never_read_from_a_text(kind: str, mark: str) -> None:
    number = cutter(kind).number(mark)
    assert number == library(kind).token_to_id(mark)
    assert number not in cutter(kind).cut(mark)
    assert cutter(kind).number("no such piece") is None


@pytest.mark.parametrize(
    ("letter", "kept"), [("a", "a"), ("\t", " "), ("\xa0", " "), ("\x00", ""), ("\u200b", ""),
                         ("\ufffd", ""), ("国", " 国 "), ("é", "é")],
)  # fmt: skip
def test_letters_that_cannot_be_seen_are_dropped(letter: str, kept: str) -> None:
    assert clean_letter(letter) == kept


def test_a_word_of_letters_that_cannot_be_seen_has_no_piece() -> None:
    assert cutter("words").cut("\u200b") == cutter("sentences").cut("\u200b") == []


def test_marks_of_punctuation_are_words() -> None:
    assert list(split_words(" it's,so ")) == ["it", "'", "s", ",", "so"]
    assert list(split_words("")) == []


@pytest.mark.parametrize(
    ("value", "packed"), [(0, "00"), (127, "7f"), (128, "8001"), (300, "ac02")]
)
def test_whole_numbers_are_packed_seven_bits_a_byte(value: int, packed: str) -> None:
    assert pack_integer(value).hex() == packed
