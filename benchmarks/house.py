"""How the code is built: lines, functions, names, tests and commits, beside well-kept models.

`python -m benchmarks.house` prints the table; what is due are the figures of the projects that we
learn from (starlette, followthemoney, import-linter, spaCy's thinc, Litestar).
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

PACKAGE, TESTS = Path("src/dateline"), Path("tests")
SHORT, SUBJECT = 5, 72
"""Letters of a name that says little; letters that a commit's subject may have."""
LONG_FILE, LONG_FUNCTION, LONG_CLASS = 500, 60, 150
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Measures:
    """What was counted in some Python files."""

    files: list[int] = field(default_factory=list)
    functions: list[int] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    typed: int = 0
    comments: int = 0

    @property
    def lines(self) -> int:
        """Lines of all files, empty ones and docstrings counted."""
        return sum(self.files)


def measure_files(paths: Iterable[Path]) -> Measures:
    """Counts what stands in some files."""
    found = Measures()
    for path in paths:
        text = path.read_text("utf-8")
        found.files.append(text.count("\n"))
        found.comments += count_comments(path)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Function):
                found.functions.append(count_body(node))
                found.names.append(node.name)
                found.typed += is_typed(node)
            elif isinstance(node, ast.ClassDef):
                found.classes.append(span_of(node))
    return found


def count_comments(path: Path) -> int:
    """Lines that carry a comment."""
    with tokenize.open(path) as opened:
        tokens = tokenize.generate_tokens(opened.readline)
        return sum(token.type == tokenize.COMMENT for token in tokens)


def count_body(node: Function) -> int:
    """Lines of a function without its docstring."""
    doc = node.body[0]
    told = isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant)
    return span_of(node) - (span_of(doc) if told else 0)


def span_of(node: ast.stmt) -> int:
    """Lines from a statement's first to its last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_typed(node: Function) -> bool:
    """Whether all that a function takes and gives has a type."""
    takes = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    named = [one for one in takes if one.arg not in ("self", "cls")]
    return node.returns is not None and all(one.annotation is not None for one in named)


def list_untested(package: Path, tests: Path) -> list[Path]:
    """Modules that have no test of their name, in whatever folder of the tests."""
    names = {path.stem.removeprefix("test_") for path in tests.rglob("test_*.py")}
    modules = (path for path in sorted(package.rglob("*.py")) if path.stem != "__init__")
    return [path for path in modules if path.stem.lstrip("_") not in names]


def list_subjects(folder: Path) -> list[str]:
    """Subjects of the commits that are no merges, newest first; none outside a repository."""
    command = ["git", "-C", str(folder), "log", "--no-merges", "--format=%s"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def at_share(values: Sequence[int], share: float) -> int:
    """The value below which a share of the values lies."""
    return sorted(values)[int(share * (len(values) - 1))] if values else 0


def share_of(values: Iterable[bool]) -> str:
    """The share that is true, as a percentage; a dash of none."""
    found = list(values)
    return f"{100 * sum(found) / len(found):.0f}%" if found else "-"


def list_rows(root: Path) -> Iterator[tuple[str, str, str]]:
    """What is measured, ours, and what the models have."""
    package, tests = root / PACKAGE, root / TESTS
    modules = sorted(package.rglob("*.py"))
    ours, theirs = measure_files(modules), measure_files(sorted(tests.rglob("*.py")))
    named = [path for path in modules if path.stem != "__init__"]
    untested = set(list_untested(package, tests))
    own = [name for name in ours.names if not name.startswith("__")]
    yield "modules, lines", f"{len(modules)}, {ours.lines:,}", ""
    yield (
        "lines of a file: median, most",
        f"{median(ours.files):.0f}, {max(ours.files)}",
        "80-150, 500",
    )
    yield (
        "lines of a function: median, one in ten over, most",
        f"{median(ours.functions):.0f}, {at_share(ours.functions, 0.9)}, {max(ours.functions)}",
        "8, 30, 60",
    )
    yield "classes over 150 lines", str(sum(n > LONG_CLASS for n in ours.classes)), "0"
    yield "functions that are typed", f"{100 * ours.typed / len(ours.functions):.1f}%", "100%"
    yield (
        "names of five letters or fewer",
        share_of(len(n.strip("_")) <= SHORT for n in own),
        "12-20%",
    )
    yield "lines with a comment", f"{100 * ours.comments / ours.lines:.1f}%", "3-6%"
    yield "test lines a source line", f"{theirs.lines / ours.lines:.2f}", "1.3-2.2"
    yield "modules with a test of their name", share_of(p not in untested for p in named), "60-75%"
    yield (
        "commit subjects over 72 letters",
        share_of(len(s) > SUBJECT for s in list_subjects(root)), "0%",
    )  # fmt: skip


def table(rows: Iterable[tuple[str, str, str]]) -> str:
    """The rows as a Markdown table."""
    head = ["| what | here | models |", "|---|---|---|"]
    return "\n".join([*head, *(f"| {a} | {b} | {c} |" for a, b, c in rows)])


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table, and on request the modules without a test of their name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.house", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--untested", action="store_true", help="list modules without own tests")
    chosen = parser.parse_args(arguments)
    if chosen.untested:
        for path in list_untested(chosen.root / PACKAGE, chosen.root / TESTS):
            print(path)
    else:
        print(table(list_rows(chosen.root)))


if __name__ == "__main__":
    main()
