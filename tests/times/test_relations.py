"""Words that open an interval or join two expressions to a range."""

from __future__ import annotations

import pytest

from dateline.model import TimexType
from dateline.times.draft import Draft
from dateline.times.relations import relation
from dateline.times.state import Resolved


@pytest.mark.parametrize(
    ("text", "lang", "word"),
    [
        ("held since |Friday", "en", "since"),
        ("held since the |Friday", "en", "since"),
        ("held until |Friday", "en", "until"),
        ("gone by |Friday", "en", "by"),
        ("gone before |Friday", "en", "before"),
        ("gone before |dawn", "en", None),
        ("gone after |Friday", "en", "after"),
        ("gone on |Friday", "en", None),
        ("Thereafter |Friday", "en", None),
        ("since they had left on a cold |Friday", "en", None),
        ("після |п'ятниці", "uk", "after"),
        ("до |пятницы", "ru", "until"),
    ],
)
def test_the_word_before_an_expression(text: str, lang: str, word: str | None) -> None:
    at = text.index("|")
    assert relation(lang).of(text.replace("|", ""), at) == word


def mark(text: str) -> tuple[str, list[Resolved]]:
    """The text without its brackets, and an expression for each bracket."""
    plain, found = "", []
    for index, piece in enumerate(text.replace("]", "[").split("[")):
        if index % 2:
            draft = Draft(start=len(plain), end=len(plain) + len(piece), text=piece, make="date")
            found.append(Resolved(draft=draft, type=TimexType.DATE, value=None))
        plain += piece
    return plain, found


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("from [3 March] to [10 March]", {0: 1}),
        ("between [3 March] and [10 March]", {0: 1}),
        ("[3 March] and [10 March]", {}),
        ("[3 March] – [10 March]", {0: 1}),
        ("[3 March]-[10 March]", {0: 1}),
        ("from [3 March] they marched to [10 March]", {}),
        ("on [1 March] and from [3 March] to [10 March]", {1: 2}),
        ("from [3 March]", {}),
    ],
)
def test_two_expressions_are_the_ends_of_one_range(text: str, pairs: dict[int, int]) -> None:
    plain, found = mark(text)
    assert relation("en").joined(plain, found) == pairs
