from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder.deeds import (
    CLAIM,
    EVENT,
    Arrays,
    Labels,
    Scores,
    Thresholds,
    find_deeds,
    find_triggers,
    gelu,
)

LABELS = Labels(
    codes=("battle.clash", "territory.taken"), slots=("who", "at"), counted=("killed",),
    scopes=("incident", "period", "conflict"), aux=("asserted", "negated"),
    aspects=("meant", "begun", "done"), stances=("assert", "deny"),
)  # fmt: skip
PAIR = 3
TAGS = (1 + 2 * 2) + (1 + 2 * 1) + 3


def _scores(seed: int, words: int) -> Scores:
    rng = np.random.default_rng(seed)

    def draw(columns: int) -> np.ndarray:
        return rng.normal(size=(words, columns)).astype(np.float32) * 3

    told = len(LABELS.aux) + len(LABELS.aspects) + len(LABELS.stances)
    return Scores(
        triggers=draw(4), cues=draw(4), told=draw(told), word=draw(PAIR), trigger=draw(PAIR),
        word_by=draw(PAIR), trigger_by=draw(PAIR), repeat=draw(2), repeated=draw(2),
    )  # fmt: skip


def _arrays(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)

    def draw(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    return Arrays(draw(23, PAIR), draw(2, PAIR), draw(TAGS, 2 * PAIR), draw(TAGS), draw(2))


@given(st.integers(0, 5000), st.integers(1, 40), st.data())
def test_what_fills_a_slot_stands_in_the_block_of_its_trigger(
    seed: int, words: int, data: st.DataObject
) -> None:
    edge = data.draw(st.integers(0, words))
    blocks = sorted({0, edge}) if 0 < edge < words else [0]
    for deed in find_deeds(_scores(seed, words), _arrays(seed), LABELS, blocks):
        first, end = (0, edge) if deed.first < edge and len(blocks) > 1 else (blocks[-1], words)
        for filled in (*deed.slots, *deed.counts):
            assert first <= filled.first <= filled.last < end


@given(st.integers(0, 5000), st.integers(2, 40))
def test_a_repeat_names_an_earlier_event(seed: int, words: int) -> None:
    deeds = find_deeds(_scores(seed, words), _arrays(seed), LABELS, [0])
    for k, deed in enumerate(deeds):
        if deed.before is not None:
            assert deed.before < k
            assert deed.kind == deeds[deed.before].kind == EVENT


@given(st.integers(0, 5000), st.integers(1, 40), st.floats(0.1, 0.9))
def test_a_higher_threshold_finds_no_more(seed: int, words: int, least: float) -> None:
    scores, arrays = _scores(seed, words), _arrays(seed)
    few = find_deeds(scores, arrays, LABELS, [0], Thresholds(event=0.95, claim=0.95))
    many = find_deeds(scores, arrays, LABELS, [0], Thresholds(event=least, claim=least))
    assert {(d.kind, d.first) for d in few} <= {(d.kind, d.first) for d in many}


def test_a_trigger_of_two_words_has_the_code_of_its_first() -> None:
    scores = np.full((4, 4), -5, np.float32)
    scores[:, 0] = 5
    scores[1] = [-5, -5, -5, 9]  # begins "territory.taken"
    scores[2] = [-5, 9, -5, -5]  # goes on
    (found,) = find_triggers(scores, EVENT, 0.5)
    assert (found.first, found.last, found.label) == (1, 2, 1)
    assert found.score == pytest.approx(1.0, abs=1e-3)


def test_a_claim_has_a_stance_and_counts_nothing() -> None:
    scores = _scores(1, 6)
    scores.cues[:] = [9, -9, -9, -9]
    scores.cues[2] = [-9, -9, 9, -9]
    claims = [d for d in find_deeds(scores, _arrays(1), LABELS, [0]) if d.kind == CLAIM]
    assert [(c.first, c.label) for c in claims] == [(2, "cue")]
    assert claims[0].told[0] in LABELS.stances
    assert claims[0].counts == ()


def test_gelu_is_close_to_what_it_stands_for() -> None:
    found = gelu(np.array([-3.0, -1.0, 0.0, 1.0, 3.0], np.float32))
    assert found == pytest.approx([-0.0036, -0.1588, 0.0, 0.8412, 2.9964], abs=1e-3)
