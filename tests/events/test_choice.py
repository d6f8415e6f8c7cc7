"""Which reading is believed, where the lexicon leaves a choice."""

from __future__ import annotations

from dateline.events.choice import choose
from dateline.events.codebook import codebook
from dateline.events.frames import DEFAULT, Match
from dateline.events.lexicon import Entry, Frame


def match(code: str, *, sense: str = "attack", default: bool = False) -> Match:
    """A reading that gives a code."""
    frame = Frame(code=code)
    return Match(Entry(sense, "attack", "past"), frame, DEFAULT if default else "agent rebels")


def test_without_likeness_the_first_reading_wins() -> None:
    chosen = choose([match("battle.clash"), match("civilians.attacked")], {}, codebook())
    assert chosen is not None
    assert chosen.code == "battle.clash"


def test_likeness_can_prefer_a_later_reading() -> None:
    chances = {"civilians.attacked": 0.9, "battle.clash": 0.05, "none": 0.0}
    chosen = choose([match("battle.clash"), match("civilians.attacked")], chances, codebook())
    assert chosen is not None
    assert chosen.code == "civilians.attacked"


def test_a_parent_gives_way_to_a_clear_child_only() -> None:
    clear = choose([match("strike")], {"strike.air": 0.8, "strike.mine": 0.1}, codebook())
    unclear = choose([match("strike")], {"strike.air": 0.4, "strike.mine": 0.35}, codebook())
    assert clear is not None
    assert unclear is not None
    assert (clear.code, unclear.code) == ("strike.air", "strike")


def test_a_bare_word_gives_way_to_nothing() -> None:
    chances = {"none": 0.7, "battle.clash": 0.02}
    assert choose([match("battle.clash", default=True)], chances, codebook()) is None
    assert choose([match("battle.clash")], chances, codebook()) is not None


def test_no_reading_is_no_event() -> None:
    assert choose([], {}, codebook()) is None
