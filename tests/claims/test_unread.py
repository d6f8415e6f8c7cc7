"""A language that is not read: nothing in it is anybody's certain word."""

from __future__ import annotations

import pytest

from dateline.model import Certainty, Claim, Manner, SourceKind, Stance
from tests.claims.reading import claims_of, only, source_text

FRENCH = "L'armée congolaise a démenti avoir perdu l'aéroport de la ville lundi."
SAID = '"La situation est sous contrôle", a déclaré un porte-parole du gouvernement.'
ENGLISH = "The army lost the airport on Monday, two residents of the town said."


def is_unknown(claim: Claim) -> bool:
    """Whether nothing is said of who makes a claim and how surely."""
    return (
        claim.source.kind is SourceKind.UNKNOWN
        and claim.stance is Stance.UNKNOWN
        and claim.certainty is Certainty.UNKNOWN
    )


def test_a_denial_that_is_not_read_is_not_the_outlets_word() -> None:
    (claim,) = claims_of(FRENCH, lang="fr")
    assert is_unknown(claim)


def test_a_quotation_that_is_not_read_keeps_its_manner() -> None:
    (claim,) = claims_of(SAID, lang="fr")
    assert is_unknown(claim)
    assert claim.manner is Manner.MIXED


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Die Miliz wies den Vorwurf des Angriffs am Freitag zurück.", "de"),
        ("El grupo negó haber atacado a los campesinos de la zona.", "es"),
        ("Örgüt ise kentten çekildiği iddiasını yalanladı.", "tr"),
        ("ونفى الجيش أنه قصف المستشفى يوم الاثنين", "ar"),
    ],
)
def test_no_unread_language_asserts(text: str, lang: str) -> None:
    found = claims_of(text, lang=lang)
    assert found
    assert all(map(is_unknown, found))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_report_in_two_languages_keeps_what_can_be_read(lang: str) -> None:
    found = claims_of(FRENCH, ENGLISH, lang=lang)
    first, second = found
    assert is_unknown(first)
    assert source_text(second) == "two residents of the town"
    assert only(found).stance is Stance.ASSERT
