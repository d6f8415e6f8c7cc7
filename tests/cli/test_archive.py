"""`dateline archive` as a person uses it."""

from __future__ import annotations

import sqlite3
import zipfile
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.api.stamp_authority import Authority, needs_openssl
from tests.cli.conftest import Runs
from tests.serving import serving
from tests.store.records import coding, reading

pytestmark = pytest.mark.usefixtures("ledger")
CLAIM = coding(reading(1).report).claims[0].id


def test_a_sound_archive_is_told_in_a_line(dateline: Runs, ledger: Path) -> None:
    ran = dateline("archive", "verify")
    assert ran.code == 0
    assert ran.out.startswith("2 seals, the last on 2026-01-01")
    assert ran.err == f"{ledger}: nothing wrong\n"
    head = ran.out.split()[-1]
    assert dateline("archive", "verify", "--head", head).code == 0
    assert dateline("archive", "verify", "--head", "00ff").code == 1


def test_a_changed_sighting_is_named_and_ends_with_1(dateline: Runs, ledger: Path) -> None:
    with sqlite3.connect(ledger) as link:
        link.execute("update sightings set fetched = '1999' where location = '1.txt'")
    link.close()
    ran = dateline("archive", "verify")
    assert ran.code == 1
    assert "at 1.txt: says fetched '1999'; None was sealed" in ran.out
    assert "1 wrong" in ran.err
    assert dateline("check").code == 1


def test_a_package_is_made_checked_and_told_when_forged(dateline: Runs, tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / "claim.wacz"
    ran = dateline("archive", "package", CLAIM[:12], "-o", path)
    assert ran.code == 0, ran.err
    assert "1 claims of 1 reports, 1 originals, 0 judgements, 0 stamps" in ran.err
    assert "1 sightings are under no stamp yet" in ran.err
    assert dateline("archive", "verify", path).code == 0
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("evidence/more.txt", "put in")
    ran = dateline("archive", "verify", path)
    assert (ran.code, ran.out) == (1, "evidence/more.txt: was put in\n")


def test_nothing_is_asked_of_a_network_that_was_not_named(
    dateline: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rfc3161_client")
    monkeypatch.delenv("DATELINE_TSA", raising=False)
    assert dateline("archive", "stamp").code == 2
    ran = dateline("archive", "stamp", "--tsa", "http://127.0.0.1:9/")
    assert ran.code == 1
    assert "private network" in ran.err


def test_seals_are_listed(dateline: Runs) -> None:
    ran = dateline("archive", "list", "--format", "csv")
    assert [line.split(",")[:2] for line in ran.out.splitlines()[1:]] == [
        ["seal", "1"], ["seal", "2"],
    ]  # fmt: skip


def test_custody_is_told_as_json_and_as_a_page(dateline: Runs) -> None:
    ran = dateline("archive", "custody", CLAIM)
    assert f'"record": "{CLAIM}"' in ran.out
    page = dateline("archive", "custody", CLAIM, "--html").out
    assert page.startswith("<!DOCTYPE html>")
    assert "Chain of custody" in page
    told = dateline("archive", "custody", CLAIM, "--html", "--lang", "uk").out
    assert 'lang="uk"' in told
    assert "Ланцюг збереження" in told
    assert "Chain of custody" not in told
    assert dateline("archive", "custody", CLAIM, "--html", "--lang", "xx").code == 2
    assert dateline("archive", "custody", "nothing").code == 1


def test_the_web_pages_of_a_ledger_go_out_as_an_archive(dateline: Runs, tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / "all.wacz"
    ran = dateline("export", "wacz", "-o", path)
    assert ran.code == 0, ran.err
    assert "left out, as no whole pages of the web: 2 originals" in ran.err
    assert zipfile.is_zipfile(path)


@needs_openssl
def test_an_authority_on_this_machine_stamps_and_the_package_is_believed(
    dateline: Runs, tmp_path: Path
) -> None:
    """Over a real connection, from the question to the package that is checked offline."""
    pytest.importorskip("rfc3161_client")
    authority = Authority(tmp_path / "tsa")
    root = tmp_path / "root.pem"
    root.write_bytes(authority.root)

    class Stamps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = authority.stamp(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

    with serving(Stamps) as address:
        ran = dateline(
            "archive", "stamp", "--tsa", f"{address}/", "--allow-private", "--certificate", root
        )
    assert ran.code == 0, ran.err
    assert ran.out.startswith("stp-")
    assert "2 seals stamped at 20" in ran.err
    assert "believed by rfc3161-client" in ran.err
    assert dateline("archive", "verify", "--certificate", root).code == 0
    path = tmp_path / "claim.wacz"
    assert "under no stamp" not in dateline("archive", "package", CLAIM, "-o", path).err
    ran = dateline("archive", "verify", path, "--certificate", root)
    assert (ran.code, ran.out) == (0, "")
    ran = dateline("archive", "verify", path)
    assert "who signed the stamps was not checked" in ran.err
