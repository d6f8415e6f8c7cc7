"""The page on Python says what is so."""

from __future__ import annotations

import ast
import doctest
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIALS = ("tutorial.ipynb", "tutorial-own-corpus.ipynb")


def test_the_examples_of_the_page_are_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("geopandas")
    monkeypatch.chdir(ROOT)
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    failed, tried = doctest.testfile(
        str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=flags
    )
    assert tried > 20
    assert failed == 0


@pytest.mark.parametrize("name", TUTORIALS)
def test_the_cells_of_a_tutorial_run_and_show_something(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("geopandas")
    pytest.importorskip("matplotlib")
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.chdir(ROOT)
    cells = json.loads((ROOT / "docs" / name).read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    shown = [run_cell("".join(c["source"]), names) for c in cells if c["cell_type"] == "code"]
    assert len(shown) >= 10
    for value in shown:
        assert value is not None
        as_table = getattr(value, "_repr_html_", None)
        assert as_table() if as_table else repr(value)
    assert all(cell.get("outputs", []) == [] for cell in cells)


def run_cell(source: str, names: dict[str, object]) -> object:
    """Runs a cell; the value of its last line, which a notebook shows."""
    tree = ast.parse(source)
    *before, last = tree.body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
