"""Which words of an e-mail are its own."""

from __future__ import annotations

import pytest

from dateline.ingest.mail_words import headline_of, is_office, is_opener, own_ranges


def own(text: str) -> list[str]:
    ranges, foreign = own_ranges(text)
    return [text[a:b] for n, (a, b) in enumerate(ranges) if n not in foreign]


def others(text: str) -> list[str]:
    ranges, foreign = own_ranges(text)
    return [text[a:b] for n, (a, b) in enumerate(ranges) if n in foreign]


@pytest.mark.parametrize(
    ("text", "mine", "theirs"),
    [
        pytest.param("They left.", ["They left."], [], id="a message"),
        pytest.param("They left.\n\n> They stay.\n> All.", ["They left."],
                     ["> They stay.\n> All."], id="an answer below"),
        pytest.param("> They stay.\n\nThey left.", ["They left."], ["> They stay."],
                     id="an answer above"),
        pytest.param("They left.\n\nOn Monday, Anna wrote:\n> They stay.", ["They left."],
                     ["On Monday, Anna wrote:\n> They stay."], id="with the line that opens it"),
        pytest.param("They left.\n-- \nAnna\nPress office", ["They left."],
                     ["-- \nAnna\nPress office"], id="a signature"),
        pytest.param("They said this:\n\nIt fell.", ["They said this:", "It fell."], [],
                     id="a colon before no quotation"),
        pytest.param("They left.\n>From here on it is ours.",
                     ["They left.", ">From here on it is ours."], [], id="an escaped From"),
        pytest.param("They left.\n\n-----Original Message-----\nFrom: Anna\nThey stay.",
                     ["They left."],
                     ["-----Original Message-----\nFrom: Anna\nThey stay."],
                     id="an earlier message without marks"),
    ],
)  # fmt: skip
def test_own_words_and_others(text: str, mine: list[str], theirs: list[str]) -> None:
    assert own(text) == mine
    assert others(text) == theirs


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("On Monday, Anna wrote:", True),
        ("On Mon, 5 Jan 2026 at 10:00, Anna <a@b.example> wrote:", True),
        ("The ministry said:", False),
        ("They left.", False),
        ("On " + "x" * 500 + " wrote:", False),
    ],
)
def test_a_line_that_opens_an_answer(*, line: str, opens: bool) -> None:
    assert is_opener(line) is opens


@pytest.mark.parametrize(
    ("subject", "headline", "answered"),
    [
        ("Rebels leave", "Rebels leave", False),
        ("Re: Rebels leave", "Rebels leave", True),
        ("Re: [ford] Rebels leave", "Rebels leave", True),
        ("Fwd: Rebels leave", "Rebels leave", False),
        ("RE: FW: Rebels leave", "Rebels leave", True),
        ("Re[2]: Rebels leave", "Rebels leave", True),
        ("Re:", "Re:", True),
        ("Regarding: Rebels leave", "Regarding: Rebels leave", False),
    ],
)
def test_the_headline_in_a_subject(*, subject: str, headline: str, answered: bool) -> None:
    at, found = headline_of(subject)
    assert (subject[at:], found) == (headline, answered)


@pytest.mark.parametrize(
    ("address", "office"),
    [
        ("press@ministry.example", True),
        ("media.press@ministry.example", True),
        ("anna@ministry.example", False),
        ("press@gmail.com", False),
        ("expressive@ministry.example", False),
        ("press", False),
        ("@ministry.example", False),
    ],
)
def test_an_organisations_address(*, address: str, office: bool) -> None:
    assert is_office(address) is office
