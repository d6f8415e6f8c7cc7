"""The words of times as symbols: every set of groups has its symbol before rules compile."""

from __future__ import annotations

import pytest

from dateline.times.language import language
from dateline.times.lexicon import Lexicon


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_no_number_has_groups_that_no_symbol_stands_for(lang: str) -> None:
    lexicon = Lexicon(language(lang), ())
    seeded = set(lexicon.symbols_by_group()), lexicon.every()
    for width in (1, 2, 3, 4):
        for number in range(10**width):
            lexicon.symbol(str(number).zfill(width))
    assert (set(lexicon.symbols_by_group()), lexicon.every()) == seeded


def test_years_and_clock_times_have_symbols_of_their_own() -> None:
    lexicon = Lexicon(language("en"), ())
    kinds = {lexicon.symbol(word) for word in ("1999", "2022", "1830", "0730", "2360", "9999", "7")}
    assert len(kinds) == 6
