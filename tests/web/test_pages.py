"""Every page is there, says what is in the ledger, and runs nothing of a report."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

LISTS = ["claims", "events", "reports", "places"]
DERIVED = ["incidents", "contradictions", "timeline", "control", "sources", "audit",
           "judgements", "cases"]  # fmt: skip
PAGES = [*LISTS, *DERIVED, "help", "review", "review/agreement", "users", "add"]


@pytest.mark.parametrize("name", ["", *PAGES])
def test_every_page_of_the_menu_is_there(client: Any, name: str) -> None:
    answer = client.get(f"/{name}")
    assert answer.status_code == 200
    assert "<h1" in answer.text


def test_every_link_of_the_first_pages_leads_somewhere(client: Any) -> None:
    seen: set[str] = set()
    for name in ("", *PAGES):
        seen |= set(re.findall(r'href="(/[^"#]*)', client.get(f"/{name}").text))
    assert len(seen) > 60
    for address in sorted(seen):
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200, address


@pytest.mark.parametrize("name", [*LISTS, *DERIVED])
@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv"])
def test_a_list_has_twins(client: Any, name: str, suffix: str) -> None:
    answer = client.get(f"/{name}.{suffix}")
    assert answer.status_code == 200
    if suffix == "json":
        assert isinstance(json.loads(answer.text), list)
    if suffix == "jsonl":
        assert all(json.loads(line) for line in answer.text.splitlines())


def test_a_list_and_its_twin_hold_the_same_records(client: Any) -> None:
    address = "claims.json?q=Kherson&stance=assert"
    ids = {row["id"] for row in client.get(f"/{address}").json()}
    page = client.get("/claims?q=Kherson&stance=assert&limit=500").text
    assert ids
    assert set(re.findall(r'href="/claims/(clm-[0-9a-f]+)"', page)) == ids


@pytest.mark.parametrize("kind", ["claims", "events", "reports", "places"])
def test_pages_of_a_list_hold_each_record_once(client: Any, kind: str) -> None:
    every = client.get(f"/{kind}.json").json()
    address, found = f"/{kind}?limit=20", 0
    while address:
        text = client.get(address).text
        found += text.count('<p class="row-words">')
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following else ""
    assert found == len(every)


def test_a_query_that_cannot_be_read_names_its_column(client: Any) -> None:
    answer = client.get("/claims", params={"q": "place:Kherson (stance:deny"})
    assert answer.status_code == 400
    assert "column" in answer.text


def test_the_query_language_and_the_fields_ask_the_same(client: Any) -> None:
    by_query = client.get("/claims.json", params={"q": "place:Kherson stance:deny"}).json()
    by_field = client.get("/claims.json", params={"place": "Kherson", "stance": "deny"}).json()
    assert by_query == by_field != []


@pytest.mark.parametrize("words", ["Kherson", "Херсон", "kherson"])
def test_a_search_finds_a_name_in_any_script(client: Any, words: str) -> None:
    found = client.get("/claims.json", params={"q": words}).json()
    assert any("Херсон" in row["content"] or "Kherson" in row["content"] for row in found)


def test_a_record_has_its_page_by_the_beginning_of_its_id(client: Any) -> None:
    claim = client.get("/claims.json").json()[0]
    page = client.get(f"/claims/{claim['id'][:14]}").text
    assert claim["id"] in page
    report = client.get(f"/reports/{claim['report']}").text
    assert f'id="c-{claim["id"]}"' in report


def test_the_original_is_a_file_and_never_a_page(client: Any) -> None:
    report = client.get("/reports.json").json()[0]
    answer = client.get(f"/originals/{report['id']}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_text_of_a_report_stays_text(client: Any) -> None:
    rows = [r for r in client.get("/reports.json").json() if "script" in (r["title"] or "")]
    assert len(rows) == 1
    pages = ["/", "/reports", "/claims", "/sources", f"/reports/{rows[0]['id']}", "/timeline"]
    for address in pages:
        text = client.get(address).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "\u202e" not in text
    assert "U+202E" in client.get(f"/reports/{rows[0]['id']}").text


@pytest.mark.parametrize(
    "address", ["/nothing", "/claims/clm-none", "/places/none", "/sources/nobody", "/x/y",
                "/incidents/inc-none", "/contradictions/con-none", "/static/secret.py"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_so(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "This cannot be shown" in answer.text


@pytest.mark.parametrize("query", ["limit=x", "limit=0", "limit=9999", "after=-1", "since=soon"])
def test_a_page_that_cannot_be_is_refused(client: Any, query: str) -> None:
    assert client.get(f"/claims?{query}").status_code == 400


def test_a_ledger_that_is_gone_is_said_to_be_gone(client: Any, desk: Any, ledger: Any) -> None:
    desk.ledger = str(ledger) + "-gone"
    answer = client.get("/claims")
    assert answer.status_code == 404
    assert "there is no ledger" in answer.text
