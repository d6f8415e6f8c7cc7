"""What a rule cannot match without: A{1}, B{1,2} and C{1..5} stand for three groups of words."""

from __future__ import annotations

import pytest

from dateline.times.needs import Token, needs

GROUPS = {"A": frozenset("a"), "B": frozenset("bc"), "C": frozenset("defgh")}


def parse(pattern: str) -> list[Token]:
    """A pattern of single letters and ( [ ) | ? * +; [ opens a look."""
    kinds = {"(": ("open", "("), "[": ("look", "(?="), "]": ("op", ")")}
    ops = {c: ("op", c) for c in ")|?*+"}
    return [kinds.get(c) or ops.get(c) or ("class", c) for c in pattern]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        pytest.param("A", "a", id="one word"),
        pytest.param("A?", None, id="a word that may lack"),
        pytest.param("A*", None, id="a word any number of times"),
        pytest.param("A+", "a", id="a word once at least"),
        pytest.param("AC", "defgh", id="a group says more than a single word"),
        pytest.param("CA", "defgh", id="in whatever order"),
        pytest.param("AB", "a", id="of two small groups the smaller"),
        pytest.param("A|C", "adefgh", id="either of two"),
        pytest.param("A|C?", None, id="or nothing at all"),
        pytest.param("(A|B)C?", "abc", id="a bracket"),
        pytest.param("(A|B)?", None, id="a bracket that may lack"),
        pytest.param("[A]B", "bc", id="a look ahead is not matched"),
        pytest.param("[A]", None, id="nothing but a look"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_what_any_match_has(pattern: str, needed: str | None) -> None:
    found = needs(parse(pattern), GROUPS.__getitem__)
    assert found == (None if needed is None else frozenset(needed))
