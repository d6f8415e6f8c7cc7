"""A nickname in marks is part of a name, and nobody's speech."""

from __future__ import annotations

import pytest

from dateline.claims.quotes import nickname_quotes, quotations
from tests.claims.reading import claims_of, content, only, report_of, source_text


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ('Abu "Tiger" Adam said the rebels left Goma on Friday.', 'Abu "Tiger" Adam',
         "the rebels left Goma on Friday"),
        ("Vitaly “Frost” Kim said two people had died.", "Vitaly “Frost” Kim",
         "two people had died"),
        ('The rebels left Goma, General Musa "Lion" Hilal said.', 'General Musa "Lion" Hilal',
         "The rebels left Goma"),
    ],
)  # fmt: skip
def test_a_name_with_a_nickname_is_one_source(text: str, source: str, said: str) -> None:
    claim = only(claims_of(text))
    assert source_text(claim) == source
    assert content(claim) == said


@pytest.mark.parametrize(
    "text",
    [
        'He said "the town is ours" on Friday.',
        'The "special operation" goes on.',
        'Abu said: "Tiger is here." Adam left.',
        '"Tiger" Adam said so.',
        "Retired General Reveals ‘Demoralizing’ Experience Of Serving",
    ],
)
def test_other_quotations_are_no_nicknames(text: str) -> None:
    report = report_of(text)
    assert nickname_quotes(report) == []
    assert len(quotations(report)) == 1
