"""The columns of a given row: each leads to the words of the report that it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.table import read_table
from dateline.model import Reading, Report
from dateline.pipeline.given_fields import fields_of, first_of
from tests.pipeline.given_rows import ACLED, table


def report_of(data: bytes) -> Report:
    """The report of a table's one row."""
    (found,) = read_table(data, where="t.csv")
    assert isinstance(found, Reading)
    return found.report


def held(report: Report) -> dict[str, str]:
    """What each column holds, in the report's words."""
    return {name: report.text[span.start : span.end] for name, span in fields_of(report).items()}


def test_each_column_holds_its_words() -> None:
    found = held(report_of(table(ACLED)))
    assert (found["location"], found["fatalities"]) == ("Antonivka", "2")
    assert found["source"] == "Reuters; Suspilne Media"


def test_an_empty_column_holds_nothing() -> None:
    report = report_of(table({**ACLED, "admin1": "", "location": "  "}))
    assert not {"admin1", "location"} & set(held(report))


def test_a_colon_within_a_cell_is_of_the_cell() -> None:
    found = held(report_of(table({**ACLED, "source": "Telegram: Suspilne"})))
    assert found["source"] == "Telegram: Suspilne"
    assert "Telegram" not in found


def test_the_first_of_some_columns_that_holds_something_is_taken() -> None:
    report = report_of(table({**ACLED, "admin1": ""}))
    fields = fields_of(report)
    assert first_of(fields, ("admin1", "location", "country")) == fields["location"]
    assert first_of(fields, ("country", "location")) == fields["country"]
    assert first_of(fields, ("admin1", "none")) is None
    assert first_of(fields, ()) is None


@given(st.text(st.characters(exclude_categories=["C"]), max_size=40))
def test_no_cell_makes_a_column_of_its_own(words: str) -> None:
    report = report_of(table({**ACLED, "source": words}))
    fields = fields_of(report)
    assert set(fields) <= set(ACLED)
    assert all(span.text == report.text[span.start : span.end] for span in fields.values())
