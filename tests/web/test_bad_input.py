"""What would break a server is refused or survived, and said: size, broken forms, slow queries."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.model import RunError
from tests.web.test_adding import finish, give

MIB = 1024 * 1024
HEAD = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
BROKEN = {
    "no boundary": ("multipart/form-data", b"--x\r\n"),
    "cut off": ("multipart/form-data; boundary=x",
                HEAD + b"half"),
    "no part": ("multipart/form-data; boundary=x", b""),
    "another kind": ("application/json", b"{"),
    "not what it says": ("multipart/form-data; boundary=x", b"\x00\xff" * 500),
}  # fmt: skip


@pytest.mark.parametrize("harm", BROKEN)
def test_a_broken_upload_is_refused_and_the_next_one_works(client: Any, harm: str) -> None:
    kind, body = BROKEN[harm]
    answer = client.post("/add", content=body, headers={"content-type": kind},
                         follow_redirects=False)  # fmt: skip
    assert answer.status_code in (303, 400, 415), answer.text
    assert "Traceback" not in answer.text
    text = {"files": {"text": (None, "Shelling hit Velm, the mayor said.")}}
    assert finish(client, give(client, **text))["outcomes"] == {"new": 1}


def test_a_report_of_fifty_megabytes_is_refused_by_its_length(client: Any) -> None:
    answer = give(client, files={"files": ("big.txt", b"a " * (25 * MIB))})
    assert answer.status_code == 413
    assert "dateline ingest" in answer.text


def pieces(size: int) -> Iterator[bytes]:
    """A form that does not say how long it is."""
    yield HEAD
    for _ in range(size // MIB):
        yield b"a" * MIB
    yield b"\r\n--x--\r\n"


def test_a_report_of_fifty_megabytes_is_refused_while_it_comes(client: Any) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/add", content=pieces(52 * MIB), headers=headers, follow_redirects=False)
    assert answer.status_code == 413
    assert client.get("/help").status_code == 200


def test_a_form_of_a_page_is_short(client: Any) -> None:
    answer = client.post("/judgements", content=b"reason=" + b"a" * (3 * MIB),
                         headers={"content-type": "application/x-www-form-urlencoded"})  # fmt: skip
    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/claims?q=Kherson", "/api/v1/claims?q=Kherson"])
def test_a_query_that_takes_too_long_is_stopped_and_said(
    client: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.web.numbers import numbers

    monkeypatch.setattr("dateline.store.slow.STEPS", 10)
    short = type(numbers())(**{**{n: getattr(numbers(), n) for n in numbers().__struct_fields__},
                               "query_seconds": 0.0})  # fmt: skip
    with monkeypatch.context() as patched:
        for room in ("pages", "api"):
            patched.setattr(f"dateline.web.{room}.numbers", lambda: short)
        answer = client.get(address)
    assert answer.status_code == 503
    assert "took too long" in answer.text
    assert "narrow it" in answer.text
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("query", ["(" * 5000, "a OR " * 3000, '"' * 999, "place:" * 500, "\x00",
                                   "-" * 5000, "a" * 50_000])  # fmt: skip
def test_a_monstrous_query_is_answered_soon(client: Any, query: str) -> None:
    began = time.process_time()
    answer = client.get("/claims", params={"q": query})
    assert answer.status_code in (200, 400, 414, 503), answer.status_code
    assert time.process_time() - began < 20


def test_a_deleted_ledger_is_said_and_comes_back(client: Any, ledger: Path) -> None:
    files = [p for p in ledger.parent.iterdir() if p.name.startswith(ledger.name)]
    kept = {p: p.read_bytes() for p in files}
    for path in files:
        path.unlink()
    for address in ("/", "/claims", "/review/claims", "/audit", "/api/v1/claims", "/cases"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "there is no ledger" in answer.text
    assert not ledger.exists()
    for path, data in kept.items():
        path.write_bytes(data)
    assert client.get("/claims").status_code == 200


def test_a_fault_of_the_program_is_said_without_its_inside(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret inside")

    monkeypatch.setattr("dateline.web.reviewing.measure", fail)
    answer = client.get("/api/v1/agreement")
    assert answer.status_code == 500
    assert "secret inside" not in answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "status", "title", "where", "remedy"}
    assert issubclass(RunError, Exception)


@pytest.mark.parametrize("method", ["get", "post"])
def test_refusals_to_programs_are_problems(client: Any, method: str) -> None:
    client.cookies.clear()
    answer = getattr(client, method)("/api/v1/claims")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code == 401
