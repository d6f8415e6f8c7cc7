"""The interface for programs: the same records, pages of them, errors with a remedy."""

from __future__ import annotations

from typing import Any

import pytest

LISTS = ["claims", "events", "reports", "places", "incidents", "contradictions", "origins"]


@pytest.mark.parametrize("kind", LISTS)
def test_pages_hold_every_record_once(client: Any, kind: str) -> None:
    whole = client.get(f"/api/v1/{kind}?limit=500").json()
    found: list[Any] = []
    after: str | None = ""
    while after is not None:
        page = client.get(f"/api/v1/{kind}?limit=7{after and '&after=' + after}").json()
        found += page["items"]
        after = page["following"]
    assert found == whole["items"] != []


def test_counts_are_those_of_all_records(client: Any) -> None:
    page = client.get("/api/v1/claims?limit=1").json()
    counts = dict(map(tuple, page["counts"]["stance"]))
    for stance, number in counts.items():
        found = client.get(f"/api/v1/claims?stance={stance}&limit=500").json()["items"]
        assert len(found) == number


def test_one_record_by_its_id(client: Any) -> None:
    claim = client.get("/api/v1/claims?limit=1").json()["items"][0]
    assert client.get(f"/api/v1/claims/{claim['id']}").json()["id"] == claim["id"]
    assert (
        client.get(f"/api/v1/reports/{claim['report']}").json()["report"]["id"] == claim["report"]
    )


@pytest.mark.parametrize(
    ("address", "status"), [("claims/none", 404), ("nothing", 404), ("claims?limit=x", 400),
                            ("queues/none/next", 404), ("claims?limit=1000", 400)],
)  # fmt: skip
def test_an_error_says_what_and_what_to_do(client: Any, address: str, status: int) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "status", "title", "where", "remedy"}


def test_queues_and_their_next_card(client: Any) -> None:
    waits = client.get("/api/v1/queues").json()
    for name, number in waits.items():
        card = client.get(f"/api/v1/queues/{name}/next").json()
        assert (card is not None) == (number > 0)


def test_a_judgement_is_kept_listed_and_withdrawn(client: Any) -> None:
    claim = client.get("/api/v1/claims?limit=1").json()["items"][0]["id"]
    ruling = {"kind": "claim", "target": claim, "verdict": "wrong"}
    made = client.put("/api/v1/judgements", json=ruling).json()
    assert client.get("/api/v1/judgements").json() == [made]
    assert client.get(f"/api/v1/claims/{claim}").status_code == 404
    client.post(f"/api/v1/judgements/{made['id']}/withdraw")
    assert client.get("/api/v1/judgements").json() == []
    assert len(client.get("/api/v1/judgements?withdrawn=true").json()) == 1


def test_the_interface_describes_itself(client: Any) -> None:
    said = client.get("/api/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert {f"/api/v1/{kind}" for kind in LISTS} <= set(said["paths"])
