"""MUC-4's keys: head nouns, fillers that are one, and how answers are counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from evals.muc4_key import Filler, count_heads, count_types, f1, key_of
from evals.muc4_reading import head_of, singular


def _filler(*names: str, optional: bool = False) -> dict[str, Any]:
    return {"strings": [{"text": n, "start": 0, "end": 1} for n in names], "optional": optional}


def _template(kind: str, *, optional: bool = False, **slots: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        name: [] for name in ("perp_individual", "perp_org", "target", "victim", "weapon")
    }
    return {"incident_type": kind, "optional": optional, **empty, **slots}


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("TWO FISHERMEN", "fishermen"),
        ("RESIDENCE OF THE AMBASSADOR", "residence"),
        ("MEN IN UNIFORM", "man"),
        ("[ARMED FRONT]", "front"),
        ("AK-47 RIFLES", "rifle"),
        ("HOUSES", "house"),
        ("BUS", "bus"),
        ("", ""),
    ],
)
def test_head_of_a_filler(text: str, head: str) -> None:
    assert head_of(text) == head


def test_singular_is_the_same_for_key_and_answer() -> None:
    assert singular("embassies") == singular("embassy") == "embassy"
    assert singular("boxes") == singular("box") == "box"
    assert singular("glass") == "glass"


def test_fillers_of_two_templates_that_share_a_head_are_one() -> None:
    row = {
        "templates": [
            _template("BOMBING", victim=[_filler("THREE GUARDS", "WATCHMEN")]),
            _template("ATTACK", optional=True, victim=[_filler("GUARDS")]),
        ]
    }
    key = key_of(row)
    assert key.fillers["victim"] == (Filler(frozenset({"guard", "watchmen"}), optional=False),)
    assert key.needed == {"BOMBING"}
    assert key.allowed == {"BOMBING", "ATTACK"}


def test_a_filler_without_words_asks_for_nothing() -> None:
    key = key_of({"templates": [_template("ATTACK", weapon=[_filler()])]})
    assert key.fillers["weapon"] == ()


def test_either_of_two_types_will_do() -> None:
    key = key_of({"templates": [_template("ATTACK / BOMBING", optional=True)]})
    counts = Counter[str]()
    count_types(counts, key, frozenset({"BOMBING"}))
    assert f1(counts) == 1.0


def test_an_optional_filler_counts_only_where_it_is_found() -> None:
    row = {"templates": [_template("ATTACK", target=[_filler("A BRIDGE", optional=True)])]}
    missed, found = Counter[str](), Counter[str]()
    count_heads(missed, key_of(row), "target", frozenset())
    count_heads(found, key_of(row), "target", frozenset({"bridge", "mill"}))
    assert missed["wanted"] == 0
    assert (found["wanted"], found["right_wanted"]) == (1, 1)
    assert (found["predicted"], found["right_predicted"]) == (2, 1)
    assert f1(found) == pytest.approx(2 / 3)
