"""Whom it was told to, where and when: none of it is what was said."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributions


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        pytest.param(
            "The mayor told reporters on Tuesday that the depot was empty.",
            "that the depot was empty", id="hearer and day",
        ),
        pytest.param(
            "The mayor told the BBC the depot was empty.", "the depot was empty",
            id="hearer without that",
        ),
        pytest.param(
            "The mayor told him the depot was empty.", "the depot was empty", id="a pronoun",
        ),
        pytest.param(
            "The mayor said in a statement that the depot was empty.",
            "that the depot was empty", id="a statement",
        ),
        pytest.param(
            "The mayor said on Tuesday the depot was empty.", "the depot was empty", id="a day",
        ),
        pytest.param(
            "The mayor said the depot was empty; the army has not replied.",
            "the depot was empty", id="up to a semicolon",
        ),
        pytest.param(
            "The mayor said, the depot was empty.", "the depot was empty", id="after a comma",
        ),
        pytest.param(
            "The mayor said: “The depot was empty” and left.",
            "“The depot was empty” and left", id="past the quotation",
        ),
    ],
)  # fmt: skip
def test_content_begins_after_hearer_place_and_day(sentence: str, content: str) -> None:
    ((_, _, said),) = attributions(sentence)
    assert said == content
