"""`python -m evals [NAME ...] --data DIR`: runs the evals and prints one table.

Each module of this folder with a `run(data: Path) -> list[Row]` is one corpus.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import time
from pathlib import Path

import evals
from evals.table import Row, render

HELPERS = {"table", "coded", "faults_fit", "second_column", "__main__"}
BEGIN, END = "<!-- figures: python -m evals --write -->", "<!-- end of figures -->"


def main() -> int:
    """Runs the named evals, or all; exit code 1 if one could not run."""
    parser = argparse.ArgumentParser(prog="evals", description=__doc__)
    parser.add_argument("names", nargs="*", help="modules of evals/, default: all")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", type=Path, help="also put the table into this page's marks")
    options = parser.parse_args()
    names = options.names or [
        m.name for m in pkgutil.iter_modules(evals.__path__) if m.name not in HELPERS
    ]
    rows: list[Row] = []
    failed = False
    for name in names:
        module = importlib.import_module(f"evals.{name}")
        if not hasattr(module, "run"):
            continue
        began = time.perf_counter()
        try:
            found = module.run(options.data)
        except FileNotFoundError as error:
            print(f"{name}: left out, {error}", file=sys.stderr)
            failed = True
            continue
        rows += found
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    print(render(rows))
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        options.write.write_text(placed(page, render(rows)), encoding="utf-8")
    return 1 if failed else 0


def placed(page: str, table: str) -> str:
    """The page with the table between its marks; ValueError where it has none."""
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    return f"{page[:start]}\n\n{table}\n\n{page[end:]}"


if __name__ == "__main__":
    sys.exit(main())
