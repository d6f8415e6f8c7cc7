"""Denials without a deed: their object is the clause before."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.fusion.bare_denials import find_bare_denials
from dateline.fusion.contradict import contradictions_of
from dateline.fusion.tellings import tellings_of
from dateline.model import Coding, Stance
from tests.publish.factory import KHERSON, Draft, day

TEXT = (
    "The governor said Russian forces destroyed the hospital in Kherson. Moscow denies the claim."
)


def told(text: str = TEXT, *, denial: str = "the claim", cue: str = "denies") -> Coding:
    """The governor tells of a deed of Russian forces, Moscow denies something."""
    draft = Draft(text)
    first = draft.claim(
        "Russian forces destroyed the hospital in Kherson", source="The governor", side="UKR",
        cue="said",
    )  # fmt: skip
    draft.event(
        first, "damage.infrastructure", "destroyed", at=[(KHERSON, "Kherson")],
        time=day("2022-11-10"), actors=["Russian forces"],
    )  # fmt: skip
    draft.claim(denial, source="Moscow", side="RUS", cue=cue, stance=Stance.DENY)
    made = draft.coding()
    actors = tuple(replace(a, side="RUS") if a.name == "Russian forces" else a for a in made.actors)
    return replace(made, actors=actors)


def objects(coding: Coding) -> list[str]:
    return [a.fact.event.trigger.text for a, _ in find_bare_denials(coding, tellings_of(coding))]


def test_the_object_is_the_clause_before() -> None:
    assert objects(told()) == ["destroyed"]


def test_a_denial_of_the_same_voice_denies_nothing() -> None:
    made = told()
    first, second = made.claims
    assert not objects(replace(made, claims=(first, replace(second, source=first.source))))


def test_a_denial_far_away_or_in_another_paragraph_has_no_object() -> None:
    far = TEXT.replace(". Moscow", ". " + "It rained. " * 60 + "Moscow")
    assert not objects(told(far))


def test_words_of_a_source_are_an_object_without_any_deed() -> None:
    made = told()
    (event,) = made.events
    bare = replace(made, events=(), claims=tuple(replace(c, events=()) for c in made.claims))
    assert event.id
    assert objects(bare) == ["said"]


def test_it_is_shown_with_the_event_that_it_denies_and_none_of_its_own() -> None:
    made = told()
    (found,) = contradictions_of([made])
    assert found.claims == (made.claims[0].id, made.claims[1].id)
    assert found.events == (made.events[0].id,)
    assert not found.perhaps
    assert "Moscow denies it" in found.why


def test_no_information_is_no_denial() -> None:
    text = TEXT.replace("the claim", "having any information")
    assert not contradictions_of([told(text, denial="having any information")])


def test_who_claims_falsely_denies_nothing_that_was_said_before() -> None:
    assert objects(told(TEXT.replace("denies", "falsely claimed"), cue="falsely claimed")) == []
