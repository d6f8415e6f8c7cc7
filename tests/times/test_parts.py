"""The small parts: numbers, tense, festivals, precision, zones, data files."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import ConfigError
from dateline.times.festivals import festivals, find_festivals
from dateline.times.grammar import Grammar, grammar
from dateline.times.language import LanguageData, RuleData, TenseData, languages, read_language
from dateline.times.numbers import number, ordinal, roman
from dateline.times.precision import ucdp_precision
from dateline.times.resolve import MAKERS
from dateline.times.tense import Tense
from dateline.times.zones import offset_at


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["twenty", "-", "five"], 25),
        (["a", "hundred", "and", "six"], 106),
        (["two", "thousand", "and", "three"], 2003),
        (["1", ",", "200"], 1200),
        (["2", ".", "5"], 2.5),
        (["two", "and", "a", "half"], 2.5),
        (["5", "1", "/", "2"], 5.5),
        (["a", "couple", "of"], 2),
        (["several"], None),
        (["nothing"], None),
    ],
)
def test_numbers(words: list[str], expected: float | None) -> None:
    assert number(words, grammar("en").lexicon) == expected


def test_ordinals() -> None:
    lexicon = grammar("en").lexicon
    assert ordinal(["21", "st"], lexicon) == 21
    assert ordinal(["twenty", "-", "first"], lexicon) == 21
    assert (roman("XIV"), roman("ХХ"), roman("word")) == (14, 20, None)


def test_tense_is_that_of_the_nearest_word() -> None:
    tense = Tense(TenseData(saying="said", past_endings="ed", future="will"))
    assert tense.direction("He said that they will leave on ", "") == 1
    assert tense.direction("They will leave, he said to us on ", "") == -1
    assert tense.direction("It started on ", "") == -2
    assert tense.direction("He said on ", "") == -2
    assert tense.direction("On ", " the army will leave") == 1
    assert tense.direction("On ", " a b c d will leave") == 0


def test_festivals_have_their_days() -> None:
    known = festivals()
    assert known["thanksgiving"].days(2023) == (date(2023, 11, 23), date(2023, 11, 23))
    assert known["memorial-day"].days(2023) == (date(2023, 5, 29), date(2023, 5, 29))
    assert known["ramadan"].days(2023) == (date(2023, 3, 23), date(2023, 4, 20))
    assert known["ramadan"].days(1900) is None
    drafts = list(find_festivals("At Christmas 2007 and New Year’s Day.", "en"))
    assert [(d.value, d.year) for d in drafts] == [("christmas", 2007), ("new-year", None)]


@pytest.mark.parametrize(
    ("earliest", "latest", "ucdp"),
    [
        ("2022-11-11", "2022-11-11", 1),
        ("2022-11-11T05:00:00", "2022-11-11T05:00:00", 1),
        ("2022-11-07", "2022-11-10", 2),
        ("2022-11-07", "2022-11-13", 3),
        ("2022-11-01", "2022-11-30", 4),
        ("2022-01-01", "2022-12-31", 5),
        ("2010-01-01", "2019-12-31", None),
        (None, "2019-12-31", None),
    ],
)
def test_precision_codes(earliest: str | None, latest: str | None, ucdp: int | None) -> None:
    assert ucdp_precision(earliest, latest) == ucdp


def test_zones_that_are_not_known_have_no_offset() -> None:
    assert offset_at("Europe/Kyiv", "2022-07-01T05:00") == "+03:00"
    assert offset_at("No/Where", "2022-07-01T05:00") == ""
    assert offset_at("../etc", "2022-07-01T05:00") == ""


def test_every_shipped_language_compiles() -> None:
    assert {"en", "uk", "ru"} <= set(languages())
    for code in languages():
        grammar(code).check_rules()
        assert grammar(code).data.language == code


def test_every_rule_makes_something_that_is_known() -> None:
    known = {*MAKERS, "dayrange", "rangeyear", "none", "age"}
    made = {rule.make for code in languages() for rule in grammar(code).data.rules}
    assert made <= known


def test_wrong_data_files_name_file_and_fault() -> None:
    with pytest.raises(ConfigError, match=r"xx\.yaml.*nonsense"):
        read_language(b"language: xx\nwords: {}\nrules: []\nnonsense: 1", where="xx.yaml")
    for match, fault in (
        ("{nowhere}", "no macro is called nowhere"),
        ("NOGROUP", "no word is in"),
        ("( word", "is no pattern"),
    ):
        data = LanguageData(language="xx", words={}, rules=(RuleData(make="date", match=match),))
        with pytest.raises(ConfigError, match=fault):
            Grammar(data).check_rules()
    loop = LanguageData(
        language="xx", words={}, macros={"a": "{a}"}, rules=(RuleData(make="date", match="{a}"),)
    )
    with pytest.raises(ConfigError, match="without end"):
        Grammar(loop)
