"""Words that say what kind of place a name is."""

from __future__ import annotations

import pytest

from dateline.places.kinds import beside, by_word, kinds, plurals


@pytest.mark.parametrize(
    ("word", "feature", "allowed"),
    [
        ("city", "PPL", True),
        ("city", "PPLC", True),
        ("city", "ADM1", False),
        ("oblast", "ADM1", True),
        ("oblast", "PPL", False),
        ("river", "STM", True),
        ("river", "LK", False),
        ("airport", "AIRP", True),
        ("airport", "PPL", False),
    ],
)
def test_a_word_allows_the_features_of_its_kind(*, word: str, feature: str, allowed: bool) -> None:
    assert by_word()[word].allows(feature) is allowed


def test_words_are_small_and_every_kind_has_some() -> None:
    for kind in kinds():
        assert kind.words
        assert kind.features
        assert all(word == word.lower() for word in kind.words)


def test_no_kind_is_shadowed_whole_by_those_before_it() -> None:
    reached = {id(kind) for kind in by_word().values()}
    assert [kind.words for kind in kinds() if id(kind) not in reached] == []


def test_what_tells_only_inside_a_name_does_not_stand_beside_it() -> None:
    inside = [word for word, kind in by_word().items() if kind.inside]
    assert inside
    assert not set(inside) & set(beside())
    assert set(beside()) | set(inside) == set(by_word())


def test_plural_words_speak_of_several() -> None:
    assert "villages" in plurals()
    assert "village" not in plurals()
