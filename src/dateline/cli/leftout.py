"""A note of what people's judgements keep out of what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.cli.output import print_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.model import Coding, Judgement


def note_left_out(codings: Sequence[Coding], judgements: Sequence[Judgement]) -> None:
    """Says on standard error how much was judged wrong, where anything was."""
    from dateline.pipeline.standing import left_out

    note_numbers(*left_out(codings, judgements))


def note_numbers(claims: int, events: int) -> None:
    """Says on standard error how many claims and events were left out, where any were."""
    if claims or events:
        print_note(
            f"left out, as judged wrong: {_count(claims, 'claim')}, {_count(events, 'event')} "
            "(dateline judge --list)"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
