"""How much a plain installation takes on disk, package by package.

`python -m benchmarks.installed_size` installs this tree without extras into a fresh environment and
measures that; `--environment FOLDER` measures one that is there. Compiled Python is counted, pip
itself is not.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import venv
from collections.abc import Iterable, Sequence
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

MEGABYTE = 1_000_000
DUE = 300
"""Megabytes that a plain installation should stay under."""
TOOLS = frozenset({"pip", "setuptools", "wheel"})
"""What an environment brings along before anything is installed."""


class Size(NamedTuple):
    """Megabytes of a package: its files, and what Python compiles of them."""

    name: str
    files: float
    compiled: float

    @property
    def total(self) -> float:
        """All that it takes."""
        return self.files + self.compiled


def measure_packages(folder: Path) -> list[Size]:
    """The packages of an environment, the largest first."""
    places = [str(path) for path in folder.glob("[Ll]ib/**/site-packages")]
    found = {
        part.metadata["Name"]: [Path(str(part.locate_file(f))) for f in part.files or ()]
        for part in distributions(path=places)
    }
    sizes = [measure_files(name, paths) for name, paths in found.items() if name not in TOOLS]
    return sorted(sizes, key=lambda size: (-size.total, size.name))


def measure_files(name: str, paths: Iterable[Path]) -> Size:
    """The size of the files that a package names."""
    there = {path: path.stat().st_size for path in paths if path.is_file()}
    compiled = sum(size for path, size in there.items() if path.suffix == ".pyc")
    return Size(name, (sum(there.values()) - compiled) / MEGABYTE, compiled / MEGABYTE)


def install_plain(folder: Path) -> None:
    """Installs this tree without extras into a fresh environment.

    Errors: CalledProcessError where that fails; pip has said why.
    """
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "."], check=True)


def format_table(sizes: Sequence[Size], *, least: float = 1) -> str:
    """The table of all packages that take so many megabytes, and the sum of all."""
    large = [size for size in sizes if size.total >= least]
    rest = [size for size in sizes if size.total < least]
    rows = [f"| {s.name} | {s.files:.1f} | {s.compiled:.1f} |" for s in large]
    rows.append(format_sum(f"{len(rest)} smaller ones", rest))
    rows.append(format_sum(f"all {len(sizes)} (due: under {DUE} in all)", sizes))
    return "\n".join(["| package | files, MB | compiled, MB |", "|---|---|---|", *rows])


def format_sum(name: str, sizes: Iterable[Size]) -> str:
    """One row for several packages."""
    there = list(sizes)
    files, compiled = sum(s.files for s in there), sum(s.compiled for s in there)
    return f"| {name} | {files:.1f} | {compiled:.1f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.installed_size", description=__doc__
    )
    parser.add_argument("--environment", type=Path, help="a virtual environment that is there")
    chosen = parser.parse_args(arguments)
    if chosen.environment:
        print(format_table(measure_packages(chosen.environment)))
        return
    with TemporaryDirectory() as folder:
        install_plain(Path(folder))
        print(format_table(measure_packages(Path(folder))))


if __name__ == "__main__":
    main()
