"""A language is added by its files alone: German, rehearsed in a copy of the package."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.text.language import READ
from scripts.check_language import PACKAGE, check_language, list_missing, main

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
GERMAN = HERE / "german"
NO_NEWS_PAGES = {"ar", "es", "fr"}
"""Languages whose pages are read with the English words alone."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the files of German, and German listed among what is read."""
    copy = tmp_path_factory.mktemp("copy") / "dateline"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.onnx", "*.npy"))
    shutil.copytree(GERMAN, copy, dirs_exist_ok=True)
    listed = copy / "text/data/languages.yaml"
    text, changed = re.subn(
        r"^read: \[(.*)\]$", r"read: [\1, de]", listed.read_text("utf-8"), flags=re.M
    )
    assert changed == 1
    listed.write_text(text, "utf-8")
    return copy


def test_german_is_read_with_files_alone(package: Path) -> None:
    paths = os.pathsep.join([str(package.parent), str(ROOT)])
    done = subprocess.run(
        [sys.executable, str(HERE / "read_german.py")],
        env={**os.environ, "PYTHONPATH": paths}, cwd=package.parent,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "read": True,
        "note": None,
        "days": ["2024-05-03", "2024-05-14", "2023-04-12"],
        "numbers": [[12, 12, None]],
        "actors": [["Russian forces", "RUS"], ["Ukraine", "UKR"], ["Russia", "RUS"]],
        "place": "de",
        "month": 12,
    }


def test_a_language_with_all_its_files_lacks_none(package: Path) -> None:
    assert list_missing("de", package) == []


@pytest.mark.parametrize("found", list(check_language("de")), ids=lambda found: found.purpose)
def test_a_language_that_lacks_one_file_says_which(
    package: Path, found: tuple[str, str, int]
) -> None:
    path = package / found[0]
    text = path.read_text("utf-8")
    path.unlink()
    try:
        assert list_missing("de", package) == [found[0]]
    finally:
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("code", READ)
def test_each_language_that_is_read_has_its_files(code: str) -> None:
    due = [f"ingest/data/lang/{code}.yaml"] if code in NO_NEWS_PAGES else []
    assert list_missing(code) == due


def test_what_is_missing_is_printed_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xx"]) == 1
    assert "missing    src/dateline/times/data/xx.yaml" in capsys.readouterr().out
    assert main(["en"]) == 0


def test_the_page_says_how_many_files_and_names_each() -> None:
    page = (ROOT / "docs/add-a-language.md").read_text("utf-8")
    lines = [len(path.read_text("utf-8").splitlines()) for path in GERMAN.rglob("*.yaml")]
    told = re.search(
        r"(\d+) files of (\d+) lines in all, one word in a list, and 0 lines of Python", page
    )
    assert told is not None
    assert (int(told[1]), int(told[2])) == (len(lines), sum(lines))
    for found in check_language("<code>"):
        assert f"src/dateline/{found.path}" in page
