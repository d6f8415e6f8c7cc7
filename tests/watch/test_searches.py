"""Saved searches: what was not there before is told once, to files and to a signed webhook."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import httpx
import pytest

from dateline.query import parse_query
from dateline.store import Watch
from dateline.watch.adding import put_watch
from dateline.watch.atom import feed_of
from dateline.watch.finds import Find
from dateline.watch.lines import append_lines
from dateline.watch.loop import Loop, Setup
from dateline.watch.records import Options
from dateline.watch.searches import preview
from dateline.watch.webhook import SECRET, signature
from tests.store.records import coding, reading
from tests.watch.conftest import Desk

ATOM = "{http://www.w3.org/2005/Atom}"
KEY = "a key of some length"
HOOK = "http://127.0.0.1:9/hook"


def add(desk: Desk, n: int, *, program: str = "one") -> None:
    """A report of which two claims speak of Kherson or its town."""
    read = reading(n)
    desk.ledger.add(read, coding(read.report), program=program)


def look(desk: Desk, transport: httpx.BaseTransport | None = None) -> Watch:
    """One look at the only watch, a while later."""
    desk.clock.sleep(7200)
    setup = Setup(coder=desk.coder, clock=desk.clock, transport=transport, chance=Random(1))
    told: list[Watch] = []
    Loop(desk.ledger, setup, tell=told.append).run_once()
    (one,) = told
    return one


def ids_in(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


def test_what_was_there_before_is_not_told_and_what_is_new_is_told_once(
    desk: Desk, tmp_path: Path
) -> None:
    add(desk, 1)
    out = tmp_path / "found.jsonl"
    desk.watch(query="Kherson", jsonl=str(out))
    assert look(desk).found == 0
    add(desk, 2)
    assert look(desk).found == 1
    assert look(desk).found == 0
    add(desk, 2, program="two")  # coded again: its claims are the same
    add(desk, 1, program="two")
    assert look(desk).found == 0
    add(desk, 3)
    assert look(desk).found == 1
    assert len(ids_in(out)) == len(set(ids_in(out))) == 2
    first = json.loads(out.read_text().splitlines()[0])
    assert first["content"] == "soldiers had left Kherson"


def test_a_query_that_does_not_match_tells_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.watch(query="stance:deny Kherson", jsonl=str(tmp_path / "found.jsonl"))
    add(desk, 2)
    assert look(desk).found == 0


def test_lines_are_there_once_whatever_was_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    lines = [(f"{n}", f'{{"id":"{n}"}}') for n in range(4)]
    assert append_lines(str(path), lines[:2]) == 2
    path.write_bytes(path.read_bytes() + b'{"id":"2')  # killed in the middle of a line
    assert append_lines(str(path), lines) == 2
    assert path.read_text() == "".join(f"{line}\n" for _, line in lines)
    assert append_lines(str(path), lines) == 0


def test_finds_that_were_kept_but_not_told_are_told_by_the_next_run(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "found.jsonl"
    watch = desk.watch(query="Kherson", jsonl=str(out))
    add(desk, 2)

    def killed(*_: object) -> None:
        raise SystemExit("killed")

    with monkeypatch.context() as patch:
        patch.setattr("dateline.watch.searches.append_lines", killed)
        with pytest.raises(SystemExit):
            look(desk)
    assert not out.exists()
    look(desk)
    assert len(ids_in(out)) == 1
    with monkeypatch.context() as patch:  # killed after the file was written, before that was kept
        patch.setattr("dateline.store.watches.WatchBook.mark_sent", killed)
        add(desk, 3)
        with pytest.raises(SystemExit):
            look(desk)
    look(desk)
    assert len(ids_in(out)) == 2
    assert desk.ledger.watch_book().finds(watch.id, mark="due") == []


def test_the_atom_file_is_whole_and_what_reports_say_is_text(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "found.xml"
    desk.watch(query="Kherson", atom=str(out), name="k")
    look(desk)
    assert [e.tag for e in ElementTree.parse(out).getroot()].count(f"{ATOM}entry") == 0
    add(desk, 2)
    look(desk)
    before = out.stat().st_mtime_ns
    root = ElementTree.parse(out).getroot()
    (entry,) = root.iter(f"{ATOM}entry")
    assert "Kherson" in (entry.findtext(f"{ATOM}title") or "")
    assert root.findtext(f"{ATOM}title") == "k: Kherson"
    look(desk)
    assert out.stat().st_mtime_ns == before, "not written where nothing is new"
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".part") == []


def test_hostile_words_do_no_harm_in_a_feed() -> None:
    bad = "<script>alert(1)</script> & \x00 \ud800 ]]>"
    find = Find(
        id="clm-1", found_at="2026-01-01T00:00:00.000000Z", report="rep-1", published=None,
        outlet=bad, title=bad, url="javascript:alert(1)", source=bad, side=None, stance="assert",
        certainty="certain", content=bad, places=(bad,),
    )  # fmt: skip
    watch = Watch(id="wat-1", name=bad, kind="query", target=bad, every=60,
                  added_at="2026-01-01T00:00:00.000000Z")  # fmt: skip
    data = feed_of(watch, [find])
    entry = next(ElementTree.fromstring(data).iter(f"{ATOM}entry"))
    assert "<script>" in (entry.findtext(f"{ATOM}content") or "")
    assert b"<script" not in data
    assert b"javascript" not in data


class Hook(httpx.BaseTransport):
    """A receiver that answers as it is told, and keeps what it got."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.answers = list(answers)
        self.got: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.got.append(request)
        return self.answers.pop(0) if self.answers else httpx.Response(204)


