"""What is new is told to who listens: whole transactions, none lost, none twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import TargetKind, Verdict
from dateline.store import Change

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.web.herald import Herald, make_herald, tell_changes, whole_transactions

T = TypeVar("T")


def run_apart(task: Coroutine[Any, Any, T]) -> T:
    """Runs in a thread of its own: a browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, task).result()


def change(seq: int) -> Change:
    return Change(seq=seq, at="t", kind="report", record=f"rep-{seq}", what="added")


@given(st.lists(st.integers(1, 9), max_size=40).map(sorted), st.integers(1, 10))
def test_a_transaction_is_told_whole(numbers: list[int], least: int) -> None:
    taken = whole_transactions(map(change, numbers), least=least)
    left = numbers[len(taken) :]
    assert [c.seq for c in taken] == numbers[: len(taken)]
    assert not left or left[0] != taken[-1].seq
    assert not left or len(taken) >= least


def test_pages_of_changes_hold_each_once(client: Any, desk: Any) -> None:
    with desk.open() as opened:
        for claim in list(opened.claims())[:5]:
            opened.judge(TargetKind.CLAIM, claim.id, Verdict.RIGHT, author="Ada")
        whole = [c.seq for c in opened.changes(0)]
    found = client.get("/api/v1/changes?since=0").json()
    assert [c["seq"] for c in found] == whole
    assert client.get(f"/api/v1/changes?since={whole[-2]}").json() == found[-1:]
    assert client.get("/api/v1/changes?since=-5").json() == found


def test_a_last_event_id_that_is_none_is_refused(client: Any) -> None:
    headers = {"accept": "text/event-stream", "last-event-id": "soon"}
    assert client.get("/api/v1/changes", headers=headers).status_code == 400


def read_events(desk: Any, since: int, *, most: int, then: Any = None) -> list[tuple[str, Any]]:
    """The first events that somebody hears; `then` is done once they listen."""

    async def listen() -> list[tuple[str, Any]]:
        heard: list[tuple[str, Any]] = []
        herald = make_herald(desk)
        async for message in tell_changes(desk, herald, since):
            if message.event is None:
                continue
            heard.append((message.event, json.loads(str(message.data))))
            if len(heard) == 1 and then is not None:
                await asyncio.to_thread(then)
            if len(heard) == most:
                break
        return heard

    return run_apart(asyncio.wait_for(listen(), 60))


def judge_first(desk: Any) -> None:
    with desk.open() as opened:
        claim = next(iter(opened.claims())).id
        opened.judge(TargetKind.CLAIM, claim, Verdict.RIGHT, author="Ada")


def test_who_listens_from_now_on_hears_what_comes(desk: Any) -> None:
    with desk.open() as opened:
        latest = opened.latest_change()
    first, second = read_events(desk, -1, most=2, then=lambda: judge_first(desk))
    assert first == ("from", latest)
    assert second[0] == "changes"
    assert [(c["seq"], c["kind"]) for c in second[1]] == [(latest + 1, "judgement")]


def test_who_comes_back_after_a_gap_hears_what_was_missed(desk: Any) -> None:
    with desk.open() as opened:
        seqs = list(dict.fromkeys(c.seq for c in opened.changes(0)))
    heard = read_events(desk, 0, most=1 + len(seqs))
    assert [changes[0]["seq"] for _, changes in heard[1:]] == seqs


def test_a_ledger_that_is_away_ends_no_connection(desk: Any) -> None:
    place = desk.ledger

    def come_and_go() -> None:
        desk.ledger = f"{place}-away"
        desk.ledger = place
        judge_first(desk)

    heard = read_events(desk, -1, most=2, then=come_and_go)
    assert heard[1][0] == "changes"


def test_one_look_serves_all_who_wait() -> None:
    looks: list[int] = []

    def look() -> int:
        looks.append(1)
        return 5 if len(looks) > 3 else 0

    async def wait_all() -> list[int | None]:
        herald = Herald(look, seconds=0.01)
        waits = [herald.wait_after(0, seconds=30) for _ in range(20)]
        return list(await asyncio.gather(*waits))

    assert run_apart(wait_all()) == [5] * 20
    assert len(looks) < 10


def test_a_wait_without_news_ends() -> None:
    herald = Herald(lambda: 0, seconds=0.01)
    assert run_apart(herald.wait_after(0, seconds=0.05)) is None
