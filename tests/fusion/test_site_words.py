"""What a deed was done to, in words of several languages."""

from __future__ import annotations

import pytest

from dateline.fusion.facts import facts_of
from dateline.fusion.site_words import compare_sites, sites_told
from tests.fusion.factory import Told, coding


@pytest.mark.parametrize(
    ("words", "site"),
    [
        ("a drone hit a bus station", "station"),
        ("ракета влучила в лікарню", "hospital"),
        ("ракета попала в больницу", "hospital"),
        ("un misil alcanzó el mercado", "market"),
        ("un missile a touché la mosquée", "worship"),
        ("قصفت طائرات سوق المدينة", "market"),
    ],
)
def test_a_site_is_one_in_every_language(words: str, site: str) -> None:
    (fact,) = facts_of(coding(Told(type="strike", words=words)))
    assert site in sites_told(fact)


def test_a_word_inside_another_is_no_site() -> None:
    (fact,) = facts_of(coding(Told(type="strike", words="the outschooled unmarketed men died")))
    assert not sites_told(fact)


def test_one_site_speaks_for_and_two_against_and_a_list_for_nothing() -> None:
    school, market = frozenset({"school"}), frozenset({"market"})
    assert compare_sites(school, school | market) == "same"
    assert compare_sites(school, market) == "other"
    assert compare_sites(school, frozenset()) == "unknown"
    assert compare_sites(school | market, frozenset({"bridge"})) == "unknown"
