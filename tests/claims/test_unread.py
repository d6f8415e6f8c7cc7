"""A language without cues: its sentences are kept, and nobody is said to be sure of them."""

from __future__ import annotations

from dateline.ingest.plain import read_plain
from dateline.model import Certainty, SourceKind, Stance
from dateline.pipeline import code, components

FRENCH = (
    "Les rebelles du M23 ont affirmé lundi avoir pris la ville de Goma.\n\n"
    "L'armée congolaise a démenti avoir perdu l'aéroport.\n"
)
ENGLISH = "The rebels have taken the town of Goma and hold the airport.\n"


def test_claims_of_an_unread_language_are_nobodys_certain_word() -> None:
    report = next(read_plain(FRENCH.encode(), where="a.txt")).report
    claims = code(report, components(reader=False)).claims
    assert len(claims) >= 2
    assert {claim.stance for claim in claims} == {Stance.UNKNOWN}
    assert {claim.certainty for claim in claims} == {Certainty.UNKNOWN}
    assert SourceKind.OUTLET not in {claim.source.kind for claim in claims}


def test_the_outlets_own_words_in_a_read_language_are_its_own() -> None:
    report = next(read_plain(ENGLISH.encode(), where="a.txt")).report
    (claim,) = code(report, components(reader=False)).claims
    assert claim.source.kind is SourceKind.OUTLET
    assert claim.stance is Stance.ASSERT
