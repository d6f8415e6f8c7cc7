"""Codes that are read right, missed, invented, and taken for one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder.deeds import CLAIM, EVENT, Deed
from training.deeds.confuse import count_codes, list_counts, list_mistakes
from training.deeds.data import CODES, Example, Trigger

TAKEN, LEFT, CLASH = "territory.taken", "territory.left", "battle.clash"


def text(codes: dict[int, str], *, events: bool = True) -> Example:
    triggers = tuple(
        Trigger(EVENT, at, at, CODES.index(code), (0, 0, 0), ()) for at, code in codes.items()
    )
    return Example("en", ("word",) * 9, triggers, events=events)


def deed(at: int, code: str, kind: int = EVENT) -> Deed:
    return Deed(kind, at, at, code, 0.9, ("asserted", "done"), 0.9, ())


def test_every_kind_of_mistake_is_told_apart() -> None:
    gold = text({0: TAKEN, 2: LEFT, 4: CLASH})
    read = [deed(0, TAKEN), deed(2, CLASH), deed(7, TAKEN), deed(5, "cue", CLAIM)]
    pairs = count_codes([(gold, read)])
    assert pairs == {(TAKEN, TAKEN): 1, (LEFT, CLASH): 1, (CLASH, ""): 1, ("", TAKEN): 1}
    assert list_counts(pairs) == {CLASH: (0, 1, 1), LEFT: (0, 0, 1), TAKEN: (1, 2, 1)}
    assert list_mistakes(pairs) == [(LEFT, CLASH, 1)]


def test_texts_whose_events_nobody_coded_say_nothing() -> None:
    assert not count_codes([(text({}, events=False), [deed(1, TAKEN)])])


def test_the_most_frequent_mistake_stands_first() -> None:
    pairs = {(TAKEN, LEFT): 2, (LEFT, TAKEN): 5, (CLASH, ""): 9, (CLASH, CLASH): 30}
    assert list_mistakes(pairs) == [(LEFT, TAKEN, 5), (TAKEN, LEFT, 2)]
    assert list_mistakes(pairs, 1) == [(LEFT, TAKEN, 5)]


CODE = st.sampled_from([TAKEN, LEFT, CLASH])
PLACED = st.dictionaries(st.integers(0, 8), CODE)


@given(PLACED, PLACED)
def test_counts_add_up(gold: dict[int, str], read: dict[int, str]) -> None:
    counts = list_counts(count_codes([(text(gold), [deed(*one) for one in read.items()])]))
    assert sum(c[1] for c in counts.values()) == len(read)
    assert sum(c[2] for c in counts.values()) == len(gold)
    assert sum(c[0] for c in counts.values()) == len(gold.items() & read.items())
