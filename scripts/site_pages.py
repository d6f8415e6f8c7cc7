"""What the site (`make site`) holds beside docs/: the pages of the root, notebooks, linked files.

MkDocs calls the functions whose names begin with `on_`. Links out of docs/ are turned: to another
page of the site, else to a copy of the file.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
FOLDERS = {"docs/decisions": "decisions/001-records.md"}
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?\)")
HOME = "docs/"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages of the root, one page a notebook, and what pages link to outside docs/."""
    for name, page in PAGES.items():
        text = turn_links((ROOT / name).read_text("utf-8"), source=name, page=page)
        files.append(File.generated(config, page, content=text))
    for book in sorted((ROOT / HOME).glob("*.ipynb")):
        files.append(File.generated(config, f"{book.name}.md", content=render_notebook(book)))
    for name in sorted(set(list_linked())):
        files.append(File.generated(config, place_copy(name), content=read_linked(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Turns the links of a page of docs/."""
    uri = page.file.src_uri
    in_docs = (ROOT / HOME / uri).is_file()
    return turn_links(markdown, source=f"{HOME}{uri}", page=uri) if in_docs else markdown


def turn_links(text: str, *, source: str, page: str) -> str:
    """A text with its links as the site has them; `source` and `page`: where it stands in both."""

    def turn(found: re.Match[str]) -> str:
        name, anchor = find_target(source, found[1]), found[2] or ""
        target = place_in_site(name)
        return f"]({posixpath.relpath(target, posixpath.dirname(page) or '.')}{anchor})"

    return LINK.sub(turn, text)


def find_target(source: str, link: str) -> str:
    """The path from the root of what a page links to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), link))


def place_in_site(name: str) -> str:
    """Where the site has a file or folder of the repository."""
    if name in PAGES:
        return PAGES[name]
    if name in FOLDERS:
        return FOLDERS[name]
    if name.endswith(".ipynb"):
        return f"{name.removeprefix(HOME)}.md"
    return name.removeprefix(HOME) if name.startswith(HOME) else place_copy(name)


def place_copy(name: str) -> str:
    """Where the site has a copy of a file outside docs/; of a folder, the list of its files."""
    return f"files/{name}.txt"


def read_linked(path: Path) -> str:
    """The text of a file; of a folder, the names in it."""
    if path.is_dir():
        return "".join(f"{one.name}\n" for one in sorted(path.iterdir()))
    return path.read_text("utf-8")


def list_linked() -> Iterator[str]:
    """Files and folders outside docs/ to which pages link."""
    sources = [*PAGES, *(p.relative_to(ROOT).as_posix() for p in (ROOT / HOME).rglob("*.md"))]
    for source in sources:
        for link, _ in LINK.findall((ROOT / source).read_text("utf-8")):
            name = find_target(source, link)
            if (ROOT / name).exists() and place_in_site(name).startswith("files/"):
                yield name


def render_notebook(book: Path) -> str:
    """A notebook as a page: its texts, its code and what the code printed."""
    cells = json.loads(book.read_text("utf-8"))["cells"]
    return "\n\n".join(part for cell in cells for part in render_cell(cell)) + "\n"


def render_cell(cell: dict[str, Any]) -> Iterator[str]:
    """A cell's text or code, and what was printed under it."""
    words = join_lines(cell["source"])
    yield words if cell["cell_type"] == "markdown" else f"```python\n{words}\n```"
    for output in cell.get("outputs", ()):
        shown = output.get("text") or output.get("data", {}).get("text/plain", "")
        if shown:
            yield f"```text\n{join_lines(shown).rstrip()}\n```"


def join_lines(lines: str | Iterable[str]) -> str:
    """Text that a notebook keeps as one string or as lines."""
    return lines if isinstance(lines, str) else "".join(lines)
