"""Decisions: kept at once, acted on by all that is derived, taken back, never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dateline.model import TargetKind, Verdict
from dateline.web.review import QUEUES, list_cards


def judge(client: Any, **fields: str) -> Any:
    return client.post("/judgements", data=fields, follow_redirects=False)


def test_a_decision_is_kept_with_author_and_reason(client: Any, desk: Any) -> None:
    claim = client.get("/claims.json").json()[0]["id"]
    answer = judge(client, kind="claim", target=claim, verdict="wrong", reason="no", back="/audit")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/audit"
    with desk.open() as opened:
        (made,) = opened.judgements()
    assert (made.target, made.verdict, made.author, made.reason) == (
        claim, Verdict.WRONG, "Ada", "no",
    )  # fmt: skip


def test_a_decision_acts_at_once_and_can_be_taken_back(client: Any) -> None:
    before = client.get("/contradictions.json").json()
    assert before
    target = before[0]["claim"]
    judge(client, kind="claim", target=target, verdict="wrong")
    assert all(target not in (c["claim"], c["other"]) for c in client.get(
        "/contradictions.json").json())  # fmt: skip
    made = client.get("/judgements.json").json()[0]["id"]
    client.post("/judgements/withdraw", data={"judgement": made})
    assert client.get("/contradictions.json").json() == before


def test_a_contradiction_judged_to_be_none_is_shown_no_more(client: Any, desk: Any) -> None:
    taken = desk.snapshot()
    for name in [*taken.disputes, *taken.perhaps][:3]:
        judge(client, kind="contradiction", target=name, verdict="wrong")
        assert name not in {**desk.snapshot().disputes, **desk.snapshot().perhaps}
        assert client.get(f"/contradictions/{name}").status_code == 404


@pytest.mark.parametrize("queue", QUEUES)
def test_a_queue_is_worked_off_card_by_card(client: Any, desk: Any, queue: str) -> None:
    cards = list_cards(desk.snapshot(), queue, [])
    assert cards
    for left in range(len(cards), max(0, len(cards) - 3), -1):
        page = client.get(f"/review/{queue}").text
        assert f"{left} decision" in page
        form = page[page.index('class="judge"') :].split("</form>")[0]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        fields["verdict"] = re.findall(r'name="verdict" value="(\w+)"', form)[0]
        judge(client, **fields)


def test_a_card_is_left_for_later(client: Any, desk: Any) -> None:
    first, second = list_cards(desk.snapshot(), "contradictions", [])[:2]
    assert first.target in client.get("/review/contradictions").text
    page = client.get("/review/contradictions?skip=1").text
    assert f'value="{second.target}"' in page
    assert f'value="{first.target}"' not in page


def test_every_card_shows_its_words_and_why_it_is_asked(desk: Any) -> None:
    taken = desk.snapshot()
    for queue in QUEUES:
        for card in list_cards(taken, queue, []):
            assert card.reason
            assert card.question.endswith("?")
            assert card.claims


@pytest.mark.parametrize("back", ["//evil.example", "http://evil.example", "/\\evil", "x"])
def test_a_decision_leads_to_no_other_site(client: Any, back: str) -> None:
    claim = client.get("/claims.json").json()[0]["id"]
    answer = judge(client, kind="claim", target=claim, verdict="right", back=back)
    assert answer.headers["location"] == "/review"


@pytest.mark.parametrize(
    "fields", [{"kind": "claim"}, {"kind": "x", "target": "y", "verdict": "right"},
               {"kind": "claim", "target": "y", "verdict": "maybe"},
               {"kind": "event", "target": "y", "verdict": "same"}],
)  # fmt: skip
def test_half_a_decision_is_refused_and_nothing_is_kept(
    client: Any, desk: Any, fields: dict[str, str]
) -> None:
    assert judge(client, **fields).status_code == 400
    with desk.open() as opened:
        assert list(opened.judgements(withdrawn=True)) == []


def test_the_same_decision_again_changes_nothing(client: Any, desk: Any) -> None:
    claim = client.get("/claims.json").json()[0]["id"]
    ruling = {"kind": "claim", "target": claim, "verdict": "right"}
    first = client.put("/api/v1/judgements", json=ruling).json()
    assert client.put("/api/v1/judgements", json=ruling).json() == first
    with desk.open() as opened:
        assert len(list(opened.judgements())) == 1


def test_kinds_of_target_are_those_that_cards_ask_about(desk: Any) -> None:
    taken = desk.snapshot()
    kinds = {card.kind for queue in QUEUES for card in list_cards(taken, queue, [])}
    assert kinds == {TargetKind.CLAIM, TargetKind.EVENT, TargetKind.CONTRADICTION}
