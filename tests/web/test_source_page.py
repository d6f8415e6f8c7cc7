"""A source: what it said by day, and who said otherwise later; never a score."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.web.source_page import list_days


def sources_in_dispute(taken: Any) -> set[str]:
    views = taken.views
    return {views.claims[views.by_id[c]].source.name for d in taken.disputes.values()
            for c in d.claims}  # fmt: skip


def test_each_claim_stands_on_one_day_the_newest_first(taken: Any) -> None:
    views = taken.views
    claims = list(range(len(views.claims)))
    days = list_days(views, claims, taken.disputes)
    assert sorted(t.claim for day in days for t in day.told) == claims
    assert [d.day for d in days] == sorted((d.day for d in days), reverse=True)
    assert len({d.day for d in days}) == len(days)


def test_an_answer_is_another_source_of_the_same_dispute(taken: Any) -> None:
    views = taken.views
    days = list_days(views, list(range(len(views.claims))), taken.disputes)
    found = [(t.claim, a) for day in days for t in day.told for a in t.answers]
    assert found
    for claim, answer in found:
        assert {views.claims[claim].claim.id, views.claims[answer.claim].claim.id} == set(
            answer.point.claims
        )
        assert views.claims[claim].source.name != views.claims[answer.claim].source.name


def test_of_two_that_differ_the_later_one_contradicts_later(taken: Any) -> None:
    views = taken.views
    days = list_days(views, list(range(len(views.claims))), taken.disputes)
    later = {(t.claim, a.claim): a.later for d in days for t in d.told for a in t.answers}
    assert later
    assert all(later[a, b] or later[b, a] for a, b in later)


def test_the_page_names_who_contradicts_and_no_score(client: Any, taken: Any) -> None:
    shown = 0
    for name in sorted(sources_in_dispute(taken)):
        text = client.get(f"/sources/{quote(name)}").text
        assert "score 0" not in text
        assert "gives no source a score" in text
        shown += len(re.findall(r"Later contradicted</a>|Contradicts what was said before", text))
    assert shown >= 2
