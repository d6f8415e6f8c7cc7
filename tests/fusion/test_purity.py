"""Which members of an incident are sure."""

from __future__ import annotations

from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import facts_of
from dateline.fusion.purity import chances_of, core_of
from tests.fusion.factory import Told, coding


def three() -> list[Deed]:
    told = Told(type="strike.air")
    return sorted(deeds_of(facts_of(coding(told, told, told))), key=lambda d: d.key)


def test_a_telling_that_few_speak_for_is_doubtful() -> None:
    a, b, c = three()
    links = [(a.key, b.key, 0.97), (a.key, c.key, 0.6), (b.key, c.key, 0.7)]
    core = core_of([a, b, c], chances_of(links), 0.9)
    assert core.sure == {a.key, b.key}
    assert core.purity == 0.97


def test_where_no_two_are_sure_all_are_as_pure_as_the_loosest() -> None:
    a, b, c = three()
    links = [(a.key, b.key, 0.8), (a.key, c.key, 0.6), (b.key, c.key, 0.5)]
    core = core_of([a, b, c], chances_of(links), 0.9)
    assert core.sure == {a.key, b.key, c.key}
    assert core.purity == 0.55


def test_one_alone_is_pure() -> None:
    assert core_of(three()[:1], {}, 0.9).purity == 1.0
