"""Dates as pages write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.dates import find_instants, parse_instant


@pytest.mark.parametrize(
    ("text", "lang", "iso"),
    [
        ("11 November 2022, 12:51", "en", "2022-11-11T12:51:00"),
        ("Nov. 11, 2022 at 6:05 p.m.", "en", "2022-11-11T18:05:00"),
        ("November 11th, 2022", "en", "2022-11-11"),
        ("12:51, 11 листопада 2022", "uk", "2022-11-11T12:51:00"),
        ("11 листопада 2022 року о 12:51", "uk", "2022-11-11T12:51:00"),
        ("11.11.2022, 12:51", "ru", "2022-11-11T12:51:00"),
        ("11 ноября 2022 г., 12:51 мск", "ru", "2022-11-11T12:51:00+03:00"),
        ("11 November 2022 12:51 GMT", "en", "2022-11-11T12:51:00+00:00"),
        ("2022-11-11T12:51:00Z", None, "2022-11-11T12:51:00+00:00"),
        ("2022-11-11 12:51", None, "2022-11-11T12:51:00"),
        ("Fri, 11 Nov 2022 12:51:00 +0200", "en", "2022-11-11T12:51:00+02:00"),
        ("13/11/2022", "en", "2022-11-13"),
        ("11/13/2022", "en", "2022-11-13"),
        ("31 February 2022", "en", None),
        ("2022-11-11T10:00:00+99:00", "en", "2022-11-11T10:00:00"),
        ("11 November 2022, 25:00", "en", None),
    ],
)
def test_one_date(text: str, lang: str | None, iso: str | None) -> None:
    instant = parse_instant(text, lang=lang)
    assert instant is not None
    assert instant.iso == iso


def test_two_ways() -> None:
    instant = parse_instant("04/03/2031", lang="en")
    assert instant is not None
    assert instant.ambiguous
    assert instant.iso == "2031-03-04"


def test_no_date() -> None:
    assert parse_instant("tomorrow", lang="en") is None
    assert parse_instant("in 2022", lang="en") is None


@given(
    st.text(alphabet="0123456789:/.-, +TZamp Nov", max_size=60), st.sampled_from(["en", "uk", "ru"])
)
def test_any_text_has_an_answer(text: str, lang: str) -> None:
    end = 0
    for instant in find_instants(text, lang=lang):
        assert end <= instant.start < instant.end <= len(text)
        end = instant.start
    parse_instant(text, lang=lang)


NUMBERS = st.integers(0, 99)


@given(st.integers(0, 10_000), *[NUMBERS] * 6, st.sampled_from("+-−Z"))
def test_any_numbers_in_the_form_of_an_instant_have_an_answer(
    year: int, month: int, day: int, hour: int, minute: int, ahead: int, more: int, sign: str
) -> None:
    clock = f"{hour:02}:{minute:02}{sign}{ahead:02}:{more:02}"
    for text in (f"{year:04}-{month:02}-{day:02}T{clock}", f"{day} Nov {year:04}, {clock}"):
        for instant in find_instants(text, lang="en"):
            assert instant.iso is None or datetime.fromisoformat(instant.iso)
        parse_instant(text, lang="en")
