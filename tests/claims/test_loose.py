"""Quotations without a cue go to whoever has the floor."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributions

SAID = "“The road is cut,” the colonel said."


@pytest.mark.parametrize(
    ("blocks", "content"),
    [
        pytest.param(
            [f"{SAID} “Nothing moves on it.”"],
            "“The road is cut,” | “Nothing moves on it.”",
            id="in the paragraph",
        ),
        pytest.param(
            [SAID, "“Nothing moves on it.”"],
            "“The road is cut,” | “Nothing moves on it.”",
            id="in the next paragraph",
        ),
        pytest.param(
            [SAID, "It rained.", "It rained.", "“Nothing moves on it.”"],
            "“The road is cut,” | “Nothing moves on it.”",
            id="three paragraphs on",
        ),
        pytest.param(
            [SAID, "It rained.", "It rained.", "It rained.", "“Nothing moves on it.”"],
            "“The road is cut,”",
            id="four paragraphs on",
        ),
        pytest.param(
            [SAID, "It is “a road of death” here."],
            "“The road is cut,”",
            id="a quoted phrase is no sentence",
        ),
        pytest.param([SAID, "“Nothing.”"], "“The road is cut,”", id="one word is no sentence"),
        pytest.param(
            ["The colonel said the road was cut.", "“Nothing moves on it.”"],
            "the road was cut",
            id="who was not quoted has no floor in the next paragraph",
        ),
    ],
)
def test_the_floor(blocks: list[str], content: str) -> None:
    ((_, _, said),) = attributions(*blocks)
    assert said == content


def test_a_quotation_before_anybody_spoke_is_nobodys() -> None:
    ((_, _, said),) = attributions("“Nothing moves on it.” It rained.", SAID)
    assert said == "“The road is cut,”"
