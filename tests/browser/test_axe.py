"""No page breaks a rule of axe: workbench and dossier, in light, dark and forced colours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import NO_WEBGL, serving
from tests.web.conftest import filled  # noqa: F401

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run(document, {resultTypes: ["violations"]}).then(found => [found.passes.length,
found.violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 200))])"""
LOOKS = [("light", "none"), ("dark", "none"), ("light", "active")]
PAGES = ["", "claims", "events", "reports", "places", "incidents", "contradictions", "control",
         "map", "map?within=32,46,33,47", "timeline", "sources", "audit", "help", "watches",
         "watches?tried=Kherson", "settings", "review", "review/contradictions",
         "review/claims", "review/agreement", "judgements", "cases", "users", "add", "login",
         "places/geonames:706448", "nothing"]  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker's source."""
    if not AXE.exists():
        pytest.skip("axe-core is not there (npm ci in frontend/)")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(filled: Path) -> Iterator[str]:  # noqa: F811
    """Where a workbench is served."""
    pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")
    with serving(filled) as (_, found):
        yield found


def check(page: Any, axe: str) -> list[str]:
    """The rules that the page breaks."""
    page.evaluate(axe)
    passed, broken = page.evaluate(RUN)
    assert passed > 10
    return list(broken)


@pytest.mark.parametrize(("scheme", "forced"), LOOKS)
def test_the_workbench(chromium: Any, address: str, axe: str, scheme: str, forced: str) -> None:
    context = chromium.new_context(color_scheme=scheme, forced_colors=forced)
    page = context.new_page()
    page.goto(address)
    site = address.split("/?")[0]
    claim = page.evaluate("fetch('/claims.json').then(r => r.json()).then(r => r[0])")
    point = page.evaluate(
        "fetch('/contradictions').then(r => r.text()).then(t => t.match(/con-[0-9a-f]+/)[0])"
    )
    source = page.evaluate("fetch('/sources.json').then(r => r.json()).then(r => r[0].name)")
    records = [f"contradictions/{point}", f"sources/{source}", f"claims/{claim['id']}",
               f"reports/{claim['report']}",
               f"cases/add?kind=claim&target={claim['id']}"]  # fmt: skip
    for name in (*PAGES, *records):
        page.goto(f"{site}/{name}")
        assert check(page, axe) == [], name
    context.close()


@pytest.mark.parametrize(("scheme", "forced"), LOOKS)
def test_the_dossier(chromium: Any, dossier: Path, axe: str, scheme: str, forced: str) -> None:
    context = chromium.new_context(color_scheme=scheme, forced_colors=forced)
    page = context.new_page()
    page.add_init_script(NO_WEBGL)
    page.goto(dossier.as_uri())
    assert check(page, axe) == []
    page.locator("#filterbutton").click()
    page.locator("select[name=side] option").nth(1).wait_for(state="attached")
    page.locator("select[name=side]").select_option(index=1)
    assert check(page, axe) == [], "the filter"
    page.locator("#filterclose").click()
    page.locator(".report .m:visible").first.click()
    page.locator("#sources > summary").click()
    assert check(page, axe) == [], "a filtered page with chosen words"
    context.close()
