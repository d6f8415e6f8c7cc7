"""The rules of every shipped language, and what is said of a data file that is wrong."""

from __future__ import annotations

import pytest

from dateline.model import ConfigError
from dateline.times.grammar import Grammar, grammar
from dateline.times.language import LanguageData, RuleData, languages, read_language
from dateline.times.resolve import MAKERS


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
