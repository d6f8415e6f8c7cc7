"""The review by several: nobody gets another's card, some are asked twice, agreement is told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import TargetKind, Verdict
from dateline.store import Second
from dateline.web.review import list_cards
from tests.web.conftest import bearer


def shown(client: Any, queue: str, who: str | None = None, query: str = "") -> str | None:
    """The target of the card that a queue shows to somebody."""
    headers = bearer(who) if who else {}
    if who:
        client.cookies.clear()
    text = client.get(f"/review/{queue}{query}", headers=headers).text
    found = re.search(r'name="target" value="([^"]+)"', text)
    return found[1] if found else None


def test_two_reviewers_never_get_the_same_card(client: Any, people: dict[str, str]) -> None:
    first = shown(client, "contradictions", people["reviewer"])
    second = shown(client, "contradictions", people["editor"])
    assert first is not None
    assert second is not None
    assert first != second
    assert shown(client, "contradictions", people["reviewer"]) == first


def test_the_next_card_is_another_and_frees_the_first(client: Any, people: dict[str, str]) -> None:
    first = shown(client, "claims", people["reviewer"])
    assert shown(client, "claims", people["reviewer"], "?skip=1") != first
    assert shown(client, "claims", people["editor"]) == first


def test_what_is_left_may_be_before_others(client: Any, people: dict[str, str], desk: Any) -> None:
    cards = list_cards(desk.snapshot(), "incidents", [])
    with desk.open() as opened:
        for card in cards[1:]:
            opened.judge(card.kind, card.target, Verdict.DIFFERENT, author="x", other=card.other)
    assert shown(client, "incidents", people["reviewer"]) is not None
    text = client.get("/review/incidents", headers=bearer(people["editor"])).text
    assert "Others have what is left" in text


def test_programs_take_hold_and_free_cards(client: Any, people: dict[str, str]) -> None:
    client.cookies.clear()
    mine, theirs = bearer(people["reviewer"]), bearer(people["editor"])
    dealt = client.post("/api/v1/leases", json={"queue": "claims"}, headers=mine).json()
    card = dealt["lease"]["card"]
    assert dealt["card"]["target"] == card
    address = f"/api/v1/leases/{card}"
    assert client.put(address, headers=mine).status_code == 200
    assert client.put(address, headers=theirs).status_code == 404
    assert [x["who"] for x in client.get("/api/v1/leases", headers=theirs).json()] == [
        "the reviewer"
    ]
    assert client.delete(address, headers=mine).status_code == 204
    assert client.get("/api/v1/leases", headers=mine).json() == []
    wrong = client.post("/api/v1/leases", json={"queue": "none"}, headers=mine)
    assert wrong.status_code == 404


def empty_queue(desk: Any, queue: str) -> None:
    """Decides all that waits in a queue, and what comes of that."""
    for _ in range(5):
        with desk.open(who="x") as opened:
            cards = list_cards(desk.snapshot(), queue, list(opened.judgements()))
            for card in cards:
                verdict = Verdict.RIGHT if card.other is None else Verdict.SAME
                opened.judge(card.kind, card.target, verdict, author="x", other=card.other)
        if not cards:
            return
    pytest.fail("the queue does not end")


@pytest.mark.parametrize("queue", ["claims", "contradictions", "incidents"])
def test_a_chosen_decision_is_read_again_by_another_who_is_not_told(
    client: Any, people: dict[str, str], desk: Any, queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.web.reviewing.is_asked_twice", lambda _: True)
    client.cookies.clear()
    card = list_cards(desk.snapshot(), queue, [])[0]
    verdict = "wrong" if card.other is None else "different"
    ruling = {"kind": card.kind.value, "target": card.target, "other": card.other,
              "verdict": verdict}  # fmt: skip
    made = client.put("/api/v1/judgements", json=ruling, headers=bearer(people["reviewer"])).json()
    empty_queue(desk, queue)
    assert shown(client, queue, people["reviewer"]) is None
    text = client.get(f"/review/{queue}", headers=bearer(people["editor"])).text
    assert f'name="again" value="{made["id"]}"' in text
    assert any(f'name="target" value="{t}"' in text for t in (card.target, card.other))
    assert "read a second time" in text
    form = {**{k: v for k, v in ruling.items() if v}, "again": made["id"], "verdict": verdict}
    client.post("/judgements", data=form, headers=bearer(people["editor"]))
    found = client.get("/api/v1/agreement", headers=bearer(people["reader"])).json()
    assert (found["readings"], found["agreed"], found["by_another"]) == (1, 1, 1)
    with desk.open() as opened:
        pairs = [{j.target, j.other} for j in opened.judgements()]
    assert pairs.count({card.target, card.other}) == 1


def test_a_differing_reading_is_shown_to_be_settled(client: Any, people: Any, desk: Any) -> None:
    with desk.open(who="x") as opened:
        claim = next(iter(opened.claims())).id
        made = opened.judge(TargetKind.CLAIM, claim, Verdict.RIGHT, author="x")
        opened.review_book().ask_again(made.id, [claim])
    with desk.open(who="y") as opened:
        opened.review_book().keep_again(made.id, Verdict.WRONG)
    text = client.get("/review/agreement").text
    assert "They differ" in text
    assert made.id in text
    assert "agree: 0" in client.get("/review").text
    del people


def test_one_decision_in_twenty_is_chosen(desk: Any) -> None:
    from dateline.model import Judgement
    from dateline.web.reviewing import is_asked_twice

    chosen = sum(
        is_asked_twice(
            Judgement(id=f"jdg-{n}", target_kind=TargetKind.CLAIM, target="c",
                      verdict=Verdict.RIGHT, author="x", made_at="t")
        )
        for n in range(4000)
    )  # fmt: skip
    assert 150 < chosen < 250
    del desk


WORDS = st.sampled_from(["right", "wrong"])
PAIRS = st.lists(st.tuples(WORDS, WORDS))


def second(first: str, again: str) -> Second:
    return Second(judgement="j", kind="claim", target="c", other=None, first=first, author="x",
                  made_at="t", claims=(), reader="y", again=again, read_at="t")  # fmt: skip


@given(PAIRS)
def test_agreement_is_between_chance_and_all(pairs: list[tuple[str, str]]) -> None:
    from dateline.web.reviewing import measure

    found = measure([second(a, b) for a, b in pairs])
    assert found.readings == len(pairs)
    assert found.agreed + len(found.differing) == len(pairs)
    assert (found.share is None) == (not pairs)
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == (found.agreed == len(pairs))


def test_kappa_of_a_known_table() -> None:
    from dateline.web.reviewing import measure

    table = {("right", "right"): 20, ("right", "wrong"): 5, ("wrong", "right"): 10,
             ("wrong", "wrong"): 15}  # fmt: skip
    found = measure([second(*pair) for pair, n in table.items() for _ in range(n)])
    assert found.share == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)  # the example of Cohen's kappa in textbooks
