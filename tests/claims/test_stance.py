from __future__ import annotations

import pytest

from dateline.model import Certainty, Stance
from tests.claims.reading import claims_of, only


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The mayor said the depot was empty.", Stance.ASSERT),
        ("The army denied the depot was empty.", Stance.DENY),
        ("The consul declined to comment on the raid.", Stance.DECLINE),
        ("A spokesman said: “We do not want to comment on this.”", Stance.DECLINE),
        ("Aid groups estimate that 300 people fled.", Stance.ESTIMATE),
        ("According to a recent NATO estimate, 300 tanks were lost.", Stance.ESTIMATE),
        ("Analysts expect that the front will move.", Stance.PREDICT),
        ("An analyst said the front will move in spring.", Stance.PREDICT),
        ("The ministry put the number of dead at six.", Stance.ESTIMATE),
        ("Needs are expected to rise in spring.", Stance.PREDICT),
        ("Al-Noor claimed responsibility for the attack.", Stance.ASSERT),
        ("The envoy urged both sides to stop.", Stance.DEMAND),
        ("The general said: “Leave the city. Criminals must stand trial.”", Stance.DEMAND),
    ],
)
def test_stance(sentence: str, stance: Stance) -> None:
    assert only(claims_of(sentence)).stance is stance


@pytest.mark.parametrize(
    ("sentence", "certainty", "hedges"),
    [
        ("The mayor said the depot was empty.", Certainty.CERTAIN, []),
        ("The mayor said the guards may have lit it.", Certainty.POSSIBLE, ["may have"]),
        ("The mayor said the guards probably lit it.", Certainty.PROBABLE, ["probably"]),
        ("A video purportedly showed the guards.", Certainty.POSSIBLE, ["purportedly"]),
        ("The fleet reportedly left port.", Certainty.UNKNOWN, ["reportedly"]),
        ("There were said to be mines.", Certainty.UNKNOWN, ["There were said to be"]),
        ("The mayor believes that the depot is empty.", Certainty.PROBABLE, ["believes"]),
    ],
)
def test_certainty(sentence: str, certainty: Certainty, hedges: list[str]) -> None:
    claim = only(claims_of(sentence))
    assert claim.certainty is certainty
    assert [h.text for h in claim.hedges] == hedges


def test_the_outlet_hedges_too() -> None:
    (claim,) = claims_of("The guards might have lit the fire.")
    assert claim.certainty is Certainty.POSSIBLE


def test_a_month_is_no_hedge() -> None:
    (claim,) = claims_of("The bridge fell in May this year.")
    assert claim.hedges == ()


def test_ability_is_no_hedge() -> None:
    (claim,) = claims_of("The guns can now reach the port.")
    assert claim.certainty is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("lang", "sentence", "stance", "certainty"),
    [
        ("uk", "Міністерство оголосило, що міст відкрито.", Stance.ASSERT, Certainty.CERTAIN),
        ("uk", "Аналітики не виключають, що буде штурм.", Stance.PREDICT, Certainty.POSSIBLE),
        ("uk", "Управління заперечило, що місто здано.", Stance.DENY, Certainty.CERTAIN),
        ("ru", "Ведомство уточнило, что мост открыт.", Stance.ASSERT, Certainty.CERTAIN),
        ("ru", "По оценкам экспертов, город покинули сто семей.", Stance.ESTIMATE,
         Certainty.PROBABLE),
        ("ru", "Мэр не исключил, что мост взорван.", Stance.ASSERT, Certainty.POSSIBLE),
    ],
)  # fmt: skip
def test_stance_in_ukrainian_and_russian(
    lang: str, sentence: str, stance: Stance, certainty: Certainty
) -> None:
    claim = only(claims_of(sentence, lang=lang))
    assert (claim.stance, claim.certainty) == (stance, certainty)


def test_a_source_that_nobody_vouches_for() -> None:
    claim = only(claims_of("According to unconfirmed reports, a raider was caught alive."))
    assert claim.certainty is Certainty.POSSIBLE


@pytest.mark.parametrize(
    "sentence",
    ["The army put the town to the torch.", "The port handles 70 per cent of all imports."],
)
def test_nothing_is_said(sentence: str) -> None:
    assert all(claim.cue is None for claim in claims_of(sentence))


def test_pieces_of_content_are_no_more_sentences_than_they_are() -> None:
    claim = only(claims_of("The front, an analyst said, will move in spring."))
    assert claim.stance is Stance.PREDICT
