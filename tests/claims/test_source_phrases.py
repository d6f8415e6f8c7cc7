"""Where the noun phrase of a source begins and ends."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributions


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The mayor of the old town said it was empty.", "The mayor of the old town"),
        ("Russia and Ukraine said the talks had failed.", "Russia and Ukraine"),
        ("The depot burned and Russia said it was empty.", "Russia"),
        ("On Tuesday Zelensky said it was empty.", "Zelensky"),
        ("Zelensky on Tuesday said it was empty.", "Zelensky"),
        ("Meanwhile the mayor said it was empty.", "the mayor"),
        ("Last week the mayor said it was empty.", "the mayor"),
        ("Flynn, a top aide, said it was empty.", "Flynn, a top aide,"),
        ("The mayor later said it was empty.", "The mayor"),
        ("The mayor has repeatedly said it was empty.", "The mayor"),
    ],
)
def test_the_phrase_before_the_verb(sentence: str, source: str) -> None:
    assert attributions(sentence)[0][0] == source


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("“It fell,” said Otieno.", "Otieno"),
        ("“It fell,” said the spokesman of the army.", "the spokesman of the army"),
        ("“It fell,” said Otieno on Tuesday.", "Otieno"),
        ("“It fell,” said Russia and Ukraine.", "Russia and Ukraine"),
    ],
)
def test_the_phrase_after_the_verb(sentence: str, source: str) -> None:
    assert attributions(sentence)[0][0] == source
