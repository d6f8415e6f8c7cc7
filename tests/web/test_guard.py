"""Who comes in: nobody without the token, nothing from another site."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import TOKEN

FORM = {"kind": "claim", "target": "clm-x", "verdict": "right"}


@pytest.mark.parametrize("address", ["/", "/claims.json", "/api/v1/claims", "/static/page.css"])
def test_nobody_reads_without_the_token(client: Any, address: str) -> None:
    client.cookies.clear()
    answer = client.get(address)
    assert answer.status_code == 401
    assert "dateline serve" in answer.text


def test_the_printed_address_lets_in_and_hides_the_token(client: Any) -> None:
    client.cookies.clear()
    answer = client.get(f"/claims?q=Kherson&token={TOKEN}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims?q=Kherson"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example"])
def test_the_printed_address_leads_to_no_other_site(client: Any, path: str) -> None:
    answer = client.get(f"http://127.0.0.1{path}?token={TOKEN}", follow_redirects=False)
    assert not answer.headers.get("location", "/").startswith(("//", "/\\\\"))


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x"])
def test_a_forged_token_opens_nothing(client: Any, token: str) -> None:
    client.cookies.clear()
    assert client.get(f"/?token={token}").status_code == 401
    headers = {"authorization": f"Bearer {token}"}
    assert client.get("/api/v1/claims", headers=headers).status_code == 401


def test_a_program_sends_the_token_as_bearer(client: Any) -> None:
    client.cookies.clear()
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert client.get("/api/v1/claims", headers=headers).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "192.168.1.5"])
def test_a_foreign_host_is_refused(client: Any, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8117", "[::1]:8117"])
def test_this_computer_is_let_in(client: Any, host: str) -> None:
    assert client.get("/help", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_another_site_writes_nothing(client: Any, origin: str, desk: Any) -> None:
    answer = client.post("/judgements", data=FORM, headers={"origin": origin})
    assert answer.status_code == 403
    with desk.open() as opened:
        assert list(opened.judgements(withdrawn=True)) == []


def test_a_request_of_too_many_bytes_is_refused(client: Any) -> None:
    answer = client.post("/judgements", headers={"content-length": "60000000"}, content=b"x")
    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/", "/claims.csv", "/nothing", "/api/v1/queues"])
def test_every_answer_forbids_what_comes_from_elsewhere(client: Any, address: str) -> None:
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
