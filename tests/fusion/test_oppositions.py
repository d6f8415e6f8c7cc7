"""The table of what cannot both hold: each of its codes and counts can be reached."""

from __future__ import annotations

import pytest

from dateline.events.codebook import codebook
from dateline.fusion.oppositions import oppositions
from dateline.model import QuantityOf

TABLE = oppositions()
CODES = set(codebook().codes)
ROOTS = {code.partition(".")[0] for code in CODES}


@pytest.mark.parametrize(
    "codes",
    [
        pytest.param(TABLE.presence.there, id="there"),
        pytest.param(TABLE.presence.gone, id="gone"),
        pytest.param(TABLE.control, id="control"),
        pytest.param(TABLE.holds, id="holds"),
        pytest.param(TABLE.moves, id="moves"),
        pytest.param(TABLE.there, id="denied presence"),
        pytest.param(TABLE.once, id="once"),
        pytest.param(TABLE.answerable, id="answerable"),
        pytest.param(TABLE.deeds, id="deeds"),
        pytest.param(TABLE.speech, id="speech"),
    ],
)
def test_every_code_is_one_of_the_codebook_or_a_root_of_it(codes: tuple[str, ...]) -> None:
    assert codes
    assert {code for code in codes if code not in CODES | ROOTS} == set()


def test_what_is_counted_is_a_count_and_what_sums_a_campaign_is_counted() -> None:
    assert set(TABLE.countable) <= {of.value for of in QuantityOf}
    assert set(TABLE.campaign) < set(TABLE.countable)
    assert QuantityOf.OTHER.value not in TABLE.countable


def test_who_is_gone_is_not_there() -> None:
    assert not set(TABLE.presence.gone) & {*TABLE.presence.there, *TABLE.holds}


def test_an_open_bound_may_be_further_off_than_a_round_number() -> None:
    assert 0 < TABLE.slack.about < TABLE.slack.open < 1


def test_no_word_of_a_site_is_reached_through_a_shorter_one() -> None:
    listed = sorted(set(TABLE.sites))
    shadowed = [w for w in listed for other in listed if w != other and w.startswith(other)]
    assert shadowed == []
