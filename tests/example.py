"""The shipped examples as ledgers, coded once for all tests that ask them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.cli.app import run

EXAMPLES = Path(__file__).parents[1] / "examples"
_MADE: dict[str, Path] = {}


def example_ledger(name: str, folders: pytest.TempPathFactory) -> Path:
    """The ledger of an example, as `dateline build` makes it."""
    if name not in _MADE:
        folder = folders.mktemp(f"example-{name}")
        assert run(["build", str(EXAMPLES / name), "-o", str(folder)]) == 0
        _MADE[name] = folder / "ledger.sqlite"
    return _MADE[name]
