"""Days of events whose own sentence tells none, through the whole reading of short reports."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from dateline.events.day_carry import is_of_saying
from dateline.ingest.plain import read_plain
from dateline.model import (
    Basis,
    Certainty,
    Claim,
    Component,
    Event,
    Manner,
    Source,
    SourceKind,
    Stance,
    Timex,
    TimexType,
)
from dateline.pipeline.code import code
from dateline.pipeline.stages import components
from tests.events.helpers import report


@cache
def stages() -> tuple[Component, ...]:
    return components()


def last(text: str, published: str = "2024-05-10") -> Event:
    """The event that is told last."""
    coded = code(report(text, published=published), stages())
    return max(coded.events, key=lambda e: e.trigger.start)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Rebels shelled Marib on Monday, the ministry said. "
            "They also shelled Taiz, the ministry said.",
            "2024-05-06",
        ),
        (
            "On 2 February fighters captured the airport in Merowe, the army said. "
            "They also attacked a base in Khartoum, the army said.",
            "2024-02-02",
        ),
    ],
)
def test_a_named_day_goes_on_in_the_next_sentence_of_its_source(text: str, day: str) -> None:
    event = last(text)
    assert (event.time.earliest, event.time.latest, event.time.basis) == (day, day, Basis.INFERRED)
    assert "time: the day told just before" in event.why


@pytest.mark.parametrize(
    "text",
    [
        # another source
        "Rebels shelled Marib on Monday, the ministry said. "
        "They also shelled Taiz, the United Nations said.",
        # a sentence between
        "Rebels shelled Marib on Monday. The weather was fine. They also shelled Taiz.",
        # other people, long after the day told
        "On 2 February fighters captured Merowe. The army shelled Khartoum.",
    ],
)
def test_a_named_day_goes_no_further(text: str) -> None:
    assert last(text).time.basis is Basis.DOCUMENT


def test_what_is_held_gets_no_day_from_the_deed_before() -> None:
    event = last("Russian forces shelled Nikopol on Monday. The town is held by Ukrainian forces.")
    assert (event.type, event.time.basis) == ("territory.held", Basis.DOCUMENT)


def test_a_time_of_its_own_is_kept() -> None:
    event = last("Rebels shelled Marib on Monday. They shelled Taiz on Wednesday.")
    assert event.time.earliest == "2024-05-08"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured Harad, the governor said on Wednesday.",
        "The governor said on Wednesday that rebels captured Harad.",
        "The governor said Wednesday night that rebels captured Harad.",
    ],
)
def test_the_day_of_the_saying_is_the_latest_and_no_day_of_the_deed(text: str) -> None:
    time = last(text).time
    assert (time.latest, time.date_prec, time.basis) == ("2024-05-08", 2, Basis.DOCUMENT)


def test_the_day_of_the_saying_gives_way_to_that_of_the_deed() -> None:
    event = last("The governor said on Wednesday that rebels captured Harad on Sunday.")
    assert (event.time.earliest, event.time.latest) == ("2024-05-05", "2024-05-05")


def test_an_event_of_a_live_blog_has_the_day_of_its_post() -> None:
    text = (
        "The war as it happens\n\n12 March 2024\n\n"
        "00:30\n\nRebels shelled Taiz, medics said.\n\n"
        "22:05\n\nRussian forces shelled Kharkiv, officials said.\n"
    )
    (read,) = read_plain(text.encode(), where="x")
    coded = code(read.report, stages())
    first, second = sorted(coded.events, key=lambda e: e.trigger.start)
    assert (first.time.earliest, first.time.basis) == ("2024-03-13", Basis.DOCUMENT)
    assert (second.time.earliest, second.time.basis) == ("2024-03-12", Basis.DOCUMENT)
    assert not any("00:30" in span.text for c in coded.claims for span in c.content)


SAID = "Rebels took Harad. The governor said late in the evening, on Wednesday that they left."


def told_on(word: str, *, type: TimexType = TimexType.DATE) -> Timex:
    at = SAID.index(word)
    return Timex(
        start=at, end=at + len(word), text=word, id="tmx-1", type=type, value="2024-05-08",
        mod=None, earliest="2024-05-08", latest="2024-05-08", date_prec=1, basis=Basis.RELATIVE,
    )  # fmt: skip


def said_by(cue: str, content: str) -> Claim:
    made = report(SAID)
    start, first = SAID.index(cue), SAID.index(content)
    return Claim(
        id="clm-1", content=(made.span(first, first + len(content)),),
        source=Source(kind=SourceKind.OFFICE, actor=None, span=None),
        cue=made.span(start, start + len(cue)), manner=Manner.INDIRECT, stance=Stance.ASSERT,
        certainty=Certainty.CERTAIN, score=0.9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cue", "word", "content", "type", "of_saying"),
    [
        pytest.param("said", "late", "they left", TimexType.DATE, True, id="right after the verb"),
        pytest.param("said", "late", "late in", TimexType.DATE, True, id="even in the content"),
        pytest.param("said", "the evening", "they left", TimexType.DATE, True, id="close after it"),
        pytest.param("said", "the evening", "the evening", TimexType.DATE, False,
                     id="close, but in what is said"),
        pytest.param("said", "Wednesday", "they left", TimexType.DATE, False, id="too far"),
        pytest.param("governor", "took", "they left", TimexType.DATE, False, id="before the verb"),
        pytest.param("said", "late", "they left", TimexType.DURATION, False, id="a length"),
    ],
)  # fmt: skip
def test_a_time_beside_the_verb_is_that_of_the_saying(
    *, cue: str, word: str, content: str, type: TimexType, of_saying: bool
) -> None:
    found = is_of_saying(told_on(word, type=type), said_by(cue, content), report(SAID))
    assert found is of_saying


def test_without_a_verb_nothing_is_of_the_saying() -> None:
    claim = replace(said_by("said", "they left"), cue=None)
    assert not is_of_saying(told_on("late"), claim, report(SAID))
