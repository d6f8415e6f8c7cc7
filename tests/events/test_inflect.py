"""Forms of English verbs and nouns."""

from __future__ import annotations

import pytest

from dateline.events.inflect import plural, verb_forms


@pytest.mark.parametrize(
    ("base", "third", "past", "ing"),
    [
        ("attack", "attacks", "attacked", "attacking"),
        ("seize", "seizes", "seized", "seizing"),
        ("flee", "flees", "fleed", "fleeing"),
        ("stab", "stabs", "stabbed", "stabbing"),
        ("ban", "bans", "banned", "banning"),
        ("raid", "raids", "raided", "raiding"),
        ("bomb", "bombs", "bombed", "bombing"),
        ("occupy", "occupies", "occupied", "occupying"),
        ("destroy", "destroys", "destroyed", "destroying"),
        ("open", "opens", "opened", "opening"),
        ("tow", "tows", "towed", "towing"),
        ("box", "boxes", "boxed", "boxing"),
        ("clash", "clashes", "clashed", "clashing"),
        ("veto", "vetoes", "vetoed", "vetoing"),
        ("die", "dies", "died", "dying"),
        ("do", "dos", "doed", "doing"),
    ],
)
def test_regular_verbs(base: str, third: str, past: str, ing: str) -> None:
    assert verb_forms(base, {}) == {base: "base", third: "s", past: "past", ing: "ing"}


@pytest.mark.parametrize(
    ("base", "forms", "made"),
    [
        ("take", ("took", "taken"), {"took": "simple", "taken": "participle", "taking": "ing"}),
        ("hold", ("held", "held"), {"held": "past", "holding": "ing"}),
        ("hit", ("hit", "hit"), {"hit": "base", "hitting": "ing", "hits": "s"}),
        ("rob", ("robbed", "robbed"), {"robbed": "past", "robbing": "ing"}),
    ],
)
def test_irregular_verbs_have_their_own_past(
    base: str, forms: tuple[str, str], made: dict[str, str]
) -> None:
    found = verb_forms(base, {base: forms})
    assert {form: found.get(form) for form in made} == made


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("strike", "strikes"),
        ("clash", "clashes"),
        ("army", "armies"),
        ("convoy", "convoys"),
        ("air strike", "air strikes"),
        ("man", "men"),
        ("hit man", "hit men"),
    ],
)
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun, {"man": "men"}) == many
