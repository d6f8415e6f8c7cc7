"""The words of names that say which doer it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion.doer_names import name_words


@pytest.mark.parametrize(
    ("one", "other"),
    [("ELN guerrillas", "the ELN"), ("Coalition", "the coalition's spokesman"),
     ("Maute gunmen", "a lawyer close to the Maute brothers")],
)  # fmt: skip
def test_a_party_is_met_again_by_its_own_words(one: str, other: str) -> None:
    assert name_words([one]) & name_words([other])


@pytest.mark.parametrize(
    ("one", "other"),
    [("soldiers", "soldiers"), ("government troops", "the government"), ("армія", "армия"),
     ("a spokesman for the M23", "a spokesman for the ADF"), ("des soldats", "les soldats")],
)  # fmt: skip
def test_a_kind_of_doer_is_nobody_in_particular(one: str, other: str) -> None:
    assert not name_words([one]) & name_words([other])


@given(st.lists(st.text()), st.lists(st.text()))
def test_names_together_have_the_words_of_each(left: list[str], right: list[str]) -> None:
    assert name_words([*left, *right]) == name_words(left) | name_words(right)
