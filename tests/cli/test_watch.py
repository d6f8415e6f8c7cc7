"""`dateline watch`: adding, listing, running once, previewing, removing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Runs

TEXT = "The ministry said on Friday that soldiers had left Kherson.\n"


@pytest.mark.usefixtures("ledger")
def test_a_folder_and_a_search_are_watched(dateline: Runs, tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "found.jsonl"
    inbox.mkdir()
    added = dateline("watch", "add", inbox, "--every", "2m")
    assert (added.code, added.out) == (0, "")
    assert f"watches {inbox} as 'inbox', every 2m" in added.err
    assert dateline("watch", "add", "--query", "Kherson", "--jsonl", out, "--name", "k").code == 0
    (inbox / "a.txt").write_text(TEXT, encoding="utf-8")
    os.utime(inbox / "a.txt", (1_700_000_000, 1_700_000_000))
    ran = dateline("watch", "run", "--once", "--no-reader")
    assert ran.code == 0
    assert "inbox: 1 new reports" in ran.err
    assert ran.err.splitlines()[-1].startswith("2 looks, ")
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert found
    assert all("Kherson" in "".join([one["content"], *one["places"]]) for one in found)
    listed = dateline("watch", "list", "--format", "jsonl")
    rows = {row["name"]: row for row in map(json.loads, listed.out.splitlines())}
    assert (rows["inbox"]["state"], rows["inbox"]["total"], rows["inbox"]["every"]) == (
        "ok", 1, "2m",
    )  # fmt: skip
    assert rows["k"]["total"] == len(found)
    seen = dateline("watch", "preview", "k", "--format", "jsonl")
    assert {json.loads(line)["id"] for line in seen.out.splitlines()} == {f["id"] for f in found}
    assert dateline("watch", "preview", "Kherson", "--last", "0s", "--format", "jsonl").out == ""
    assert dateline("watch", "remove", "inbox").code == 0
    assert "inbox" not in dateline("watch", "list").out


@pytest.mark.usefixtures("ledger")
def test_a_look_that_fails_is_told_and_the_code_says_so(dateline: Runs) -> None:
    dateline("watch", "add", "http://127.0.0.1:9/feed", "--name", "closed")
    ran = dateline("watch", "run", "--once")
    assert ran.code == 1
    assert "closed: http://127.0.0.1:9/robots.txt: " in ran.err
    assert "is 127.0.0.1, an address inside" in ran.err
    assert "next look" in ran.err
    assert "failing" in dateline("watch", "list").out


@pytest.mark.usefixtures("ledger")
def test_mistakes_name_the_remedy(dateline: Runs, tmp_path: Path) -> None:
    for arguments, said in (
        (("run",), "nothing is watched yet (`dateline watch add ADDRESS`)"),
        (("add",), "name one thing to watch"),
        (("add", "--query", "stance:denies", "--atom", "x.xml"), "is no stance"),
        (("add", tmp_path, "--input-format", "xlsx"), "there is no input format 'xlsx'"),
        (("preview", "(", ), "query, column"),
    ):  # fmt: skip
        ran = dateline("watch", *arguments)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    missing = dateline("watch", "remove", "x")
    assert (missing.code, "there is no watch 'x'" in missing.err) == (1, True)


def test_help_teaches(dateline: Runs) -> None:
    shown = dateline("watch", "--help").out
    for words in ("watch add https://wire.example/rss --every 15m", "--query", "watch run",
                  "watch list", "docs/watching.md"):  # fmt: skip
        assert words in shown


@pytest.mark.usefixtures("ledger")
def test_a_digest_is_printed_or_a_mail_in_a_file_and_nothing_is_sent(
    dateline: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_SMTP", raising=False)
    ran = dateline("watch", "digest", "Kherson", "--last", "9999d")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("2 new claims since ")
    assert "soldiers had left Kherson" in ran.out
    assert dateline("watch", "digest", "--last", "9999d").out.startswith("6 new claims")
    path = tmp_path / "d.eml"
    assert dateline("watch", "digest", "--last", "9999d", "-o", path).code == 0
    assert path.read_bytes().startswith(b"From: dateline@localhost\r\nTo: undisclosed-recipients:;")
    refused = dateline("watch", "digest", "--mail-to", "a@b.example")
    assert (refused.code, refused.out) == (2, "")
    assert "no mail server is named" in refused.err
