"""The audit in the workbench: every action is there, with who and when, and it is unbroken."""

from __future__ import annotations

from typing import Any

from tests.web.test_adding import TEXT, finish, give


def actions(client: Any) -> list[tuple[str, str]]:
    return [(a["who"], a["action"]) for a in client.get("/audit.json").json()]


def test_what_is_done_in_the_browser_is_in_the_audit(client: Any, desk: Any) -> None:
    claim = client.get("/claims.json").json()[0]["id"]
    client.post("/judgements", data={"kind": "claim", "target": claim, "verdict": "wrong"})
    made = client.get("/judgements.json").json()[0]["id"]
    client.post("/judgements/withdraw", data={"judgement": made})
    client.post("/cases", data={"title": "Oleshky", "kind": "claim", "target": claim})
    finish(client, give(client, files={"files": ("sena.txt", TEXT)}))
    told = actions(client)
    assert told[:6] == [
        ("Ada", "reports.added"), ("Ada", "reports.given"), ("Ada", "case.item_added"),
        ("Ada", "case.made"), ("Ada", "judgement.withdrawn"), ("Ada", "judgement.made"),
    ]  # fmt: skip
    with desk.open() as opened:
        assert list(opened.action_log().verify()) == []


def test_the_page_is_cut_filtered_and_shows_the_last_hash(client: Any, desk: Any) -> None:
    with desk.open() as opened:
        for n in range(120):
            opened.action_log().keep("case.made", target=f"case-{n}", title="<script>")
        head = opened.action_log().head()
    page = client.get("/audit").text
    assert head is not None
    assert head.hash in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<b>case.made</b>") == 100
    following = client.get(f"/audit?before={head.seq - 99}&action=case").text
    assert following.count("<b>case.made</b>") == 20
    assert "No action is left" in client.get("/audit?who=nobody").text


def test_programs_get_it_in_pages(client: Any, desk: Any) -> None:
    with desk.open() as opened:
        for _ in range(5):
            opened.action_log().keep("case.made")
    found: list[int] = []
    before = ""
    while True:
        page = client.get(f"/api/v1/audit?limit=2{before}").json()
        found += [a["seq"] for a in page["items"]]
        if page["following"] is None:
            break
        before = f"&before={page['following']}"
    assert found == list(range(len(found), 0, -1))
    assert client.get("/api/v1/audit?limit=0").status_code == 400


def test_a_sign_in_that_fails_is_told_without_its_token(client: Any, people: Any) -> None:
    del people
    client.post("/login", data={"token": "dl_secret-that-is-wrong"})
    text = client.get("/audit.jsonl").text
    assert "session.refused" in text
    assert "secret-that-is-wrong" not in text
