"""The fields are those that the page on asking tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.query import FIELDS

PAGE = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_documented(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_a_value_is_kept_as_the_records_write_it() -> None:
    assert FIELDS["stance"].read("DENY") == "deny"
    with pytest.raises(ValueError, match="one of assert"):
        FIELDS["stance"].read("denies")


@pytest.mark.parametrize("text", ["32,46,33", "a,b,c,d", "32,47,33,46", "-181,0,1,1", "0,0,0,nan"])
def test_a_rectangle_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="west,south,east,north"):
        FIELDS["within"].read(text)


def test_a_rectangle_over_the_line_of_date_is_one() -> None:
    assert FIELDS["within"].read("170, 50, -170.00004, 60.0") == "170,50,-170,60"
