"""A dossier is as high for many reports as for few, before anything of it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.synthetic import Writer
from dateline.pipeline.derive import derive
from dateline.publish.dossier import write_dossier
from tests.browser.conftest import NO_WEBGL

pytestmark = pytest.mark.browser

MOST = 6_000  # pixels at 150 reports, on a screen of 1280
SAME = 150  # pixels that names of other lengths may make


def height(chromium: Any, folder: Path, reports: int, *, width: int = 1280) -> int:
    """How high the page of so many synthetic reports is."""
    codings = [coding for _, coding in Writer(sentences=12).written(reports)]
    derived = derive(codings, [])
    path = write_dossier(
        codings, folder, title="Synthetic", generated_at="2026-01-01", origins=derived.origins,
        incidents=derived.incidents, contradictions=derived.contradictions,
    )  # fmt: skip
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(NO_WEBGL)
    page.goto(path.as_uri())
    found = int(page.evaluate("document.documentElement.scrollHeight"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    return found


def test_a_page_grows_no_higher_with_its_reports(chromium: Any, tmp_path: Path) -> None:
    few = height(chromium, tmp_path / "few", 20)
    many = height(chromium, tmp_path / "many", 60)
    assert many <= MOST
    assert many <= few + SAME
