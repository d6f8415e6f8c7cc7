"""Which of the names in an argument takes part."""

from __future__ import annotations

from dateline.events.drafts import make_line
from dateline.events.lines import Phrase
from dateline.events.roles import Cast
from dateline.model import Actor, ActorKind, Coding, Mention, MentionKind
from dateline.text.segment import analyse
from tests.events.helpers import report


def taking_part(text: str, *named: tuple[str, ActorKind]) -> list[str]:
    """The names in a text that is one argument as a whole."""
    made = report(text)
    actors = tuple(Actor(id=n, name=n, kind=kind, side=None) for n, kind in named)
    mentions = tuple(
        Mention(start=text.index(n), end=text.index(n) + len(n), text=n, id=n,
                kind=MentionKind.PERSON, actor=n)
        for n, _ in named
    )  # fmt: skip
    coding = Coding(report=made, analysis=analyse(made), actors=actors, mentions=mentions)
    line = make_line(coding, 0)
    return list(Cast.of(coding).actors(line, [Phrase(0, len(line.words))]))


def test_an_apposition_is_one() -> None:
    named = ("leader", ActorKind.UNNAMED), ("Luckson Elan", ActorKind.PERSON)
    assert taking_part("the leader, Luckson Elan", *named) == ["Luckson Elan"]


def test_whose_leader_it_is_takes_no_part() -> None:
    named = ("Gran Grif", ActorKind.GROUP), ("Luckson Elan", ActorKind.PERSON)
    assert taking_part("Gran Grif's Luckson Elan", *named) == ["Luckson Elan"]


def test_all_that_are_joined_take_part() -> None:
    named = [(name, ActorKind.STATE) for name in ("Egypt", "Jordan", "Syria")]
    assert taking_part("Egypt, Jordan and Syria", *named) == ["Egypt", "Jordan", "Syria"]


def test_a_reflexive_names_nobody_new() -> None:
    found = taking_part(
        "Yellow Pages and themselves",
        ("Yellow Pages", ActorKind.ORGANISATION), ("themselves", ActorKind.FORCE),
    )  # fmt: skip
    assert found == ["Yellow Pages"]
