"""Where content stands around its cue: before it, after it, past whom it is told to and when."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributions


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The depot was empty, the mayor said.", "The depot was empty"),
        ("The depot was empty, the mayor told reporters.", "The depot was empty"),
        ("The depot was empty, the mayor said on Tuesday.", "The depot was empty"),
        ("The depot was empty, the mayor said in a statement.", "The depot was empty"),
        ("The depot was empty – the mayor said.", "The depot was empty"),
        ("“The depot was empty,” the mayor said.", "“The depot was empty,”"),
        ("It was “an empty depot,” the mayor said.", "It was “an empty depot,”"),
    ],
)
def test_content_ends_before_the_comma_in_front_of_the_source(sentence: str, content: str) -> None:
    ((_, _, said),) = attributions(sentence)
    assert said == content


def test_a_quotation_of_the_sentence_before_is_what_he_said() -> None:
    ((source, _, said),) = attributions("“The depot was empty.” the mayor said.")
    assert (source, said) == ("the mayor", "“The depot was empty.”")


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("“It fell,” he said, “and burned.”", "“It fell,” | “and burned.”"),
        ("“It fell,” he said, pointing at the wall.", "“It fell,”"),
        ("The bridge, he said, had fallen.", "The bridge | had fallen"),
        ("The bridge fell, he said, adding nothing.", "The bridge fell"),
    ],
)
def test_what_goes_on_after_the_source(sentence: str, content: str) -> None:
    assert attributions(sentence)[0][2] == content


def test_two_attributions_of_one_sentence_share_no_words() -> None:
    first, second = attributions("The mayor said the depot was empty, and the army denied it.")
    assert first == ("The mayor", "said", "the depot was empty")
    assert second == ("the army", "denied", "it")
