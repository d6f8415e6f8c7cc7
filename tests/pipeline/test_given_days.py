"""The days of given events: as data sets write them, as wide as their codes say."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline.given_days import read_day
from tests.pipeline.given_rows import ACLED, GED, codings_of, table


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("20220305", date(2022, 3, 5)), ("20220305.0", date(2022, 3, 5)),
        ("2022-03-05 00:00:00.000", date(2022, 3, 5)), ("05 March 2022", date(2022, 3, 5)),
        ("20221345", None), ("soon", None),
    ],
)  # fmt: skip
def test_a_day_is_read_in_each_way_that_data_sets_write_it(written: str, due: date | None) -> None:
    assert read_day(written) == due


@pytest.mark.parametrize(
    ("row", "days", "prec"),
    [
        ({**ACLED, "time_precision": "1"}, ("2022-11-21", "2022-11-21"), 1),
        ({**ACLED, "time_precision": "3"}, ("2022-11-01", "2022-11-30"), 4),
        ({**GED, "date_end": "2022-11-12 00:00:00.000"}, ("2022-11-09", "2022-11-12"), 1),
    ],
)
def test_a_day_is_as_wide_as_its_code_says(
    row: dict[str, str], days: tuple[str, str], prec: int
) -> None:
    ((timex,),) = (coding.timexes for coding in codings_of(table(row)))
    assert (timex.earliest, timex.latest) == days
    assert timex.date_prec == prec
