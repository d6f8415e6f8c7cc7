"""Which characters an attribution takes."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_of, content, source_text


def test_a_lead_to_the_cue_is_no_claim_of_the_outlet() -> None:
    told = claims_of("In a statement carried by Interfax, the mayor said the bridge had fallen.")
    assert [source_text(c) for c in told] == ["the mayor"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("The bridge, the mayor said, had fallen.", [], id="between its pieces"),
        pytest.param("It rained all night. The bridge fell, the mayor said.",
                     ["It rained all night."], id="another sentence"),
    ],
)  # fmt: skip
def test_what_is_left_to_the_outlet(text: str, own: list[str]) -> None:
    assert [content(c) for c in claims_of(text) if c.cue is None] == own
