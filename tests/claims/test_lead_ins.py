"""Lines that present a quotation give it its speaker."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_of, source_text

BEFORE = "The Houthi negotiator Abdul Nasr said the talks went well."
QUOTE = '"The exchange is real, but the front line at Marib has not moved an inch."'


def speaker(*blocks: str, lang: str = "en") -> str | None:
    """Who says what the last block quotes."""
    last = max(claims_of(*blocks, lang=lang), key=lambda claim: claim.content[-1].end)
    return source_text(last)


@pytest.mark.parametrize(
    "line",
    [
        "From the desk of Tomas Belk, senior analyst, Crisis Watch Group.",
        "From the desk of Tomas Belk, senior analyst, Crisis Watch Group:",
        "Statement by Tomas Belk, Crisis Watch Group:",
        "A message from Tomas Belk",
        "Tomas Belk, senior analyst at Crisis Watch Group, writes:",
        "Tomas Belk said.",
        "Tomas Belk, senior analyst at Crisis Watch Group:",
    ],
)
def test_a_line_that_presents_gives_the_speaker(line: str) -> None:
    assert (speaker(BEFORE, line, QUOTE) or "").startswith("Tomas Belk")


def test_no_line_is_the_outlets_word_when_it_presents() -> None:
    found = claims_of("From the desk of Tomas Belk, analyst.", QUOTE)
    assert [source_text(claim) for claim in found] == ["Tomas Belk, analyst"]


def test_a_speaker_in_the_quotations_own_paragraph_counts() -> None:
    said = f'{QUOTE[:-2]}," Ana Silva said.'
    assert speaker(BEFORE, "From the desk of Tomas Belk, analyst.", said) == "Ana Silva"


def test_a_line_without_a_quotation_after_it_presents_nobody() -> None:
    found = claims_of("From the desk of Tomas Belk, analyst.", "The front line has not moved.")
    assert all(source_text(claim) is None for claim in found)


def test_a_plain_sentence_presents_nobody() -> None:
    assert speaker("The front line runs through Marib.", QUOTE) is None


@pytest.mark.parametrize(
    ("line", "lang"), [("Коментар Олени Коваль, аналітикині:", "uk"),
                       ("Заявление Ивана Петрова, аналитика:", "ru")]
)  # fmt: skip
def test_other_languages_present_too(line: str, lang: str) -> None:
    words = {"uk": "«Фронт біля міста не зрушив ані на метр.»",
             "ru": "«Фронт у города не сдвинулся ни на метр.»"}  # fmt: skip
    name = speaker(line, words[lang], lang=lang)
    assert name is not None
    assert name.split()[0] in ("Олени", "Ивана")


def test_a_paragraph_of_two_sentences_presents_nobody() -> None:
    line = "Prime Minister Ana Silva declared victory on Monday. The city is free, she said."
    found = claims_of(line, '"It is ours," the joint operations command said.')
    assert all(len((source_text(claim) or "").split()) < 6 for claim in found)


@pytest.mark.parametrize(
    "line",
    [
        "tomas belk, senior analyst, writes:",
        "Tomas Belk resigned on Monday, a friend writes:",
        "Belk:",
    ],
)
def test_a_line_without_a_name_or_with_a_story_of_its_own_presents_nobody(line: str) -> None:
    assert (speaker(line, QUOTE) or "") not in (line, line.rstrip(":"))
