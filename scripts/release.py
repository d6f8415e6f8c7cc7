"""Makes a version: `python -m scripts.release VERSION [--check]`; docs/release.md tells all of it.

It stops at the first thing that does not hold and says what to do about it. It pushes, tags and
uploads nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Sequence
from importlib.metadata import version as installed_version
from pathlib import Path

from scripts.list_parts import list_parts

ROOT = Path(__file__).resolve().parent.parent
IN_WHEEL = (
    "dateline/__init__.py",
    "dateline/py.typed",
    "dateline/encoder/weights/reader.onnx",
    "dateline/encoder/deed_weights/deeds.onnx",
    "dateline/encoder/deed_weights/tokenizer.json.gz",
    "dateline/places/data/gazetteer.sqlite",
    "dateline/publish/static/app.js",
    "dateline/publish/static/THIRD-PARTY.txt",
    "dateline-{version}.dist-info/licenses/LICENSE",
    "dateline-{version}.dist-info/licenses/NOTICE",
)
IN_SDIST = ("pyproject.toml", "hatch_build.py", "src/dateline/__init__.py", "tests/conftest.py",
            "frontend/package-lock.json", "scripts/build_gazetteer.py")  # fmt: skip
NOT_IN_WHEEL = re.compile(
    r"^(?:tests|training|evals|benchmarks|corpus|docs|scripts)/|\.pyc$|/test_"
)


class NotReady(Exception):
    """Something that a version needs does not hold; its words say what to do."""


def check_version(version: str, *, init: str, tags: Iterable[str]) -> None:
    """The package says this version, and it was not made before."""
    if not re.fullmatch(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?", version):
        raise NotReady(f"{version} is no version: write it as 0.2.0 or 0.2.0rc1")
    stands = re.search(r'^__version__ = "([^"]+)"', init, re.M)
    if stands is None or stands[1] != version:
        said = stands[1] if stands else "nothing"
        raise NotReady(f"src/dateline/__init__.py says {said}: set __version__ to {version}")
    if f"v{version}" in tags:
        raise NotReady(f"the tag v{version} is there already: take the next number")


def check_changelog(version: str, text: str) -> None:
    """The first section of the changelog is this version's, with its day and what changed."""
    head, _, rest = text.partition("\n## ")[2].partition("\n")
    if not re.fullmatch(rf"{re.escape(version)} - \d{{4}}-\d\d-\d\d", head):
        raise NotReady(
            f"CHANGELOG.md begins with '## {head}': it has to be '## {version} - YYYY-MM-DD'"
        )
    if not re.search(r"^- \S", rest.partition("\n## ")[0], re.M):
        raise NotReady(f"CHANGELOG.md says nothing of {version}: tell users what changed")


def check_tree(status: str) -> None:
    """Nothing is changed or new; `status` as `git status --porcelain` prints it."""
    if status.strip():
        raise NotReady(f"commit or put aside first:\n{status.rstrip()}")


def check_wheel(names: Iterable[str], *, version: str) -> None:
    """The wheel holds the program and its data, and no tests or training."""
    there = set(names)
    absent = [n for one in IN_WHEEL if (n := one.format(version=version)) not in there]
    if absent:
        raise NotReady(f"the wheel lacks {', '.join(absent)}: see hatch_build.py")
    wrong = sorted(name for name in there if NOT_IN_WHEEL.search(name))
    if wrong:
        raise NotReady(f"the wheel holds {', '.join(wrong[:3])}: see pyproject.toml, wheel")


def check_sdist(names: Iterable[str], *, version: str) -> None:
    """The sdist holds what the wheel is built and tested from."""
    there = set(names)
    absent = [one for one in IN_SDIST if f"dateline-{version}/{one}" not in there]
    if absent:
        raise NotReady(f"the sdist lacks {', '.join(absent)}: see pyproject.toml")


def check_sources(version: str) -> None:
    """All that has to hold before anything is built."""
    init = (ROOT / "src/dateline/__init__.py").read_text("utf-8")
    check_version(version, init=init, tags=run_git("tag", "--list").split())
    check_changelog(version, (ROOT / "CHANGELOG.md").read_text("utf-8"))
    check_tree(run_git("status", "--porcelain"))


def run_git(*arguments: str) -> str:
    """What git prints in the repository."""
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotReady(f"git {arguments[0]} failed: {done.stderr.strip()}")
    return done.stdout


def build_files(folder: Path) -> None:
    """Builds sdist and wheel into a folder, in an environment of their own."""
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    if subprocess.run(command, check=False).returncode:
        raise NotReady("the build failed: see above; `pip install build` if that is absent")


def check_files(folder: Path, version: str) -> None:
    """Looks into what was built."""
    with zipfile.ZipFile(folder / f"dateline-{version}-py3-none-any.whl") as wheel:
        check_wheel(wheel.namelist(), version=version)
    with tarfile.open(folder / f"dateline-{version}.tar.gz") as sdist:
        check_sdist(sdist.getnames(), version=version)


def write_parts(folder: Path, version: str) -> Path:
    """Writes the software bill of materials beside what was built."""
    if installed_version("dateline") != version:
        raise NotReady(f"dateline {version} is not installed here: run `pip install -e .`")
    path = folder / f"dateline-{version}.cdx.json"
    path.write_text(json.dumps(list_parts("dateline"), indent=1, sort_keys=True) + "\n", "utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Checks, builds, looks into what was built, and prints what is left to do."""
    parser = argparse.ArgumentParser(prog="python -m scripts.release", description=__doc__)
    parser.add_argument("version")
    parser.add_argument("--check", action="store_true", help="build nothing")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="where to build")
    chosen = parser.parse_args(arguments)
    try:
        check_sources(chosen.version)
        if not chosen.check:
            build_files(chosen.into)
            check_files(chosen.into, chosen.version)
            print(f"wrote {write_parts(chosen.into, chosen.version)}")
    except NotReady as why:
        print(f"not ready: {why}", file=sys.stderr)
        return 1
    print(f"ready. Left to do: .ci/run, then\ngit tag -s v{chosen.version} -m 'Dateline "
          f"{chosen.version}' && git verify-tag v{chosen.version}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
