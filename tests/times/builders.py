"""Drafts and states made by hand, as the grammar would hand them over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateline.times.carry_over import YearTeller
from dateline.times.context import NEWS, Document
from dateline.times.draft import Draft
from dateline.times.language import language
from dateline.times.state import Setting, State

FRIDAY = datetime(2022, 11, 11, 12, 51)


def make_draft(make: str, /, **fields: Any) -> Draft:
    """A draft at the beginning of its text with the fields that its words say."""
    text = fields.pop("text", "x")
    return Draft(start=0, end=len(text), text=text, make=make, **fields)


def make_state(
    *, published: datetime | None = FRIDAY, told: str | None = None, tense: int = 0,
    register: str = NEWS,
) -> State:  # fmt: skip
    """A state of a report of Friday 11 November 2022, with the time that it told of last."""
    setting = Setting(
        document=Document(published=published, timed=True),
        register=register,
        direction=lambda _draft: tense,
        teller=YearTeller("", language("en")),
    )
    state = State(setting)
    if told is not None:
        state.story.tell(told)
    return state
