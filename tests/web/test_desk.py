"""What a page shows while what follows from a judgement is being worked out."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.model import Original, Reading, TargetKind, Verdict
from dateline.web import desk as desks
from dateline.web.desk import BEHIND, Desk, is_behind


@pytest.fixture(autouse=True)
def forget() -> None:
    BEHIND.set(False)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """What follows is worked out once this is set."""
    go_on, made = threading.Event(), desks.take_snapshot

    def waiting(opened: Any) -> Any:
        assert go_on.wait(60)
        return made(opened)

    monkeypatch.setattr(desks, "take_snapshot", waiting)
    return go_on


def first_claim(desk: Desk) -> str:
    return desk.snapshot(stale=True).views.claims[0].claim.id


def shows(desk: Desk, claim: str) -> bool:
    return claim in desk.snapshot(stale=True).views.by_id


def test_a_page_waits_no_longer_than_a_reader_and_says_so(
    ledger: Path, taken: Any, slow: threading.Event
) -> None:
    desk = Desk(str(ledger), author="Ada", kept=taken, patience=0.05)
    claim = first_claim(desk)
    assert desk.shown() is taken
    assert not is_behind()
    desk.judge(TargetKind.CLAIM, claim, Verdict.WRONG)
    assert desk.shown() is taken
    assert is_behind()
    slow.set()
    found = desk.soon().result(60)
    assert claim not in found.views.by_id
    BEHIND.set(False)
    assert desk.shown() is found
    assert not is_behind()


def test_what_is_quick_is_waited_for(ledger: Path, taken: Any) -> None:
    desk = Desk(str(ledger), author="Ada", kept=taken, patience=60)
    claim = first_claim(desk)
    desk.judge(TargetKind.CLAIM, claim, Verdict.WRONG)
    assert claim not in desk.shown().views.by_id
    assert not is_behind()


def test_programs_and_new_reports_wait_as_long_as_it_takes(
    ledger: Path, taken: Any, slow: threading.Event
) -> None:
    desk = Desk(str(ledger), author="Ada", kept=taken, patience=0.01)
    claim = first_claim(desk)
    desk.judge(TargetKind.CLAIM, claim, Verdict.WRONG)
    threading.Timer(0.3, slow.set).start()
    assert claim not in desk.snapshot().views.by_id
    slow.clear()
    with desk.open() as opened:
        gone = next(iter(taken.codings.values()))
        again = opened.coding(gone.report.id)
        assert again is not None
        original = opened.original(again.report.sha256)
        assert original is not None
        reading = Reading(
            report=again.report,
            original=Original(
                sha256=again.report.sha256, data=original.data, media_type="text/plain",
                location="memory",
            ),
        )  # fmt: skip
        opened.add(reading, again, program="another")
    threading.Timer(0.3, slow.set).start()
    assert desk.shown() is not taken
    assert not is_behind()


def test_what_is_written_into_cases_changes_nothing_that_follows(desk: Desk, taken: Any) -> None:
    with desk.open() as opened:
        case = opened.case_book().make_case("Bridge")
        assert case
        assert opened.latest_change() > taken.seq
    assert desk.snapshot() is taken


def test_a_page_that_is_behind_says_so_and_can_wait_for_it(
    ledger: Path, taken: Any, slow: threading.Event
) -> None:
    from litestar.testing import TestClient

    from dateline.web.app import make_app
    from tests.web.conftest import TOKEN

    desk = Desk(str(ledger), author="Ada", kept=taken, patience=0.05)
    claim = first_claim(desk)
    with TestClient(make_app(desk, token=TOKEN), base_url="http://127.0.0.1") as client:
        client.cookies.set("dateline", TOKEN)
        said = {"kind": "claim", "target": claim, "verdict": "wrong", "back": f"/claims/{claim}"}
        page = client.post("/judgements", data=said).text
        assert 'id="behind"' in page
        assert claim in page
        slow.set()
        assert client.get("/fresh").status_code == 204
        assert 'id="behind"' not in client.get("/claims").text
        assert client.get(f"/claims/{claim}").status_code == 404
