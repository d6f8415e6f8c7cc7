"""What the readers know of a language's news pages."""

from __future__ import annotations

import re

import pytest

from dateline.ingest.phrases import Phrases, all_phrases, languages, phrases


def test_a_language_is_read_with_english_behind_it() -> None:
    assert [p.lang for p in phrases("uk")] == ["uk", "en"]
    assert [p.lang for p in phrases("en")] == ["en"]
    assert [p.lang for p in phrases(None)] == ["en"]
    assert [p.lang for p in phrases("xx")] == ["en"]
    assert {p.lang for p in all_phrases()} == set(languages())
    assert all_phrases()[0].lang == "en"


@pytest.mark.parametrize("data", all_phrases(), ids=lambda data: data.lang)
def test_a_year_has_twelve_months_and_each_name_one_number(data: Phrases) -> None:
    assert len(data.months) == 12
    assert set(data.month_numbers.values()) == set(range(1, 13))
    listed = [name.lower() for names in data.months for name in set(names)]
    assert len(data.month_numbers) == len(set(listed))


@pytest.mark.parametrize("data", all_phrases(), ids=lambda data: data.lang)
@pytest.mark.parametrize(
    "field",
    ["published", "updated", "bylines", "byline_places", "credits", "agency_credits",
     "boilerplate", "datelines", "box_openers", "weekdays"],
)  # fmt: skip
def test_every_entry_is_a_pattern_that_matches_some_words(data: Phrases, field: str) -> None:
    for entry in getattr(data, field):
        assert not re.compile(entry, re.I).fullmatch(""), (
            f"{field} {entry!r} matches nothing at all"
        )
    pattern = data.pattern(field, "{}")
    assert (pattern is None) is (not getattr(data, field))
