"""Versions of a page side by side, and the words of claims on the pages of a PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")
pytest.importorskip("pypdfium2", reason="the reader of PDFs is not installed")

from litestar.testing import TestClient

from dateline.cli.app import run
from dateline.web.app import make_app
from dateline.web.desk import Desk
from tests.ingest.pdf_maker import made_pdf
from tests.web.conftest import TOKEN

PAGES = [
    [(72, 720, 18, "Bridge at Velmar closed"), (72, 690, 11, "3 March 2026"),
     (72, 660, 11, "The mayor of Velmar said on Tuesday that the bridge was closed.")],
    [(72, 720, 11, "The governor denied that the bridge at Velmar had been hit.")],
]  # fmt: skip
VERSIONS = [
    {"url": "https://post.example/velmar", "title": "Velmar", "outlet": "Post",
     "published": f"2026-03-0{day}T10:00:00+00:00", "text": text}
    for day, text in [
        (3, "Police said 12 people were killed in Velmar.\n\nThe road is closed. <b>Now</b>"),
        (4, "Police said 20 people were killed in Velmar.\n\nThe road is closed. <b>Now</b>\n\n"
            "The mayor said that schools were shut."),
    ]
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser that is signed in to a ledger of a PDF and two versions of a page."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "one.pdf").write_bytes(made_pdf(PAGES))
    lines = "\n".join(map(json.dumps, VERSIONS))
    (folder / "two.jsonl").write_text(lines, encoding="utf-8")
    ledger = str(folder / "ledger.sqlite")
    given = [str(folder / name) for name in ("one.pdf", "two.jsonl")]
    assert run(["ingest", *given, "--ledger", ledger]) == 0
    with TestClient(
        make_app(Desk(ledger, author="Ada"), token=TOKEN), base_url="http://127.0.0.1"
    ) as made:
        made.cookies.set("dateline", TOKEN)
        yield made


def reports(client: Any) -> list[dict[str, Any]]:
    return list(client.get("/reports.json").json())


def of_pdf(client: Any) -> dict[str, Any]:
    return next(r for r in reports(client) if r["url"] is None)


def later(client: Any) -> dict[str, Any]:
    return max((r for r in reports(client) if r["url"]), key=lambda r: r["published"])


def test_versions_are_named_and_lead_to_their_difference(small: Any) -> None:
    text = small.get(f"/reports/{later(small)['id']}").text
    assert "Versions of this page: 2" in text
    assert f'href="/revisions/{later(small)["id"]}"' in text


def test_side_by_side_words_that_changed_are_marked_and_paragraphs_added(small: Any) -> None:
    text = small.get(f"/revisions/{later(small)['id']}").text
    assert re.findall(r'<mark class="apart">(.*?)</mark>', text) == ["12", "20"]
    assert re.search(r'<span class="chip">added</span> The mayor said', text)
    assert text.count('<tr class="same">') == 1
    assert "<b>Now</b>" not in text


def test_a_first_version_has_none_before_it(small: Any) -> None:
    assert small.get(f"/revisions/{of_pdf(small)['id']}").status_code == 404


def test_each_claim_of_a_pdf_leads_to_its_rectangle(small: Any) -> None:
    report = of_pdf(small)["id"]
    claims = small.get("/claims.json", params={"q": f"report:{report}"}).json()
    text = small.get(f"/reports/{report}").text
    assert claims
    for claim in claims:
        link = re.search(rf'href="(/originals/{report}/\d\?claim={claim["id"]})"', text)
        assert link is not None
        shown = small.get(link[1]).text
        assert re.search(
            rf'/claims/{claim["id"]}"[^>]*><rect class="pagemark s-\w+ chosen"', shown
        )  # fmt: skip


def test_the_picture_is_of_that_page_alone(small: Any) -> None:
    report = of_pdf(small)["id"]
    picture = small.get(f"/originals/{report}/1/picture")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert small.get(f"/originals/{report}/2/picture").content != picture.content
    for number in (0, 3):
        assert small.get(f"/originals/{report}/{number}").status_code == 404
        assert small.get(f"/originals/{report}/{number}/picture").status_code == 404


def test_what_has_no_pages_offers_none(small: Any) -> None:
    text = small.get(f"/reports/{later(small)['id']}").text
    assert "Pages of the original" not in text
    assert small.get(f"/originals/{later(small)['id']}/1").status_code == 404
