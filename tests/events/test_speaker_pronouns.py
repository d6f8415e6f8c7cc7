"""A pronoun that does what its speaker says is the speaker; no other pronoun is."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dateline.events import from_deeds
from dateline.events.component import EventCoder
from dateline.events.speaker_pronouns import find_speaker, shipped_pronouns
from dateline.model import RawDeed, RawSlot
from dateline.pipeline.code import code
from dateline.pipeline.stages import components
from dateline.text.language import READ
from tests.claims.reading import report_of

ARMY = "Syria's army said it had left Hama. "


def doers(text: str, on: str, who: str) -> list[str]:
    """Who the event does that a deed by hand tells, with everything else as the rules read it."""
    at, by = text.index(on), text.rindex(who, 0, text.index(on))
    slot = RawSlot(name="who", start=by, end=by + len(who), score=0.9)
    deed = RawDeed(
        start=at, end=at + len(on), type="territory.taken", auxiliary="asserted", aspect="done",
        score=0.9, slots=(slot,),
    )  # fmt: skip
    report = replace(report_of(text), published="2024-12-06T12:00:00+00:00")
    stages = [stage for stage in components(reader=False) if stage.name != "events"]
    coding = code(report, stages)
    made = EventCoder()(replace(coding, analysis=replace(coding.linguistics(), deeds=(deed,))))
    names = {actor.id: actor.name for actor in made.actors}
    return [names[a] for event in made.events for a in event.actors]


@pytest.mark.parametrize("verb", ["said", "claimed", "announced that"])
def test_the_first_pronoun_of_reported_words_is_the_speaker(verb: str) -> None:
    text = ARMY + f"Hours later the rebels {verb} they had captured the base in Homs."
    assert doers(text, "captured", "they") == ["rebels"]


def test_a_pronoun_after_another_name_is_left_to_its_chain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[str | None] = []

    def keep(*given: Any, **named: Any) -> str | None:
        found.append(find_speaker(*given, **named))
        return found[-1]

    monkeypatch.setattr(from_deeds, "find_speaker", keep)
    doers("The rebels said they had captured Homs.", "captured", "they")
    doers("The rebels said the army had fled and they had captured Homs.", "captured", "they")
    assert found[0] is not None
    assert found[1:] == [None]


def test_a_body_is_no_he() -> None:
    text = "The defence ministry said he had captured the bridge."
    assert "defence ministry" not in " ".join(doers(text, "captured", "he")).lower()


def test_every_language_that_is_read_has_its_pronouns() -> None:
    assert set(shipped_pronouns()) == set(READ)
