"""Attributions without a verb of saying: phrases, nouns, adverbs and labels."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributions


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        pytest.param(
            "Two ships sank, according to Ito, the harbour master.",
            [("Ito, the harbour master", "according to", "Two ships sank")],
            id="a source that is described",
        ),
        pytest.param(
            "According to Ito, two ships sank, and one burned.",
            [("Ito", "According to", "two ships sank, and one burned")],
            id="content after it",
        ),
        pytest.param("All went according to plan.", [], id="according to plan"),
        pytest.param(
            "The bridge was reportedly hit.",
            [("", "reportedly", "The bridge was | hit")],
            id="an adverb",
        ),
        pytest.param(
            "The bridge is believed to have fallen.",
            [("", "is believed", "The bridge | to have fallen")],
            id="nobody is named",
        ),
        pytest.param("He believed in the bridge.", [], id="no passive"),
        pytest.param(
            "Russia's claim that the town fell was rejected.",
            [("Russia", "claim", "that the town fell was rejected")],
            id="a noun with its owner",
        ),
        pytest.param("The claim was rejected.", [], id="a noun without content"),
        pytest.param(
            "Zelensky: “We stay here tonight.”",
            [("Zelensky", ":", "“We stay here tonight.”")],
            id="a label",
        ),
        pytest.param("It was this: a bridge.", [], id="a colon before no quotation"),
    ],
)
def test_who_says_what_without_a_verb(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert attributions(sentence) == found


def test_words_inside_a_quotation_attribute_nothing_more() -> None:
    found = attributions("“The mayor said the depot was empty,” Ito recalled saying.")
    assert all("mayor" not in source for source, _, _ in found)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("За словами мера, місто звільнено.", "мера"),
        ("За його словами, місто звільнено.", "його"),
    ],
)
def test_by_his_words(sentence: str, source: str) -> None:
    ((found, _, content),) = attributions(sentence, lang="uk")
    assert (found, content) == (source, "місто звільнено")
