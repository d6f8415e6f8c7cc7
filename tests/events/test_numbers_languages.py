"""Numbers of Spanish, French and Arabic reports, with their bounds."""

from __future__ import annotations

import pytest

from dateline.events.numbers import NumberWords, number_words, numbers_in
from dateline.events.words import words_of


def known(lang: str) -> NumberWords:
    words = number_words(lang)
    assert words is not None
    return words


@pytest.mark.parametrize(
    ("lang", "text", "low", "best", "high"),
    [
        ("es", "al menos 37 muertos", 37, 37, None),
        ("es", "más de 1.500 soldados", 1500, 1500, None),
        ("es", "unos 20 000 desplazados", None, 20000, None),
        ("es", "una docena de civiles", 12, 12, 12),
        ("es", "treinta y dos muertos", 32, 32, 32),
        ("es", "dos mil quinientas personas", 2500, 2500, 2500),
        ("es", "entre 50 y 60 muertos", 50, None, 60),
        ("es", "hasta 300 heridos", None, None, 300),
        ("es", "decenas de muertos", 20, None, 99),
        ("fr", "au moins quinze morts", 15, 15, None),
        ("fr", "plus de 15 000 soldats", 15000, 15000, None),
        ("fr", "plus d’une centaine de morts", 100, 100, None),
        ("fr", "quatre-vingt-dix-sept morts", 97, 97, 97),
        ("fr", "soixante et onze morts", 71, 71, 71),
        ("fr", "deux mille cinq cents morts", 2500, 2500, 2500),
        ("fr", "entre 50 et 60 morts", 50, None, 60),
        ("fr", "jusqu'à 300 blessés", None, None, 300),
        ("fr", "une douzaine de civils", 12, 12, 12),
        ("ar", "ما لا يقل عن 15 مدنيا", 15, 15, None),
        ("ar", "أكثر من ١٢٠٠ قتيل", 1200, 1200, None),
        ("ar", "خمسة وعشرين قتيلا", 25, 25, 25),
        ("ar", "ثلاثة عشر فلسطينيا", 13, 13, 13),
        ("ar", "ثلاثمئة جريح", 300, 300, 300),
        ("ar", "مقتل جنديين", 2, 2, 2),
        ("ar", "عشرات القتلى", 20, None, 99),
    ],
)
def test_numbers_with_their_bounds(
    lang: str, text: str, low: float | None, best: float | None, high: float | None
) -> None:
    (found,) = numbers_in(words_of(text, 0, len(text)), text, known(lang))
    assert (found.low, found.best, found.high) == (low, best, high)


@pytest.mark.parametrize("lang", ["es", "fr", "ar"])
def test_number_words_of_the_file_have_their_value(lang: str) -> None:
    lexicon = known(lang)
    for phrase, value in lexicon.words.exact_phrases.items():
        found = numbers_in(words_of(phrase, 0, len(phrase)), phrase, lexicon)
        assert [n.best for n in found] == [value], phrase
