"""The documents as a site: it builds, each link leads somewhere, nothing is fetched elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.site_pages import find_target, place_in_site, render_cell, turn_links

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_it_holds_every_document_and_the_pages_of_the_root(site: Path) -> None:
    documents = [p.relative_to(ROOT / "docs").with_suffix("") for p in ROOT.glob("docs/**/*.md")]
    due = [*map(str, documents), "index", "contributing", "changelog", "tutorial.ipynb"]
    assert [page for page in due if not (site / f"{page}.html").is_file()] == []


def test_nothing_that_a_page_shows_is_fetched_from_elsewhere(site: Path) -> None:
    fetched = re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*")
    pages = {p: fetched.findall(p.read_text("utf-8")) for p in site.rglob("*.html")}
    assert len(pages) > 40
    assert {p.name: found for p, found in pages.items() if found} == {}
    styles = "".join(p.read_text("utf-8") for p in site.rglob("*.css"))
    assert not re.search(r"url\([\"']?(?:https?:)?//|@import", styles)


def test_what_is_linked_outside_the_documents_is_there(site: Path) -> None:
    front = (site / "index.html").read_text("utf-8")
    links = [link for link in re.findall(r'href="([^"#]+)"', front) if "://" not in link]
    assert "files/src/dateline/model/coding.schema.json.txt" in links
    assert [link for link in links if not (site / link).exists()] == []


def test_no_page_names_a_path_of_a_machine(site: Path) -> None:
    texts = "".join(p.read_text("utf-8") for p in site.rglob("*.html"))
    assert str(ROOT) not in texts
    assert not re.search(r"/(?:home|Users)/\w+/", texts)


@pytest.mark.parametrize(
    ("source", "page", "link", "turned"),
    [
        ("README.md", "index.md", "docs/why.md#an-example", "why.md#an-example"),
        ("docs/why.md", "why.md", "../corpus/README.md", "files/corpus/README.md.txt"),
        ("docs/decisions/001-records.md", "decisions/001-records.md", "../why.md", "../why.md"),
        ("docs/why.md", "why.md", "../CONTRIBUTING.md", "contributing.md"),
        ("docs/why.md", "why.md", "https://example.org/a", "https://example.org/a"),
        ("docs/why.md", "why.md", "#below", "#below"),
        ("README.md", "index.md", "docs/tutorial.ipynb", "tutorial.ipynb.md"),
    ],
)
def test_a_link_leads_to_where_the_site_has_it(
    source: str, page: str, link: str, turned: str
) -> None:
    assert turn_links(f"[a]({link})", source=source, page=page) == f"[a]({turned})"


def test_targets_are_counted_from_the_root() -> None:
    assert find_target("docs/decisions/001-records.md", "../../README.md") == "README.md"
    assert place_in_site("docs/decisions") == "decisions/001-records.md"


def test_a_notebook_is_shown_with_what_it_printed() -> None:
    cell = {"cell_type": "code", "source": ["a\n", "b"], "outputs": [{"text": ["1\n"]}, {}]}
    assert list(render_cell(cell)) == ["```python\na\nb\n```", "```text\n1\n```"]
    assert list(render_cell({"cell_type": "markdown", "source": "# A"})) == ["# A"]
    shown = {"output_type": "execute_result", "data": {"text/plain": "2"}}
    assert list(render_cell({"cell_type": "code", "source": "c", "outputs": [shown]}))[1:] == [
        "```text\n2\n```"
    ]


def test_the_notebooks_are_notebooks() -> None:
    for book in ROOT.glob("docs/*.ipynb"):
        assert json.loads(book.read_text("utf-8"))["cells"]
