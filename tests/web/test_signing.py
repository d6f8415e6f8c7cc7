"""Signing in: once with a token, then by a cookie that no script reads."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dateline.model import TargetKind, Verdict
from dateline.store import Role, open_ledger
from tests.web.conftest import TOKEN, bearer


@pytest.fixture
def ticket(ledger: Any) -> str:
    """The token with which Grace, a reviewer, signs in once."""
    with open_ledger(ledger) as opened:
        return opened.user_book().add_user("Grace", Role.REVIEWER, days=1)


def sign_in(client: Any, token: str, back: str = "/") -> Any:
    client.cookies.clear()
    return client.post("/login", data={"token": token, "back": back}, follow_redirects=False)


def test_a_token_signs_in_once(client: Any, ticket: str) -> None:
    answer = sign_in(client, ticket, "/review")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    page = client.get("/review").text
    assert "Grace" in page
    assert "Sign out" in page
    assert sign_in(client, ticket).status_code == 401


def test_who_is_not_signed_in_is_led_to_the_page_and_back(client: Any, ticket: str) -> None:
    client.cookies.clear()
    answer = client.get("/claims", follow_redirects=False)
    assert answer.headers["location"] == "/login?back=%2Fclaims"
    assert 'value="/claims"' in client.get(answer.headers["location"]).text
    assert sign_in(client, ticket, "//evil.example").headers["location"] == "/"


def test_signing_out_ends_the_session(client: Any, ticket: str) -> None:
    sign_in(client, ticket)
    kept = client.cookies["dateline"]
    assert client.get("/help").status_code == 200
    client.post("/logout")
    client.cookies.set("dateline", kept)
    assert client.get("/help", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("token", ["", "dl_", "dl_forged", TOKEN[:-1], "dl_" + "A" * 43, "\x00"])
def test_a_forged_token_opens_nothing(client: Any, ticket: str, token: str) -> None:
    assert sign_in(client, token).status_code in (400, 401)
    assert client.get("/api/v1/claims", headers=bearer(token.strip("\x00"))).status_code == 401
    assert sign_in(client, ticket).status_code == 303


def test_a_token_that_signs_in_is_no_session(client: Any, ticket: str) -> None:
    client.cookies.clear()
    assert client.get("/api/v1/claims", headers=bearer(ticket)).status_code == 401


def test_who_tries_many_tokens_has_to_wait(client: Any, ticket: str) -> None:
    statuses = [sign_in(client, f"dl_{n}").status_code for n in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    assert sign_in(client, ticket).status_code == 429


def test_a_user_who_is_removed_is_out_at_once(client: Any, ticket: str, ledger: Any) -> None:
    sign_in(client, ticket)
    with open_ledger(ledger) as opened:
        opened.user_book().add_user("Lise", Role.READER, days=1)
        opened.user_book().remove_user("Grace")
    assert client.get("/help", follow_redirects=False).status_code == 303


def test_a_decision_and_its_audit_name_who_made_it(client: Any, ticket: str, desk: Any) -> None:
    sign_in(client, ticket)
    claim = client.get("/claims.json").json()[0]["id"]
    client.put("/api/v1/judgements", json={"kind": "claim", "target": claim, "verdict": "right"})
    with desk.open() as opened:
        (made,) = opened.judgements()
        (told,) = opened.action_log().actions(action="judgement")
    assert (made.author, told.who) == ("Grace", "Grace")


def test_a_reviewer_takes_back_own_decisions_alone(client: Any, ticket: str, desk: Any) -> None:
    with desk.open() as opened:
        claim = next(iter(opened.claims())).id
        others = opened.judge(TargetKind.CLAIM, claim, Verdict.RIGHT, author="Ada")
    sign_in(client, ticket)
    own = client.put(
        "/api/v1/judgements", json={"kind": "claim", "target": claim, "verdict": "wrong"}
    ).json()
    answer = client.post(f"/api/v1/judgements/{others.id}/withdraw")
    assert answer.status_code == 403
    assert "another's" in answer.json()["title"]
    assert client.post(f"/api/v1/judgements/{own['id']}/withdraw").status_code == 200
    with desk.open() as opened:
        assert [j.id for j in opened.judgements()] == [others.id]


def test_the_owner_lets_people_in_and_out(client: Any) -> None:
    page = client.post("/users", data={"name": "Lise <b>", "role": "editor"}).text
    (token,) = re.findall(r"<code>(dl_[^<]+)</code>", page)
    assert "<b>" not in page.replace("<b><bdi>", "")
    assert [u["name"] for u in client.get("/api/v1/users").json()] == ["Lise <b>"]
    assert token not in client.get("/users").text
    client.post("/users/Lise%20%3Cb%3E", data={"what": "role", "role": "reader"})
    assert [u["role"] for u in client.get("/api/v1/users").json()] == ["reader"]
    client.post("/users/Lise%20%3Cb%3E", data={"what": "remove"})
    assert client.get("/api/v1/users").json() == []
    assert client.post("/users/nobody", data={"what": "remove"}).status_code == 404
    assert client.post("/users", data={"name": "", "role": "reader"}).status_code == 400


def test_behind_a_proxy_the_cookie_is_for_tls_alone(desk: Any, ticket: str) -> None:
    from litestar.testing import TestClient

    from dateline.web.app import make_app

    app = make_app(desk, token=TOKEN, hosts=("desk.example",))
    with TestClient(app, base_url="https://desk.example") as far:
        answer = sign_in(far, ticket)
        assert "secure" in answer.headers["set-cookie"].lower()
        assert far.get("/help").status_code == 200
        assert far.get("/help", headers={"host": "evil.example"}).status_code == 421
