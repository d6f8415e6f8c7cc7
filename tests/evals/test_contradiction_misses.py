"""Each true contradiction of a story is put to one step."""

from __future__ import annotations

from evals.contradiction_misses import STAGES, Lost, find_lost
from evals.own_stories import Story
from tests.fusion.factory import Told, coding


def test_each_true_pair_has_one_step() -> None:
    told = coding(Told(type="strike.air", side="AAA"), Told(type="strike.air", words="it was not"))
    text = told.report.text
    first, second = text.split("\n\n")
    key = told.report.key or ""
    story = Story(
        reports=({"id": key, "text": text},),
        deeds={},
        contradictions=((key, first, key, second, True), (key, first, key, first, False)),
    )
    found = list(find_lost("one", story, [told]))
    assert [x.case for x in found] == [(key, first, key, second)]
    assert isinstance(found[0], Lost)
    assert found[0].stage == "not opposed"
    assert found[0].stage in STAGES
