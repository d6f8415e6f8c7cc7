"""What the README says can be done is done: its commands run, its paths and pictures are there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from dateline.cli.app import run

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TEXT, re.S)
COMMANDS = [line.partition("  #")[0] for block in BLOCKS for line in block.splitlines()]
OURS = [shlex.split(line)[1:] for line in COMMANDS if line.startswith("dateline ")]
ELSEWHERE = ("serve", "archive")
"""Commands that wait for a browser or ask a server: whether they are there is checked alone."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports and a report, as a user has them."""
    folder = tmp_path_factory.mktemp("desk")
    reports = folder / "reports"
    reports.mkdir()
    for path in sorted((ROOT / "examples/kherson").glob("*.txt"))[:3]:
        shutil.copy(path, reports)
    assert list(reports.iterdir())
    shutil.copy(next(iter(sorted(reports.iterdir()))), folder / "report.txt")
    return folder


def test_its_commands_run_one_after_another(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    tried = [words for words in OURS if words[0] not in ELSEWHERE]
    assert len(tried) >= 6
    for words in tried:
        out = Path(words[words.index(">") + 1]) if ">" in words else None
        status = run(words[: words.index(">")] if out else words)
        printed = capsys.readouterr()
        assert status == 0, f"dateline {shlex.join(words)}\n{printed.err}"
    assert (desk / "dossier/index.html").is_file()


@pytest.mark.parametrize("words", [w for w in OURS if w[0] in ELSEWHERE], ids=" ".join)
def test_the_other_commands_are_there(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    names = [word for word in words[:2] if re.fullmatch("[a-z]+", word)]
    assert run([*names, "--help"]) == 0
    told = capsys.readouterr().out
    assert [word for word in words if word.startswith("--") and word not in told] == []


def test_its_targets_of_make_are_there() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert {"demo", "test"} <= set(re.findall(r"(?:`|^)make ([a-z]+)", TEXT, re.M)) <= set(targets)


def test_its_extras_are_those_of_the_package() -> None:
    told = set(re.findall(r"\[(\w+)\]'", TEXT))
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert told
    assert [extra for extra in told if not re.search(rf"^{extra} = \[", project, re.M)] == []


def test_its_links_and_pictures_are_there() -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", TEXT)]
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
    pictures = re.findall(r"!\[([^]]+)\]\(([^)]+)\)", TEXT)
    assert len(pictures) >= 2
    assert all(words and (ROOT / path).stat().st_size > 10_000 for words, path in pictures)
