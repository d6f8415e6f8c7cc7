"""Names as data sets write them, as the actors that reports name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import ActorKind
from dateline.pipeline.given_actors import LONGEST, draft_of


@pytest.mark.parametrize(
    ("written", "kind", "side", "country"),
    [
        ("Military Forces of Ukraine (2019-)", ActorKind.FORCE, "UKR", "UKR"),
        ("Government of Sudan", ActorKind.STATE, "SDN", "SDN"),
        ("Civilians (Ukraine)", ActorKind.GROUP, None, "UKR"),
    ],
)
def test_a_form_of_a_state_is_that_state_s(
    written: str, kind: ActorKind, side: str | None, country: str
) -> None:
    draft = draft_of(written)
    assert (draft.kind, draft.side, draft.country) == (kind, side, country)


@pytest.mark.parametrize("years", ["", " (2000-)", " (1999-2018)", "(2000 - 2008)"])
def test_years_of_an_actor_are_no_part_of_its_name(years: str) -> None:
    assert draft_of(f"Military Forces of Russia{years}") == draft_of("Military Forces of Russia")


def test_a_name_that_nobody_knows_is_a_group_of_that_name_with_the_set_s_sector() -> None:
    draft = draft_of("Riverton Defence Committee (Nowhere)", "REB")
    assert (draft.name, draft.kind) == ("Riverton Defence Committee (Nowhere)", ActorKind.GROUP)
    assert (draft.side, draft.sector) == (None, "REB")


@given(st.text())
def test_any_words_are_some_actor_and_no_longer_than_they_were(words: str) -> None:
    assert len(draft_of(words).name) <= max(LONGEST, len(words))
