from __future__ import annotations

from tests.claims.reading import claims_of, content, source_text

TURNS = (
    "Question: Does the ministry know how many were killed? The mayor said it was ten.",
    "Spokesman: We have no figures of our own. Three soldiers were buried on Friday.",
    "Question: And the bridge?",
    "Spokesman: It is open.",
)


def test_a_turn_is_all_of_whom_it_begins_with() -> None:
    spoken = [c for c in claims_of(*TURNS) if source_text(c) == "Spokesman"]
    assert [content(c) for c in spoken] == [
        "We have no figures of our own. Three soldiers were buried on Friday.",
        "It is open.",
    ]


def test_what_is_said_inside_a_turn_is_nested() -> None:
    inner = next(c for c in claims_of(*TURNS) if source_text(c) == "The mayor")
    assert inner.within is not None


def test_headings_with_a_colon_are_no_turns() -> None:
    told = claims_of("Kherson: two were hurt.", "Odesa: a school burned.", "Lviv: no attacks.")
    assert all(source_text(claim) is None for claim in told)


def test_two_turns_are_no_transcript_yet() -> None:
    told = claims_of("Note: the figures are old.", "Note: the maps are older.")
    assert all(source_text(claim) is None for claim in told)
