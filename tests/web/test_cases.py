"""Cases: filled from any record, talked over, handed on as a dossier and as CSV."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.app import run
from tests.web.conftest import bearer


@pytest.fixture
def case(client: Any) -> str:
    """The address of a case with one claim."""
    claim = client.get("/claims.json").json()[0]["id"]
    answer = client.post(
        "/cases", data={"title": "Oleshky", "kind": "claim", "target": claim, "note": "look"},
        follow_redirects=False,
    )  # fmt: skip
    assert answer.status_code == 303
    return str(answer.headers["location"])


def find_target(client: Any, desk: Any, kind: str) -> str:
    """A record of a kind that has a page of its own."""
    taken = desk.snapshot()
    if kind == "contradiction":
        return str(min([*taken.disputes, *taken.perhaps]))
    if kind == "incident":
        return str(taken.incidents[0].id)
    return str(client.get(f"/{kind}s.json").json()[-1]["id"])


@pytest.mark.parametrize("kind", ["claim", "report", "incident", "contradiction"])
def test_any_record_can_be_put_into_a_case(client: Any, desk: Any, case: str, kind: str) -> None:
    target = find_target(client, desk, kind)
    page = client.get(f"/{kind}s/{target}").text
    assert f"/cases/add?kind={kind}&amp;target={target}" in page
    assert "Oleshky" in client.get(f"/cases/add?kind={kind}&target={target}").text
    name = case.split("/")[-1]
    client.post("/cases/add", data={"case": name, "kind": kind, "target": target, "note": "<b>!"})
    items = client.get(f"/api/v1{case}").json()["items"]
    assert [i["kind"] for i in items] == ["claim", kind]
    assert (items[1]["target"], bool(items[1]["claims"])) == (target, kind != "report")
    text = client.get(case).text
    assert "&lt;b&gt;!" in text
    assert client.get(f"/api/v1{case}").json()["lost"] == []


def test_comments_assignee_and_end(client: Any, case: str) -> None:
    client.post(f"{case}/comments", data={"words": "<script>alert(1)</script>"})
    client.post(case, data={"assignee": "Ada"})
    text = client.get(case).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    whole = client.get(f"/api/v1{case}").json()
    assert whole["case"]["assignee"] == "Ada"
    client.post(f"{case}/remove", data={"comment": whole["comments"][0]["id"]})
    client.post(f"{case}/remove", data={"item": whole["items"][0]["id"]})
    client.post(case, data={"closed": "true"})
    after = client.get(f"/api/v1{case}").json()
    assert (after["items"], after["comments"]) == ([], [])
    assert after["case"]["closed_at"]


def test_a_case_is_handed_on_as_a_folder(client: Any, case: str) -> None:
    report = client.get("/reports.json").json()[1]["id"]
    client.post("/cases/add", data={"case": case.split("/")[-1], "kind": "report",
                                    "target": report})  # fmt: skip
    client.post(f"{case}/comments", data={"words": "done"})
    answer = client.get(f"{case}/dossier.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        files = {name.split("/")[-1]: archive.read(name) for name in archive.namelist()}
    assert set(files) == {"index.html", "claims.csv", "case.json", "custody.html", "custody.json"}
    custody = json.loads(files["custody.json"])
    assert custody["kind"] == "case"
    assert custody["originals"]
    about = json.loads(files["case.json"])
    assert (about["case"]["title"], about["items"][0]["note"]) == ("Oleshky", "look")
    assert [c["words"] for c in about["comments"]] == ["done"]
    rows = list(csv.DictReader(io.StringIO(files["claims.csv"].decode("utf-8-sig"))))
    chosen = about["items"][0]["target"]
    assert {r["claim_id"] for r in rows if r["report_id"] != report} <= {chosen}
    assert chosen in {r["claim_id"] for r in rows}
    assert report in {r["report_id"] for r in rows}
    assert chosen.encode() in files["index.html"]
    assert client.get(f"{case}/claims.csv").content == files["claims.csv"]


def test_the_command_line_writes_the_same_folder(
    client: Any, case: str, ledger: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    assert run(["cases", "export", "Oleshky", "--ledger", str(ledger), "-o", str(folder)]) == 0
    assert {p.name for p in folder.iterdir()} >= {"index.html", "claims.csv", "case.json"}
    assert (folder / "claims.csv").read_bytes() == client.get(f"{case}/claims.csv").content


def test_a_record_that_the_ledger_lost_is_said_to_be_lost(
    client: Any, case: str, desk: Any
) -> None:
    name = case.split("/")[-1]
    with desk.open() as opened:
        opened.case_book().add_item(name, "claim", "clm-gone", claims=["clm-gone"])
    assert len(client.get(f"/api/v1{case}").json()["lost"]) == 1
    assert "no longer holds this record" in client.get(case).text


@pytest.mark.parametrize(
    ("address", "data", "status"),
    [("/cases", {"title": ""}, 400),
     ("/cases", {"title": "x", "kind": "claim", "target": "no"}, 404),
     ("/cases/add", {"case": "none", "kind": "report", "target": "rep-"}, 404),
     ("/cases/none", {"closed": "true"}, 404), ("/cases/none/comments", {"words": "x"}, 404),
     ("/cases", {"title": "x", "kind": "person", "target": "y"}, 400)],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_made(
    client: Any, address: str, data: dict[str, str], status: int
) -> None:
    assert client.post(address, data=data).status_code == status
    assert client.get("/cases.json").json() == []


def test_programs_make_fill_change_and_empty_a_case(client: Any) -> None:
    made = client.post("/api/v1/cases", json={"title": "Kherson", "about": "x"}).json()
    address = f"/api/v1/cases/{made['id']}"
    claim = client.get("/claims.json").json()[0]["id"]
    item = client.post(f"{address}/items", json={"kind": "claim", "target": claim}).json()
    comment = client.post(f"{address}/comments", json={"words": "hm"}).json()
    assert client.patch(address, json={"assignee": "Ada"}).json()["assignee"] == "Ada"
    assert client.delete(f"{address}/items/{item['id']}").status_code == 204
    assert client.delete(f"{address}/comments/{comment['id']}").status_code == 204
    assert client.delete(f"{address}/items/none").status_code == 404
    assert client.patch(address, json={"closed": True}).json()["closed_at"]
    assert client.get("/api/v1/cases?closed=false").json() == []


def test_a_comment_is_taken_back_by_who_wrote_it(client: Any, case: str, people: Any) -> None:
    made = client.post(f"/api/v1{case}/comments", json={"words": "hm"}).json()
    client.cookies.clear()
    address = f"/api/v1{case}/comments/{made['id']}"
    assert client.delete(address, headers=bearer(people["reviewer"])).status_code == 403
    assert client.delete(address, headers=bearer(people["editor"])).status_code == 204
