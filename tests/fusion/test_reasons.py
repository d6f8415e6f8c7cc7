"""A reason says what is in question, who says what, and how near the two are told."""

from __future__ import annotations

from dateline.fusion.contradict import contradictions_of
from tests.fusion.test_bare_denials import told


def test_a_denial_is_told_as_a_question_with_both_answers() -> None:
    (found,) = contradictions_of([told()])
    assert found.why.startswith("Is it so (Kherson)? The governor says so: “")
    assert "destroyed the hospital in Kherson" in found.why
    assert "Moscow denies it: “the claim”." in found.why
