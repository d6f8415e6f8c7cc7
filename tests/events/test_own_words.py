"""Codes that the reader was not fitted on: words tell them, the reader fills their slots."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.events.own_words import (
    LANGUAGES,
    ask_own,
    list_faults,
    own_words,
    read_own,
    rule_line,
    shipped_faults,
)
from dateline.events.words import words_of
from dateline.model import Component, ConfigError, Event
from dateline.pipeline.code import code
from dateline.pipeline.stages import components
from tests.claims.reading import report_of
from tests.events.helpers import coding


@cache
def stages() -> tuple[Component, ...]:
    return components()


def events(text: str, lang: str = "en") -> list[Event]:
    """The events of a text of 10 May 2024, as a user's run tells them."""
    report = replace(report_of(text, lang=lang), published="2024-05-10T12:00:00+00:00")
    return list(code(report, stages()).events)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The town of Riverton was without electricity on Monday.", "damage.utility"),
        ("Power cuts hit the whole of Riverton.", "damage.utility"),
        ("The last reactor at the Riverton nuclear plant was shut down.", "damage.utility"),
        ("Shells cut off the water supply of Riverton.", "damage.utility"),
        ("Engineers repaired the power line to Riverton.", "damage.repaired"),
        ("The water supply of Riverton was restored.", "damage.repaired"),
        ("The government shut down two newspapers in Riverton.", None),
        ("The army stopped the advance near the Riverton dam.", None),
        ("The company restored its logo.", None),
        ("It was a power struggle that left the party in the cold.", None),
    ],
)
def test_what_is_cut_and_mended_is_told(text: str, told: str | None) -> None:
    assert [asked.type for asked in ask_own(coding(text))] == ([told] if told else [])


@pytest.mark.parametrize(
    ("text", "lang", "place", "day", "auxiliary"),
    [
        ("Riverton was without electricity on Monday.", "en", "Riverton", "2024-05-06", "asserted"),
        ("The mayor denied that Odesa lost power on Sunday.", "en", "Odesa", None, "negated"),
        ("Саюк каже, що без води лишаються 3 тисячі родин.", "uk", None, None, "asserted"),
        ("The power line to Kherson may be restored on Sunday.", "en", None, None, "hypothetical"),
        ("Унаслідок атаки Херсон залишився без світла.", "uk", "Херсон", "2024-05-10", "asserted"),
        ("В Белгороде без света остались дома.", "ru", "Белгороде", "2024-05-10", "asserted"),
    ],
)
def test_the_reader_says_where_when_and_whether(
    text: str, lang: str, place: str | None, day: str | None, auxiliary: str
) -> None:
    told = [e for e in events(text, lang) if e.type.startswith("damage.")]
    (event,) = (e for e in told if e.why[0].startswith(f"type: {e.type} - own.{lang}.yaml:"))
    assert len([e for e in told if e.same_as is None]) == 1
    assert event.auxiliary.value == auxiliary
    if place is not None:
        assert any(place in why for why in event.why)
    if day is not None:
        assert event.time.earliest == day


def test_a_deed_at_such_words_takes_their_code_and_is_told_once() -> None:
    found = events("Shelling knocked out the power supply in Kherson on Monday, officials said.")
    spans = [(e.trigger.start, e.trigger.end) for e in found]
    assert len(spans) == len(set(spans))
    assert "damage.utility" in {e.type for e in found}


def test_a_language_without_such_words_asks_nothing() -> None:
    assert own_words("xx") is None
    assert ask_own(coding("Strom weg.", lang="de")) == ()


def test_the_shipped_words_have_no_fault() -> None:
    assert shipped_faults() == []
    assert all(own_words(language) is not None for language in LANGUAGES)


def test_a_code_of_ones_own_is_a_few_lines() -> None:
    mine = b"""language: en
scores: {alone: 0.5, about: 0.7}
reach: 6
groups: {machines: [computer, server]}
rows:
  - {code: strike.cyber, about: machines, verbs: [knock _ offline, hack]}
  - {code: strike.cyber, nouns: [cyber attack]}
"""
    own = read_own(mine, where="mine.yaml")
    for text, count in (
        ("Hackers knocked the bank's servers offline.", 1),
        ("Cyber attacks hit the bank.", 1),
        ("He hacked through the jungle.", 0),
    ):
        assert len(list(own.find(words_of(text, 0, len(text))))) == count
    assert list(list_faults(own.file)) == ["'strike.cyber' is no code of the codebook"] * 2


def test_words_that_can_never_tell_are_faults() -> None:
    wrong = b"""language: en
scores: {alone: 0.5, about: 0.7}
rows:
  - {code: damage.utility, about: nothing, nouns: [outage, outage, power struggle]}
blocked: [power struggle]
"""
    faults = list(list_faults(read_own(wrong, where="mine.yaml").file))
    assert [fault.split(": ", 1)[1] for fault in faults] == [
        "there is no group 'nothing'", "'outage' is listed before", "'power struggle' is blocked",
    ]  # fmt: skip
    with pytest.raises(ConfigError, match=r"mine\.yaml"):
        read_own(b"language: en", where="mine.yaml")


def test_a_rule_is_the_line_where_the_word_stands() -> None:
    name, line = rule_line("uk", "без світла").split(":")
    assert name == "own.uk.yaml"
    assert int(line) > 1


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["without power", "shut down the grid", "outages"]))
def test_what_is_asked_about_are_words_of_the_text(noise: str, words: str) -> None:
    text = f"{noise} {words} {noise}"
    for asked in ask_own(coding(text)):
        assert 0 <= asked.start < asked.end <= len(text)
        assert text[asked.start : asked.end].strip()
