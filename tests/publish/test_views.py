"""Codings as the page shows them."""

from __future__ import annotations

import msgspec

from dateline.model import Judgement, TargetKind, Verdict
from dateline.publish.views import views_of
from tests.publish.factory import KHERSON, collection, second_report, withdrawal


def test_reports_stand_in_order_of_publication_whatever_order_they_come_in() -> None:
    forward, back = views_of(collection()), views_of(reversed(collection()))
    assert forward == back
    assert [r.outlet for r in forward.reports][:2] == ["The Southern Post", "Південний вісник"]


def test_sources_are_named_by_actor_words_or_outlet() -> None:
    views = views_of([withdrawal()])
    names = [c.source.name for c in views.claims]
    assert "The defence ministry" in names
    assert "The Southern Post" in names
    assert "a source not named" in names
    relayed = next(c for c in views.claims if c.relays)
    assert relayed.relays[0].name == "a state news agency"


def test_one_place_at_one_precision_gathers_its_claims() -> None:
    views = views_of([withdrawal(), second_report()])
    kherson = [p for p in views.places if p.place == KHERSON]
    assert len(kherson) == 1
    assert len(kherson[0].claims) == 2
    for number, place in enumerate(views.places):
        assert place.anchor == f"p-{number + 1}"
        assert all(number in views.claims[c].places for c in place.claims)


def test_claim_ids_that_two_reports_share_still_have_two_anchors() -> None:
    one = withdrawal()
    other = msgspec.structs.replace(one, report=msgspec.structs.replace(one.report, id="rep-2"))
    anchors = [c.anchor for c in views_of([one, other]).claims]
    assert len(anchors) == len(set(anchors)) == 2 * len(one.claims)


def test_judgements_are_shown_until_they_are_withdrawn() -> None:
    target = withdrawal().claims[0].id
    made = Judgement(
        id="jdg-1", target_kind=TargetKind.CLAIM, target=target, verdict=Verdict.RIGHT,
        author="an editor", made_at="2022-11-12",
    )  # fmt: skip
    gone = msgspec.structs.replace(made, id="jdg-2", author="another", withdrawn_at="2022-11-13")
    views = views_of([withdrawal()], judgements=[made, gone])
    assert views.claims[0].verdicts == ("judged right by an editor",)
