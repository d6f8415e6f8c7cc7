"""Runs the commands that a page shows, in a copy of the sources, and compares what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


class Shown(NamedTuple):
    """A command as a page shows it, and what it prints there; `...` stands for anything."""

    command: str
    printed: str


def read_examples(page: Path) -> list[Shown]:
    """The commands of all console blocks of a page, in their order."""
    return [shown for block in BLOCK.findall(page.read_text("utf-8")) for shown in split(block)]


def split(block: str) -> Iterator[Shown]:
    """The commands of one block."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, printed = part.partition("\n")
        yield Shown(command, printed)


def copy_sources(folder: Path) -> Path:
    """A folder in which the program can be changed and run as one does at a desk."""
    sources = folder / "src" / "dateline"
    shutil.copytree(
        ROOT / "src" / "dateline", sources, ignore=shutil.ignore_patterns("__pycache__")
    )
    program = folder / "bin" / "dateline"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n', "utf-8")
    program.chmod(0o755)
    return folder


def run_shown(command: str, folder: Path) -> str:
    """What a command prints in a folder made by `copy_sources`; it must succeed."""
    paths = {
        "PYTHONPATH": str(folder / "src"),
        "PATH": os.pathsep.join([str(folder / "bin"), os.environ["PATH"]]),
        "COLUMNS": "200",
    }
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env={**os.environ, **paths},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"$ {command}\n{done.stderr}"
    return done.stdout


def is_printed(shown: str, printed: str) -> bool:
    """Whether a text is what a page shows of it."""
    parts = [re.escape(part) for part in re.split(r"(?:^\.\.\.\n|\.\.\.)", shown, flags=re.M)]
    return re.fullmatch(".*?".join(parts).strip() + r"\s*", printed.strip(), re.S) is not None
