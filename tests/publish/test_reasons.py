"""A reason is read back whole, and told in the page's language without losing a word."""

from __future__ import annotations

from itertools import product
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import reasons
from dateline.publish.face import speaking
from dateline.publish.reasons import say_reason

SLOTS = {
    "a": "Ukraine's general staff", "b": "Igor Konashenkov", "at": " (Kherson)",
    "a_words": "“the town fell. Then (later) “they” left”", "b_words": "“nothing of the kind”",
    "a_side": "Russia and Ukraine", "b_side": "Somebody", "who": "Russia", "where": "it",
    "what": "How many were killed", "a_day": "9 November 2022", "b_day": "an unknown day",
}  # fmt: skip
ENGLISH = (
    "says",
    "Who ",
    "Did it",
    " and ",
    "Somebody",
    "November",
    "unknown",
    "How many",
    "they ",
)


def tell(form: str, **changed: str) -> str:
    """A reason of a form."""
    names = {name for _, name, _, _ in Formatter().parse(reasons.SENTENCES[form]) if name}
    return reasons.SENTENCES[form].format(**{n: changed.get(n, SLOTS[n]) for n in names})


@pytest.mark.parametrize("form", reasons.SENTENCES)
@pytest.mark.parametrize("near", list(product(["", "area", "site"], ["", "next"])))
def test_every_form_is_told_in_ukrainian(form: str, near: tuple[str, str]) -> None:
    why = " ".join(part for part in (tell(form), reasons.tell_near(*near)) if part)
    assert say_reason(why) == why
    with speaking("uk"):
        told = say_reason(why)
    rest = told.replace(SLOTS["a_words"], "").replace(SLOTS["b_words"], "")
    assert not [word for word in ENGLISH if word in rest], told
    for kept in ("a", "b", "a_words", "b_words"):
        assert SLOTS[kept] in told


def test_a_reason_in_ukrainian() -> None:
    with speaking("uk"):
        assert say_reason(tell("denied", a_words="“it fell”")).startswith(
            "Чи сталося це (Kherson)? Ukraine's general staff каже, що так: “it fell”."
        )
        assert "Росія і Україна, каже" in say_reason(tell("holders"))
        assert "Коли це було (Kherson)? 9 листопада 2022, каже" in say_reason(tell("days"))
        assert say_reason(tell("numbers")).startswith("Скільки загиблих (Kherson)? ")


def test_without_a_place_none_is_named() -> None:
    with speaking("uk"):
        assert say_reason(tell("denied_bare", at="")).startswith("Чи це так? ")


def test_what_is_told_in_no_known_sentence_stays_with_its_sides_by_name() -> None:
    with speaking("uk"):
        assert say_reason("held by RUS") == "held by Росія"


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(a=words, b=words, first=words, second=words)
def test_words_are_never_changed(a: str, b: str, first: str, second: str) -> None:
    """Whatever sources are called and say, no letter of it is lost."""
    why = tell("denied", a=a, b=b, a_words=f"“{first}”", b_words=f"“{second}”")
    assert say_reason(why) == why
    with speaking("uk"):
        assert f"“{first}”" in say_reason(why)
        assert f"“{second}”" in say_reason(why)
