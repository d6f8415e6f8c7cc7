"""`dateline second` against a server of a model on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.pipeline.test_second_reader import claims
from tests.serving import serving


class Server(BaseHTTPRequestHandler):
    """Reads one claim in every report."""

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert sent["model"] == "tiny"
        said = {"source": None, "content": "the town was empty", "stance": "assert",
                "certainty": "certain"}  # fmt: skip
        body = claims(said, {**said, "content": "it never was"})
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def endpoint() -> Iterator[str]:
    with serving(Server) as address:
        yield f"{address}/v1"


def test_it_is_read_compared_and_told_in_the_audit(
    dateline: Runs, ledger: str, endpoint: str
) -> None:
    ran = dateline("second", "read", "--endpoint", endpoint, "--model", "tiny")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("2 claims read, 2 rejected (not in the text, or of another form)")
    ran = dateline("second", "compare", "--format", "csv")
    kinds = [line.split(",")[2] for line in ran.out.splitlines()[1:]]
    assert sorted(kinds) == ["only ours"] * 4 + ["source"] * 2
    assert "2 claims read by both, 0 of them alike; 4 only ours, 0 only theirs" in ran.err
    with open_ledger(ledger) as opened:
        told = [one for one in opened.action_log().actions() if one.action == "second.read"]
    assert told[0].detail == {"model": "tiny", "endpoint": endpoint, "remote": False, "reports": 2}


@pytest.mark.usefixtures("ledger")
def test_it_is_off_unless_an_endpoint_is_named(
    dateline: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_LLM", raising=False)
    assert dateline("second", "read", "--model", "tiny").code == 2
    ran = dateline("second", "read", "--endpoint", "http://192.0.2.1/v1", "--model", "tiny")
    assert ran.code == 1
    assert "another machine than this one" in ran.err


@pytest.mark.usefixtures("ledger")
def test_a_query_says_which_reports_are_read(dateline: Runs, endpoint: str) -> None:
    ran = dateline("second", "read", "--endpoint", endpoint, "--model", "tiny", "place:Paris")
    assert ran.err.startswith("0 claims read")
