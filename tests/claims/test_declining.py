"""A source that says nothing."""

from __future__ import annotations

import pytest

from dateline.model import Stance
from tests.claims.reading import claims_of, content, source_text


def test_who_does_not_respond_declines() -> None:
    (claim,) = claims_of("The ministry did not respond to requests for comment.")
    assert claim.stance is Stance.DECLINE
    assert source_text(claim) == "The ministry"
    assert claim.cue is not None
    assert content(claim) == "to requests for comment"


@pytest.mark.parametrize(
    ("text", "declines"),
    [
        ("The army refused to comment.", True),
        ("The army did not respond to requests for comment.", True),
        ("The army responded to the attack at noon.", False),
    ],
)
def test_who_is_silent_says_nothing(*, text: str, declines: bool) -> None:
    stances = {c.stance for c in claims_of(text)}
    assert (Stance.DECLINE in stances) is declines
