"""Reports given in the browser: coded beside everything else, each error told, nothing lost."""

from __future__ import annotations

import time
from typing import Any

import pytest

TEXT = b"Rebels seize Sena\n\n3 May 2024\n\nRebels captured Sena on Thursday, the governor said.\n"


def finish(client: Any, answer: Any) -> dict[str, Any]:
    """What became of the job that an answer leads to."""
    assert answer.status_code == 303
    address = "/api/v1" + answer.headers["location"]
    for _ in range(600):
        job: dict[str, Any] = client.get(address).json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    pytest.fail("the job did not end")


def give(client: Any, **given: Any) -> Any:
    return client.post("/add", follow_redirects=False, **given)


def test_a_file_is_coded_and_found(client: Any) -> None:
    job = finish(client, give(client, files={"files": ("sena.txt", TEXT)}))
    assert job["outcomes"] == {"new": 1}
    assert any("Sena" in row["content"] for row in client.get("/claims.json?q=Sena").json())
    assert client.get("/jobs/1").status_code == 200
    assert "sena.txt" in client.get("/add").text


def test_several_files_are_as_many_jobs_and_one_bad_file_costs_itself(client: Any) -> None:
    files = [("files", ("sena.txt", TEXT)), ("files", ("bad.bin", b"\x00\x01\x02\xff" * 50))]
    last = finish(client, give(client, files=files))
    assert last["outcomes"] == {"failed": 1}
    assert len(last["errors"]) == 1
    assert client.get("/api/v1/jobs/1").json()["outcomes"] == {"new": 1}


def test_what_is_known_is_not_coded_again(client: Any) -> None:
    finish(client, give(client, files={"files": ("a.txt", TEXT)}))
    assert finish(client, give(client, files={"files": ("b.txt", TEXT)}))["outcomes"] == {
        "known": 1
    }


def test_a_text_is_a_report(client: Any) -> None:
    given = {"files": {"text": (None, "Shelling hit Velm, the mayor said.")}}
    assert finish(client, give(client, **given))["outcomes"] == {"new": 1}


def test_an_address_of_ones_own_network_is_not_fetched(client: Any) -> None:
    given = {"files": {"address": (None, "http://127.0.0.1:9/x")}}
    job = finish(client, give(client, **given))
    assert job["outcomes"] == {"failed": 1}
    assert job["errors"]


@pytest.mark.parametrize("field", [{"address": (None, "file:///etc/passwd")}, {"text": (None, "")}])
def test_what_cannot_be_given_is_refused(client: Any, field: Any) -> None:
    assert give(client, files=field).status_code == 400


def test_what_is_new_since_the_last_visit_is_counted(client: Any) -> None:
    client.get("/")
    assert "since your last visit" not in client.get("/").text
    finish(client, give(client, files={"files": ("sena.txt", TEXT)}))
    assert "1 change since your last visit" in client.get("/").text
    changes = client.get("/api/v1/changes?since=0").json()
    assert [c["seq"] for c in changes] == sorted(c["seq"] for c in changes) != []
