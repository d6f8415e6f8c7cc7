from __future__ import annotations

import pytest

from dateline.claims.quotes import quotations
from tests.claims.reading import report_of


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said “we stay” and left.", ["“we stay”"]),
        ('She said "we stay" and "they go".', ['"we stay"', '"they go"']),
        ("Вона сказала: «Ми лишаємось».", ["«Ми лишаємось»"]),
        ("They call it a ‘turning point’ here.", ["‘turning point’"]),
        ("The city’s mayors’ houses stand.", []),
        ('It measures 5" across.', []),
    ],
)
def test_marks(text: str, quoted: list[str]) -> None:
    report = report_of(text)
    assert [report.text[q.start : q.end] for q in quotations(report)] == quoted


def test_an_open_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = quotations(report_of("He said: “One.", "“Two.”"))
    assert not first.closed
    assert second.continues


def test_a_closed_quotation_does_not() -> None:
    first, second = quotations(report_of("He said: “One.”", "“Two.”"))
    assert first.closed
    assert not second.continues
