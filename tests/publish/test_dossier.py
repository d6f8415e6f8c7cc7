"""The page as text: whole, harmless, and closed to the network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from markupsafe import Markup

from dateline.model import (
    Basis,
    BlockKind,
    Contradiction,
    ContradictionKind,
    Incident,
    Interval,
    LedgerError,
    Origin,
    OriginKind,
)
from dateline.publish.assets import Assets
from dateline.publish.dossier import render, write_dossier
from dateline.publish.embed import digest, packed
from dateline.publish.views import views_of
from tests.publish.factory import (
    HOSTILE_TITLE,
    Draft,
    collection,
    control,
    day,
    hostile_report,
    second_report,
    withdrawal,
)

LIVE = "3;"
ASSETS = Assets(
    early=Markup("1"), app=Markup("2;"), map=packed(LIVE.encode()), map_digest=digest(LIVE),
    style=Markup("a{}"),
)  # fmt: skip
WHEN = "2022-11-14T08:00:00+00:00"


class _Page(HTMLParser):
    """Tags, ids, links and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.attributes: set[str] = set()
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.packed: dict[str, str] = {}
        self.text = ""
        self._in: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        known = dict(attrs)
        self.attributes |= set(known)
        self.ids += [v for k, v in attrs if k == "id" and v]
        if tag == "a":
            self.links.append(known)
        self._in = tag if tag in self.raw else None
        self._id = known.get("id")

    def handle_endtag(self, tag: str) -> None:
        self._in = None if self._in == tag else self._in

    def handle_data(self, data: str) -> None:
        if self._in == "script" and self._id:
            self.packed[self._id] = zlib.decompress(base64.b64decode(data, validate=True)).decode()
        elif self._in:
            self.raw[self._in].append(data)
        else:
            self.text += data


def _page(**options: Any) -> tuple[str, _Page]:
    html = render(
        views_of(collection()), title="Kherson", generated_at=WHEN, assets=ASSETS, **options
    )
    return html, _Page(html)


def test_every_link_within_the_page_has_its_target() -> None:
    _, page = _page(control=control())
    assert len(page.ids) == len(set(page.ids))
    links = [str(a["href"]) for a in page.links if str(a["href"]).startswith("#")]
    targets = {link[1:].split("&")[0] for link in links}
    assert targets <= set(page.ids)


def test_every_claim_has_its_words_in_the_text_of_its_report() -> None:
    html, _ = _page()
    for coding in collection():
        for claim in coding.claims:
            assert html.count(f'id="c-{claim.id}"') == 1


def test_nothing_of_a_hostile_report_becomes_markup() -> None:
    html, page = _page()
    assert "img" not in page.tags
    assert not {a for a in page.attributes if a.startswith("on")}
    assert page.tags.count("script") == 4
    assert html.count("</script>") == 4
    assert "window.hacked = 1" in page.text
    assert HOSTILE_TITLE in page.text
    assert "{{ 7 * 7 }} {% raw %}" in page.text
    assert "&lt;b&gt;" in page.text
    assert "U+202E" in page.text
    assert "\u202e" not in html
    assert "\x00" not in html


def test_hostile_words_stay_words_in_the_first_lines_disputes_and_incidents() -> None:
    coding = hostile_report()
    claims = tuple(c.id for c in coding.claims)
    evil = "<img src=x onerror=alert(1)>"
    incident = Incident(id="inc-1", type=evil, events=(), claims=claims, place=evil,
                        time=day("2022-11-13"), origins=("ori-1",), sides=(evil,))  # fmt: skip
    origin = Origin(id="ori-1", kind=OriginKind.OUTLET, name=evil, side=evil, claims=claims,
                    why=(evil,))  # fmt: skip
    clash = Contradiction(claims=(claims[0], claims[1]), kind=ContradictionKind.TIME, why=evil)
    views = views_of([coding], incidents=[incident], origins=[origin])
    html = render(views, title=evil, generated_at=WHEN, assets=ASSETS, found=[clash])
    page = _Page(html)
    assert "img" not in page.tags
    assert not {a for a in page.attributes if a.startswith("on")}
    assert page.text.count(evil) >= 6
    assert "\u202e" not in html


def test_only_web_addresses_are_links_and_they_tell_nothing_of_the_reader() -> None:
    _, page = _page()
    outside = [a for a in page.links if not str(a["href"]).startswith("#")]
    assert [a["href"] for a in outside] == ["https://southern-post.example/kherson"]
    assert outside[0]["rel"] == "noopener noreferrer"


def test_the_policy_allows_our_scripts_and_no_request() -> None:
    html, page = _page()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    scripts = [*page.raw["script"], page.packed["mapcode"]]
    assert scripts == ["1", "2;", LIVE]
    for content in [*scripts, *page.raw["style"]]:
        hashed = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{hashed}'" in policy


def test_there_are_no_inline_styles_or_handlers_that_the_policy_would_block() -> None:
    _, page = _page(control=control())
    assert "style" not in page.attributes


def test_the_data_is_json_and_agrees_with_the_page() -> None:
    html, page = _page(control=control())
    data = json.loads(page.packed["data"])
    assert len(data["claims"]) == sum(len(c.claims) for c in collection())
    assert all(f'data-c="{index}"' in html for index, _ in enumerate(data["claims"]))
    quotes = [claim["quote"] for claim in data["claims"] if "quote" in claim]
    assert all(" … " in quote or "⟨U+" in quote for quote in quotes)  # others: as marked
    assert {p["anchor"] for p in data["places"]} <= set(page.ids)
    assert {r["anchor"] for r in data["reports"]} <= set(page.ids)
    assert data["control"]["places"][0]["name"] == "Kherson"
    for number, _ in enumerate(data["disputes"], start=1):
        assert f'id="d-{number}"' in html


