"""How many changed conditions a room's own tests notice: a sample of mutants.

`python -m benchmarks.mutants ROOM ... --sample 20` changes one condition of a room at a time (a
comparison, an `and`, a `not`, a number, a truth) in a copy of the sources, runs the tests of that
room's folder, and says which changes none of them noticed. The sample is the same for one seed.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

SOURCES, TESTS = Path("src"), Path("tests")
DUE = 0.8
"""Share of mutants that a room's own tests should notice."""
MOST_SECONDS = 900
OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One changed condition: in which file, on which line, and the file's text with it."""

    path: Path
    line: int
    before: str
    after: str
    text: str


def list_mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a file, one change each."""
    text = path.read_text("utf-8")
    for node in walk_conditions(ast.parse(text)):
        changed = change_node(node)
        before = ast.get_source_segment(text, node)
        if changed is not None and before is not None:
            after = ast.unparse(changed)
            yield Mutant(path, node.lineno, before, after, splice(text, node, f"({after})"))


def walk_conditions(tree: ast.Module) -> Iterator[ast.expr]:
    """Expressions inside functions: what stands at a module's top is data or types."""
    for owner in ast.walk(tree):
        if isinstance(owner, ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in owner.body:
                if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield from (n for n in ast.walk(statement) if isinstance(n, ast.expr))


def change_node(node: ast.expr) -> ast.expr | None:
    """The opposite of a condition, or another number; None where nothing can be changed."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OPPOSITE:
        return ast.Compare(node.left, [OPPOSITE[type(node.ops[0])]()], node.comparators)
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return ast.BoolOp(other, node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return ast.Constant(not node.value)
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return ast.Constant(node.value + 1)
    return None


def splice(text: str, node: ast.expr, words: str) -> str:
    """The text with an expression replaced."""
    lines = text.splitlines(keepends=True)
    end = node.end_lineno or node.lineno
    head = lines[node.lineno - 1].encode()[: node.col_offset].decode()
    tail = lines[end - 1].encode()[node.end_col_offset :].decode()
    return "".join([*lines[: node.lineno - 1], head, words, tail, *lines[end:]])


def draw_sample(paths: Iterable[Path], size: int, *, seed: int) -> list[Mutant]:
    """So many mutants of some files, by chance, the same for the same seed and files."""
    found = [mutant for path in sorted(paths) for mutant in list_mutants(path)]
    return random.Random(seed).sample(found, min(size, len(found)))


def is_noticed(mutant: Mutant, copy: Path, tests: Path) -> bool:
    """Whether some test fails with a mutant; tests that never end have noticed it too."""
    nearest = sorted(tests.rglob(f"test_{mutant.path.stem.lstrip('_')}.py"))
    target = copy / mutant.path.relative_to(SOURCES)
    whole = target.read_text("utf-8")
    target.write_text(mutant.text, "utf-8")
    try:
        return not pass_tests(copy, *nearest, tests)
    finally:
        target.write_text(whole, "utf-8")


def pass_tests(copy: Path, *tests: Path) -> bool:
    """Whether some tests pass over a copy of the sources; the first named run first."""
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    command.extend(str(path) for path in tests)
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join([str(copy), str(Path.cwd())])}
    try:
        done = subprocess.run(
            command, env=paths, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def measure_room(room: str, *, size: int, seed: int) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant of a room's sample, and whether its tests noticed it.

    Errors: ValueError where the tests do not pass before anything is changed.
    """
    sample = draw_sample((SOURCES / "dateline" / room).rglob("*.py"), size, seed=seed)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "src"
        shutil.copytree(SOURCES, copy)
        if not pass_tests(copy, TESTS / room):
            raise ValueError(f"tests/{room} fails before anything is changed: mend it first")
        for mutant in sample:
            yield mutant, is_noticed(mutant, copy, TESTS / room)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints what was not noticed, then each room's share."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="+", metavar="ROOM", help="folders of src/dateline")
    parser.add_argument("--sample", type=int, default=20, help="mutants a room")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    rows = []
    for room in chosen.rooms:
        noticed = total = 0
        for mutant, seen in measure_room(room, size=chosen.sample, seed=chosen.seed):
            total, noticed = total + 1, noticed + seen
            if not seen:
                print(f"{mutant.path}:{mutant.line}: {mutant.before} -> {mutant.after}", flush=True)
        rows.append(f"| {room} | {total} | {noticed / max(total, 1):.2f} |")
    print("\n".join(["| room | mutants | noticed |", "|---|---|---|", *rows]))


if __name__ == "__main__":
    main()
