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
