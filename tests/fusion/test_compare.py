from __future__ import annotations

from msgspec.structs import replace

from dateline.fusion.compare import same_place
from dateline.fusion.facts import facts_of
from tests.fusion.factory import RIVERTON, Told, coding


def test_a_name_that_no_gazetteer_knows_is_only_the_same_as_itself() -> None:
    told = coding(
        Told(type="territory.taken", place=None), Told(type="territory.left", place=RIVERTON)
    )
    nowhere, there = facts_of(told)
    assert same_place(nowhere, there)
    somewhere = replace(nowhere, unknown=frozenset({"birchley"}))
    assert not same_place(somewhere, there)
    assert same_place(somewhere, replace(somewhere, places=()))
