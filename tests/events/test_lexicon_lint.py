"""The lexicons hold no word and no frame that can never have an effect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.events.frames import Features, fits
from dateline.events.lexicon import Entry, Frame, Lexicon, Sense
from dateline.events.lexicon_lint import LANGUAGES, faults_of, lint_lexicon, reachable
from dateline.events.phrases import PhraseIndex
from tests.events.helpers import coding

CLASSES = ("soldiers", "place_words", "sport")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_lexicons_have_no_fault(language: str) -> None:
    assert not lint_lexicon(language)


def lexicon_of(sense: Sense) -> Lexicon:
    """A lexicon of one sense, verbs uninflected."""
    triggers: PhraseIndex[Entry] = PhraseIndex()
    for verb in sense.verbs:
        frames = tuple(frame for frame in sense.frames if frame.reads(verb, "base"))
        triggers.add((verb,), Entry("raid", verb, "base", frames))
    classes: PhraseIndex[str] = PhraseIndex()
    for label in CLASSES:
        classes.add((label,), label)
    return Lexicon("en", {"raid": sense}, triggers, classes, PhraseIndex(), frozenset())


SOUND = Sense(
    verbs=("raid", "storm"),
    frames=(
        Frame(near=frozenset({"sport"}), code=None),
        Frame(near=frozenset({"soldiers"}), code="battle"),
        Frame(code=None),
    ),
)


def faults(*frames: Frame, sense: Sense = SOUND) -> dict[str, str]:
    """What is wrong with a sense of these frames, by word."""
    found = faults_of(lexicon_of(replace(sense, frames=frames or sense.frames)))
    return {fault.word: fault.what for fault in found}


def test_a_sound_sense_has_no_fault() -> None:
    assert not faults()


def test_a_word_that_every_frame_silences_is_mute() -> None:
    silent = Frame(verb=frozenset({"storm"}), code=None)
    assert faults(silent, *SOUND.frames) == {"storm": "can never tell an event"}


def test_a_frame_behind_one_that_asks_for_no_more_is_shadowed() -> None:
    found = faults(
        Frame(near=frozenset({"soldiers", "place_words"}), code="battle"),
        Frame(near=frozenset({"soldiers"}), agent=frozenset({"sport"}), code="strike"),
    )
    assert list(found) == ["frame 2 (strike)"]


def test_words_and_classes_that_are_nowhere_listed_are_named() -> None:
    found = faults(
        Frame(verb=frozenset({"pillage"}), code="riot"),
        Frame(near=frozenset({"soldeirs"}), not_agent=frozenset({"sprot"}), code="battle"),
        Frame(code="battle"),
    )
    assert {"pillage", "soldeirs", "sprot"} <= set(found)


CLASS_SETS = st.frozensets(st.sampled_from(CLASSES))
FRAMES = st.builds(
    Frame, code=st.sampled_from(["battle", None]), agent=CLASS_SETS, near=CLASS_SETS,
    none=CLASS_SETS, not_agent=CLASS_SETS,
)  # fmt: skip


@given(st.lists(FRAMES, max_size=5), CLASS_SETS, CLASS_SETS)
def test_what_no_sentence_reaches_is_never_read(
    frames: list[Frame], agent: frozenset[str], near: frozenset[str]
) -> None:
    empty: frozenset[str] = frozenset()
    found = Features(agent=agent, patient=empty, means=empty, near=near, around=empty)
    match = fits(Entry("raid", "raid", "base", tuple(frames)), found)
    heard = {id(frame) for frame in reachable(frames, frozenset(CLASSES))}
    assert match is None or id(match.frame) in heard


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces abandoned Kherson.", "territory.left"),
        ("Ukrainian forces drove Russian troops back across the Dnipro.", "territory.left"),
        ("Russian troops were pushed back across the Dnipro.", "territory.left"),
        ("The army thwarted a rebel attack on Goma.", "territory.held"),
        ("The soldiers abandoned their vehicles near Kherson.", None),
        ("Parents abandoned the idea in Goma.", None),
    ],
)
def test_words_that_were_mute_speak(text: str, event: str | None) -> None:
    from dateline.events.component import EventCoder

    assert [e.type for e in EventCoder()(coding(text)).events] == ([event] if event else [])
