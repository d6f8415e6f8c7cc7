"""Event coreference without types: features, average link, and chains in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from evals.event_coreference.agglomerate import average_link
from evals.event_coreference.model import chains_of, shipped_models
from evals.event_coreference.pairs import Telling, corpus_of, features
from evals.event_coreference.stories import kin, stories, tfidf
from evals.event_coreference.vectors import Floats

QUAKE = tuple(
    re.findall(r"\w+", "a quake struck the coastal town of Selm and killed twelve people")
)
ROBBERY = tuple(
    re.findall(r"\w+", "two men robbed a bank in the capital and escaped with gold bars")
)


def telling(report: str, words: Sequence[str], head: str) -> Telling:
    return Telling(
        report=report, head=head, at=list(words).index(head), sentence=tuple(words),
        text=tuple(words), around=frozenset(w for w in words if w in ("town", "men", "people")),
    )  # fmt: skip


def read_letters(texts: Sequence[tuple[str, ...]]) -> Floats:
    """Unit vectors of letter counts: a stand-in for the reader."""
    rows = np.array([[" ".join(t).count(c) + 0.01 for c in "abcdefghijklmnopqrst"] for t in texts])
    found: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


TELLINGS = [
    telling("a", QUAKE, "struck"),
    telling("b", ("overnight", *QUAKE), "struck"),
    telling("a", QUAKE, "killed"),
    telling("b", ("overnight", *QUAKE), "killed"),
    telling("c", ROBBERY, "robbed"),
    telling("d", ("armed", *ROBBERY), "robbed"),
]


def groups(chains: Sequence[int]) -> set[frozenset[int]]:
    return {frozenset(n for n, c in enumerate(chains) if c == chain) for chain in set(chains)}


def test_the_same_head_in_one_story_is_one_event() -> None:
    for read in (None, read_letters):
        found = groups(chains_of(TELLINGS, read=read))
        assert {4, 5} in found
        assert not any({0, 2} <= g or {0, 4} <= g for g in found)


def test_the_order_of_tellings_does_not_matter() -> None:
    turned = chains_of(TELLINGS[::-1])[::-1]
    assert groups(turned) == groups(chains_of(TELLINGS))


def test_features_are_symmetric_and_shipped_models_name_only_known_ones() -> None:
    texts = {t.report: t.text for t in TELLINGS}
    corpus = corpus_of(TELLINGS, dict(zip(texts, tfidf(list(texts.values())), strict=True)))
    found = features(TELLINGS, corpus, read_letters)
    assert all(np.allclose(table, table.T) for table in found.values())
    for model in shipped_models().values():
        assert {f for name in model.weights for f in name.split("*")} <= set(found)
    without = features(TELLINGS, corpus, None)
    assert {f for n in shipped_models()["words"].weights for f in n.split("*")} <= set(without)


def test_average_link_joins_the_most_similar_until_the_threshold() -> None:
    similar = np.array([[1, 0.9, 0.6, 0], [0.9, 1, 0.2, 0], [0.6, 0.2, 1, 0.1], [0, 0, 0.1, 1]])
    assert average_link(similar, 0.5) == [[0, 1], [2], [3]]
    assert average_link(similar, 0.4) == [[0, 1, 2], [3]]
    assert average_link(np.zeros((0, 0)), 0.5) == []


def test_reports_of_one_event_are_one_story() -> None:
    texts = {t.report: t.text for t in TELLINGS}
    found = stories(dict(zip(texts, tfidf(list(texts.values())), strict=True)), 0.1)
    assert found["a"] == found["b"]
    assert found["c"] == found["d"]
    assert found["a"] != found["c"]


def test_irregular_forms_and_nouns_of_deeds_are_kin() -> None:
    assert kin("shot") == kin("shooting") == kin("Shoots")
    assert kin("death") == kin("died")
    assert kin("market") != kin("march")
