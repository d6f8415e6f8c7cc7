"""Every public name has an example, and each example is so."""

from __future__ import annotations

import doctest
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from dateline.api.plotting import Plots
from tests.example import example_ledger

PUBLIC = (dl.Coded, dl.Ledger, dl.Query, dl.Rows, dl.code, dl.read, Plots.timeline)
FLAGS = doctest.ELLIPSIS
FROM_OUTSIDE = ("index", "count")
"""Methods of sequences that Python itself has."""


def told() -> Iterator[tuple[str, Any]]:
    """The public names, and of classes what has no underscore."""
    for thing in PUBLIC:
        yield thing.__qualname__, thing
        for name, part in inspect.getmembers(thing) if inspect.isclass(thing) else ():
            if not name.startswith("_") and callable(part) | isinstance(part, property):
                yield f"{thing.__qualname__}.{name}", part


CASES = {name: part for name, part in told() if name.rpartition(".")[2] not in FROM_OUTSIDE}


@pytest.fixture
def names(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    """What examples speak of: the package, the example's ledger, a coded text, a folder."""
    monkeypatch.setenv("MPLBACKEND", "Agg")
    coded = dl.code("Rebels captured Goma on Monday, the UN said.", published="2025-01-28")
    with dl.Ledger(example_ledger("kherson", tmp_path_factory)) as led:
        yield {"dl": dl, "led": led, "coded": coded, "folder": tmp_path}


@pytest.mark.parametrize("name", CASES)
def test_a_public_name_has_an_example_that_is_so(name: str, names: dict[str, Any]) -> None:
    for module in ("pandas", "polars", "geopandas", "matplotlib"):
        pytest.importorskip(module)
    text = inspect.getdoc(CASES[name]) or ""
    found = doctest.DocTestParser().get_doctest(text, names, name, None, None)
    assert found.examples, "there is no example"
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    said: list[str] = []
    runner.run(found, out=said.append)
    assert not said, "".join(said)
