"""Attributions whose source stands after its verb."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributions


@pytest.mark.parametrize(
    ("sentence", "lang", "found"),
    [
        (
            "Місто звільнено, повідомив мер.", "uk", ("мер", "повідомив", "Місто звільнено"),
        ),
        (
            "Як повідомляє Генштаб, місто звільнено.", "uk",
            ("Генштаб", "повідомляє", "місто звільнено"),
        ),
        (
            "Мер заявив, що місто звільнено.", "uk", ("Мер", "заявив", "що місто звільнено"),
        ),
        (
            "Город освобожден, сообщил мэр.", "ru", ("мэр", "сообщил", "Город освобожден"),
        ),
        (
            "Заявил мэр, что город освобожден.", "ru",
            ("мэр", "Заявил", "что город освобожден"),
        ),
    ],
)  # fmt: skip
def test_where_the_verb_may_stand_first(
    sentence: str, lang: str, found: tuple[str, str, str]
) -> None:
    assert attributions(sentence, lang=lang) == [found]


def test_this_was_told_by_takes_the_sentence_before() -> None:
    found = attributions("Місто звільнено. Про це повідомив мер.", lang="uk")
    assert [(source, content) for source, _, content in found] == [("мер", "Місто звільнено.")]
