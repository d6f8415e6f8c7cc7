"""What CONTRIBUTING says holds: rooms and paths are there, its example does what it shows."""

from __future__ import annotations

import re
from pathlib import Path

from tests.shell_examples import copy_sources, is_printed, read_examples, run_shown

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


def test_every_file_of_the_package_that_it_names_is_there() -> None:
    table = TEXT.partition("| wrong slot of")[2].partition("\n\n")[0]
    named = re.findall(r"`((?:[a-z]+/data|tests)/?[\w./-]*)`", table)
    assert len(named) > 12
    roots = (ROOT / "src/dateline", ROOT)
    found = {name for name in named for root in roots if list(root.glob(f"{name}*"))}
    assert set(named) - found == set()


def test_every_target_of_make_that_it_names_is_there() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert set(re.findall(r"\bmake ([a-z]+)\b(?!\))", TEXT)) - {"and"} <= set(targets)


def test_its_example_of_a_mended_misreading_is_what_the_program_does(tmp_path: Path) -> None:
    folder = copy_sources(tmp_path)
    examples = read_examples(ROOT / "CONTRIBUTING.md")
    assert len(examples) == 5
    for shown in examples:
        printed = run_shown(shown.command, folder)
        assert is_printed(shown.printed, printed), f"$ {shown.command}\n{printed}"
