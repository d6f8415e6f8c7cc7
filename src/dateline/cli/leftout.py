"""A note of what people's judgements keep out of what is published."""

from __future__ import annotations

from dateline.cli.output import print_note


def note_numbers(claims: int, events: int) -> None:
    """Says on standard error how many claims and events were left out, where any were."""
    if claims or events:
        print_note(
            f"left out, as judged wrong: {_count(claims, 'claim')}, {_count(events, 'event')} "
            "(dateline judge --list)"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
