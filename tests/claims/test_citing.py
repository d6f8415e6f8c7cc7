"""An outlet that cites a source relays it."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_of, content, only, source_text


@pytest.mark.parametrize(
    ("sentence", "source", "relays", "said"),
    [
        pytest.param(
            "The bridge was hit, Interfax reported, citing the ministry.", "the ministry",
            ["Interfax"], "The bridge was hit", id="an outlet cites",
        ),
        pytest.param(
            "The bridge was hit, Interfax reported.", "Interfax", [], "The bridge was hit",
            id="an outlet cites nobody",
        ),
        pytest.param(
            "The bridge was hit, the mayor told Reuters.", "the mayor", ["Reuters"],
            "The bridge was hit", id="an outlet was told",
        ),
    ],
)  # fmt: skip
def test_who_is_cited_is_the_source_and_the_outlet_its_relay(
    sentence: str, source: str, relays: list[str], said: str
) -> None:
    claim = only(claims_of(sentence))
    assert source_text(claim) == source
    assert [r.span.text for r in claim.relays if r.span] == relays
    assert content(claim) == said
