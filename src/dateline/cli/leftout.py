"""Notes on what is published: what judgements keep out, and whose coders' rows are among it."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.cli.output import print_note


def note_numbers(claims: int, events: int) -> None:
    """Says on standard error how many claims and events were left out, where any were."""
    if claims or events:
        print_note(
            f"left out, as judged wrong: {_count(claims, 'claim')}, {_count(events, 'event')} "
            "(dateline judge --list)"
        )


def note_terms(rows: Mapping[str, int]) -> None:
    """Says on standard error under which terms the rows of data sets stand, where there are any."""
    from dateline.model import data_set_called

    for name, number in rows.items():
        terms = data_set_called(name).terms
        print_note(
            f"note: {_count(number, 'row')} of {name} among it: {terms} (--without-given: none)"
        )


def note_apart(originals: int) -> None:
    """Says on standard error how many originals no archive of the web can hold, where any."""
    if originals:
        print_note(
            f"left out, as no whole pages of the web: {_count(originals, 'original')} "
            "(dateline archive package holds them)"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
