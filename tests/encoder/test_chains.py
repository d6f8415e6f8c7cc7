"""The chain of a name is that of the last earlier name that has its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder.chains import _Earlier, _held
from dateline.encoder.names import Name

Told = tuple[str, frozenset[str]]
_WORDS = st.frozensets(st.sampled_from("abcdefgh"), max_size=7)
_TOLD = st.lists(st.tuples(st.sampled_from(["person", "force"]), _WORDS), max_size=14)


def _scanned(before: list[Told], kind: str, words: frozenset[str]) -> int | None:
    for k in range(len(before) - 1, -1, -1):
        same, theirs = before[k][0] == kind, before[k][1]
        if same and words and (words == theirs or (kind == "person" and words <= theirs)):
            return k
    return None


@given(told=_TOLD)
def test_the_index_tells_what_a_scan_backwards_tells(told: list[Told]) -> None:
    earlier = _Earlier()
    for k, (kind, words) in enumerate(told):
        assert earlier.last(kind, words) == _scanned(told[:k], kind, words)
        earlier.add(k, kind, words)


def test_a_surname_is_the_last_who_bore_it_and_only_of_a_person() -> None:
    earlier = _Earlier()
    earlier.add(0, "person", frozenset({"anna", "petrov"}))
    earlier.add(1, "person", frozenset({"ivan", "petrov"}))
    earlier.add(2, "force", frozenset({"azov", "brigade"}))
    assert earlier.last("person", frozenset({"petrov"})) == 1
    assert earlier.last("person", frozenset({"anna"})) == 0
    assert earlier.last("force", frozenset({"azov"})) is None


def test_a_phrase_holds_the_last_name_of_its_kind_inside_it() -> None:
    names = [Name(0, 1, "person", 1.0), Name(3, 3, "person", 1.0), Name(4, 6, "person", 1.0)]
    phrases = [Name(0, 5, "person", 1.0), Name(0, 9, "force", 1.0), Name(4, 8, "person", 1.0)]
    assert _held(phrases, names) == [1, None, 2]