def test_contradictions_across_reports_are_shown_once() -> None:
    a, b = withdrawal().claims[1].id, second_report().claims[0].id
    across = [
        Contradiction(claims=pair, kind=ContradictionKind.TIME, why="the day differs")
        for pair in ((a, b), (b, a), (a, "clm-that-is-gone"))
    ]
    _, page = _page(found=across)
    assert page.text.count("the day differs") == 1


def test_what_only_may_contradict_is_folded_below_what_does() -> None:
    a, b = withdrawal().claims[1].id, second_report().claims[0].id
    doubtful = Contradiction(
        claims=(a, b), kind=ContradictionKind.TIME, why="the day may differ", score=0.2,
        perhaps=True,
    )  # fmt: skip
    html, page = _page(found=[doubtful])
    assert "1 point less sure: what may contradict" in page.text
    assert "the day may differ" in page.text
    assert 'id="d-1"' not in html


def test_of_very_many_contradictions_the_foremost_are_shown_and_the_rest_counted() -> None:
    draft = Draft(" ".join(f"Word{n} is so. Word{n} is not." for n in range(160)))
    for n in range(160):
        pair = (draft.claim(f"Word{n} is so"), draft.claim(f"Word{n} is not"))
        draft.contradict(*pair, ContradictionKind.TIME, "the day differs")
    html = render(views_of([draft.coding()]), title="x", generated_at=WHEN, assets=ASSETS)
    page = _Page(html)
    assert "154 more points of dispute" in page.text
    assert "and 10 more, which dateline contradictions lists" in page.text
    assert 'id="d-150"' in html
    assert 'id="d-151"' not in html


def test_incidents_count_origins_and_not_reports() -> None:
    a, b = withdrawal().claims[0].id, second_report().claims[0].id
    origins = [
        Origin(id="ori-1", kind=OriginKind.STATEMENT, name="one briefing", side="UKR",
               claims=(a, b), why=("the same words",)),
    ]  # fmt: skip
    incident = Incident(
        id="inc-1", type="territory.taken", events=(), claims=(a, b), place="gn:706448",
        time=Interval(earliest="2022-11-11", latest="2022-11-11", date_prec=1,
                      basis=Basis.STATED),
        origins=("ori-1",), sides=("UKR",),
    )  # fmt: skip
    views = views_of([withdrawal(), second_report()], incidents=[incident], origins=origins)
    page = _Page(render(views, title="x", generated_at=WHEN, assets=ASSETS))
    assert "1 independent origin" in page.text
    assert "2 reports" in page.text
    assert "one briefing" in page.text


def test_a_report_of_no_named_outlet_is_called_by_its_title() -> None:
    coding = withdrawal()
    claims = tuple(c.id for c in coding.claims[:2])
    origin = Origin(id="ori-1", kind=OriginKind.OUTLET, name=coding.report.id, side=None,
                    claims=claims, why=())  # fmt: skip
    incident = Incident(
        id="inc-1", type="territory.taken", events=(), claims=claims, place=None,
        time=day("2022-11-11"), origins=("ori-1",), sides=(),
    )  # fmt: skip
    views = views_of([coding], incidents=[incident], origins=[origin])
    page = _Page(render(views, title="x", generated_at=WHEN, assets=ASSETS))
    assert "“Flags over Kherson as the last troops cross the river”" in page.text
    assert coding.report.id not in page.text.split("Reports", 1)[0]


def test_a_paragraph_of_five_megabytes_is_folded_and_whole() -> None:
    draft = Draft("word " * 1_000_000 + "the end", title="Long")
    draft.claim("the end")
    html = render(views_of([draft.coding()]), title="x", generated_at=WHEN, assets=ASSETS)
    assert "the other 4,980,007 characters" in html
    assert html.count("word ") == 1_000_000
    assert f'id="c-{draft.coding().claims[0].id}"' in html


def test_words_between_blocks_are_not_lost() -> None:
    draft = Draft((BlockKind.HEADLINE, "A head"), "A body.")
    coding = draft.coding()
    report = coding.report
    bare = msgspec.structs.replace(
        coding, report=msgspec.structs.replace(report, blocks=report.blocks[:1])
    )
    page = _Page(render(views_of([bare]), title="x", generated_at=WHEN, assets=ASSETS))
    assert "A body." in page.text


def test_an_empty_ledger_is_a_page() -> None:
    page = _Page(render(views_of([]), title="Nothing yet", generated_at=WHEN, assets=ASSETS))
    assert "0 reports" in page.text


def test_the_page_is_written_whole_and_the_same_each_time(tmp_path: Path) -> None:
    options: dict[str, Any] = {"title": "Kherson", "generated_at": WHEN}
    first = write_dossier(collection(), tmp_path / "a", **options).read_bytes()
    second = write_dossier(reversed(collection()), tmp_path / "b", **options).read_bytes()
    assert first == second
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["index.html"]
    assert first.endswith(b"</html>")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(LedgerError, match="cannot be written") as failed:
        write_dossier([], blocked, title="x", generated_at=WHEN)
    assert str(blocked) in str(failed.value)
