"""What CONTRIBUTING says holds: the rooms are those of the package, the paths are there."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.model import SourceKind
from tests.claims.reading import claims_of

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_it_names_every_room() -> None:
    folders = {p.parent.name for p in (ROOT / "src/dateline").glob("*/__init__.py")}
    assert folders <= set(re.findall(r"`(\w+)/`", TEXT))


def test_every_file_that_it_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    named = re.findall(r"`((?:docs|scripts|corpus|evals|\.ci)/[\w./-]+)`", TEXT)
    assert links
    assert [name for name in (*links, *named) if not (ROOT / name).exists()] == []
    assert (ROOT / "src/dateline/mentions/data/outlets.yaml").exists()


def test_its_example_of_a_source_is_what_the_program_says() -> None:
    (claim,) = claims_of("The bridge was hit at dawn, said the Zarkan Herald.")
    assert claim.source.kind is SourceKind.UNNAMED
