from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder.windows import Window, plan

sentences = st.lists(st.lists(st.integers(1, 8), min_size=1, max_size=60), min_size=1, max_size=40)


def _flat(lengths: list[list[int]]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    costs: list[int] = []
    for sentence in lengths:
        starts.append(len(costs))
        costs += sentence
    return costs, starts


@given(sentences)
def test_every_word_is_owned_once_and_windows_fit(lengths: list[list[int]]) -> None:
    costs, starts = _flat(lengths)
    windows = plan(costs, starts, length=66, overlap=16)
    owned = [word for w in windows for word in range(w.own, w.end)]
    assert owned == list(range(len(costs)))
    for window in windows:
        assert window.first <= window.own <= window.end <= window.last
        assert sum(costs[window.first : window.last]) <= 64


@given(sentences)
def test_a_sentence_that_fits_is_owned_whole(lengths: list[list[int]]) -> None:
    costs, starts = _flat(lengths)
    windows = plan(costs, starts, length=66, overlap=16)
    for first, last in zip(starts, [*starts[1:], len(costs)], strict=True):
        if sum(costs[first:last]) <= 64:
            owners = [w for w in windows if w.own < last and first < w.end and w.own < w.end]
            assert len(owners) == 1


def test_windows_overlap_so_that_sentences_have_company() -> None:
    costs = [1] * 30
    windows = plan(costs, [0, 10, 20], length=22, overlap=10)
    assert windows == [Window(0, 20, 0, 20), Window(10, 30, 20, 30)] or windows == [
        Window(0, 20, 0, 10),
        Window(10, 30, 10, 30),
    ]


def test_no_words_no_windows() -> None:
    assert plan([], []) == []
