"""Every command of the recipes answers on the shipped example."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.api.test_python_page import run_cell
from tests.cli.conftest import Runs
from tests.example import example_ledger

PAGE = (Path(__file__).parents[2] / "docs" / "recipes.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^ *```sh\n *(dateline .*)\n *```", PAGE, re.MULTILINE)
NONE = "none in the example"
GROUPS = 5


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the shipped example."""
    path = example_ledger("kherson", tmp_path_factory)
    monkeypatch.setenv("DATELINE_LEDGER", str(path))
    return path


def test_each_group_has_its_ten_questions() -> None:
    assert len(COMMANDS) == len(re.findall(r"^\d+\. ", PAGE, re.MULTILINE)) == 10 * GROUPS
    assert len(set(COMMANDS)) == len(COMMANDS)


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("line", COMMANDS)
def test_a_recipe_answers(dateline: Runs, line: str) -> None:
    command, _, told = line.partition("  # ")
    _, *arguments = shlex.split(command)
    ran = dateline(*arguments)
    assert ran.code == 0, ran.err
    empty = ran.out in ("", "nothing found\n") or (
        "geojson" not in line and len(ran.out.splitlines()) < 2
    )
    assert empty == (told == NONE), ran.out


def test_the_recipes_in_python_answer(example: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    setup, *asked = block.replace("demo/ledger.sqlite", str(example)).split("\n\n")[1].split("\n")
    names: dict[str, object] = {}
    exec(f"import dateline as dl\n{setup}", names)
    for line in filter(None, asked):
        assert len(run_cell(line, names))  # type: ignore[arg-type]
