"""The page on `dateline why` shows what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.cli.app import run

PAGE = Path(__file__).parents[2] / "docs" / "why.md"


def test_the_example_is_what_the_program_prints(capsys: pytest.CaptureFixture[str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    command = re.search(r'`dateline why "([^"]+)"`:\n\n```text\n(.*?)```', page, re.S)
    assert command is not None
    capsys.readouterr()
    assert run(["why", command[1]]) == 0
    assert capsys.readouterr().out.strip() == command[2].strip()