def hooked(desk: Desk, monkeypatch: pytest.MonkeyPatch, *, private: bool = True) -> Watch:
    monkeypatch.setenv(SECRET, KEY)
    return desk.watch(query="Kherson", webhook=HOOK, private=private)


def test_a_webhook_is_signed_and_gets_each_find_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked(desk, monkeypatch)
    hook = Hook()
    look(desk, hook)
    assert hook.got == []
    for n in (2, 3):
        add(desk, n)
    look(desk, hook)
    look(desk, hook)
    (request,) = hook.got
    stamp, _, said = request.headers["Dateline-Signature"].partition(",sha256=")
    made = hmac.new(KEY.encode(), stamp[2:].encode() + b"." + request.content, hashlib.sha256)
    assert said == made.hexdigest()
    assert stamp[2:] == str(int((desk.clock.now() - timedelta(seconds=7200)).timestamp()))
    told = json.loads(request.content)
    assert (told["query"], len(told["finds"])) == ("Kherson", 2)
    assert request.headers["Dateline-Delivery"] == told["delivery"]
    assert signature(b"x", key=b"k", at=1) != signature(b"x", key=b"k", at=2)


def test_a_webhook_that_fails_is_tried_again_with_the_same_delivery_and_waits_longer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = hooked(desk, monkeypatch)
    hook = Hook(httpx.Response(500), httpx.Response(302, headers={"Location": "http://10.0.0.1"}),
                httpx.Response(429, headers={"Retry-After": "7000"}))  # fmt: skip
    add(desk, 2)
    waits = []
    for _ in range(3):
        failed = look(desk, hook)
        assert failed.error is not None
        assert "webhook answered" in failed.error
        waits.append(_wait(desk, failed))
    assert waits[0] < waits[1] < waits[2]
    assert waits[2] >= 7000
    assert look(desk, hook).error is None
    assert len({request.headers["Dateline-Delivery"] for request in hook.got}) == 1
    assert len(hook.got) == 4
    assert desk.ledger.watch_book().finds(watch.id, mark="due") == []


def _wait(desk: Desk, watch: Watch) -> float:
    return (datetime.fromisoformat(watch.next_at or "") - desk.clock.now()).total_seconds()


def test_a_webhook_that_is_gone_stops_and_keeps_what_it_was_not_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = hooked(desk, monkeypatch)
    add(desk, 2)
    assert look(desk, Hook(httpx.Response(410))).next_at is None
    desk.watch(query="Kherson")  # added again: wakes it, with what was said before
    hook = Hook()
    assert look(desk, hook).error is None
    assert len(hook.got) == 1
    assert desk.ledger.watch_book().finds(watch.id, mark="due") == []


def test_a_webhook_in_a_private_network_is_not_called_unless_it_was_allowed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked(desk, monkeypatch, private=False)
    add(desk, 2)
    hook = Hook()
    assert "private network" in (look(desk, hook).error or "")
    assert hook.got == []


@pytest.mark.parametrize("key", ["", "short"])
def test_a_webhook_without_a_key_is_not_called(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    hooked(desk, monkeypatch)
    monkeypatch.setenv(SECRET, key)
    add(desk, 2)
    hook = Hook()
    assert "DATELINE_WEBHOOK_SECRET" in (look(desk, hook).error or "")
    assert hook.got == []


def test_a_key_may_stand_in_a_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SECRET, raising=False)
    (tmp_path / "key").write_text(f"{KEY}\n")
    options = Options(webhook=HOOK, secret_file=str(tmp_path / "key"), private=True)
    put_watch(desk.ledger, target=None, query="Kherson", name=None, every=None, options=options,
              now=desk.clock.now())  # fmt: skip
    add(desk, 2)
    hook = Hook()
    assert look(desk, hook).error is None
    assert len(hook.got) == 1


def test_many_finds_go_in_several_deliveries_and_those_taken_are_not_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked(desk, monkeypatch)
    for n in range(1, 106):
        add(desk, n)
    hook = Hook(httpx.Response(200), httpx.Response(503))
    assert look(desk, hook).error is not None
    assert look(desk, hook).error is None
    sizes = [len(json.loads(request.content)["finds"]) for request in hook.got]
    assert sizes == [100, 5, 5]


def test_a_preview_is_what_would_have_been_found(desk: Desk) -> None:
    add(desk, 1)
    desk.clock.sleep(90_000)
    since = desk.clock.now()
    desk.clock.sleep(1)
    add(desk, 2)
    add(desk, 1, program="two")
    query = parse_query("Kherson")
    assert [find.report for find in preview(desk.ledger, query, since=since)] == [
        reading(2).report.id
    ]
    earlier = since - timedelta(days=2)
    assert len(preview(desk.ledger, query, since=earlier)) == 2
    assert preview(desk.ledger, query, since=desk.clock.now()) == []
