"""Who stands at which side of a verb of saying."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributions


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        pytest.param(
            "The army said it held the town and added that the bridge stood.",
            [("The army", "said", "it held the town"),
             ("The army", "added", "that the bridge stood")],
            id="one speaker, two verbs",
        ),
        pytest.param(
            "“It fell,” said Otieno, a farmer from Kisumu.",
            [("Otieno, a farmer from Kisumu", "said", "“It fell,”")],
            id="a speaker who is described",
        ),
        pytest.param(
            "“It fell,” said Otieno, “and burned.”",
            [("Otieno", "said", "“It fell,” | “and burned.”")],
            id="a quotation that goes on",
        ),
        pytest.param(
            "Rebels claimed responsibility for the blast.",
            [("Rebels", "claimed", "responsibility for the blast")],
            id="a deed of speech",
        ),
        pytest.param(
            "The map shows new trenches.", [("The map", "shows", "new trenches")],
            id="a map shows",
        ),
        pytest.param("The army showed great courage.", [], id="an army shows no content"),
        pytest.param("The drone is said.", [], id="nothing is said"),
        pytest.param("It is what the mayor quoted.", [], id="nothing quoted"),
        pytest.param(
            "The report put the toll at 40.", [("The report", "put", "the toll at 40")],
            id="an amount",
        ),
        pytest.param("The mayor put the flag on the roof.", [], id="no amount"),
    ],
)  # fmt: skip
def test_who_says_what_by_a_verb(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert attributions(sentence) == found
