"""Our own cases of known faults: small inputs, each with what must hold once it is coded.

`own_faults/given` was open to whoever mended a fault; `own_faults/held` was not. Each case goes
through the command line in this process; what its expectations mean stands in faults_fit.py.
"""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.cli.app import run as run_command
from evals.faults_fit import Outcome, check_expectation
from evals.table import Row

_SET = Path(__file__).with_name("own_faults")
PARTS = ("given", "held")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What became of one case: an answer for each of its expectations."""

    id: str
    answers: tuple[bool, ...]

    @property
    def is_right(self) -> bool:
        """Whether every expectation holds."""
        return all(self.answers)


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of one file, in its order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def judge_case(case: dict[str, Any]) -> Verdict:
    """Runs one case through the command line and answers its expectations."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_input(case, Path(folder))
        outcome = code_input(path, case)
        return Verdict(
            id=case["id"],
            answers=tuple(check_expectation(x, outcome) for x in case["expect"]),
        )


def write_input(case: dict[str, Any], folder: Path) -> Path:
    """The case's text as a file: a page where it is one, else plain text."""
    text = case["input"]
    page = text.lstrip().lower().startswith(("<!doctype", "<html"))
    path = folder / f"{case['id']}{'.html' if page else '.txt'}"
    path.write_text(text, encoding="utf-8")
    return path


def code_input(path: Path, case: dict[str, Any]) -> Outcome:
    """What `dateline code` gives, and `dateline control` where a case asks for it."""
    code, out, err = call_command("code", *case["args"], str(path))
    held: list[dict[str, Any]] = []
    if any(x["what"] == "control" for x in case["expect"]):
        ledger = str(path.with_suffix(".sqlite"))
        call_command("ingest", *case["args"], str(path), "--ledger", ledger)
        held = _rows(call_command("control", "--ledger", ledger, "--format", "jsonl")[1])
    return Outcome(code=code, err=err, codings=tuple(_rows(out)), held=tuple(held))


def call_command(*arguments: str) -> tuple[int, str, str]:
    """Exit code, output and messages of one command, run in this process."""
    out, err = _stream(), _stream()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run_command(list(arguments))
    return code, _words(out), _words(err)


def _stream() -> io.TextIOWrapper:
    """A stream with bytes below it, as the command line writes both."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _words(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def _rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def tally_kind(kind: str, part: str, verdicts: Iterable[Verdict]) -> list[Row]:
    """A kind's two rows: cases wholly right, and expectations that hold."""
    found = list(verdicts)
    answers = [answer for verdict in found for answer in verdict.answers]
    shares = (
        ("cases wholly right", [verdict.is_right for verdict in found]),
        ("expectations right", answers),
    )
    return [
        Row(
            stage="faults", corpus=f"own faults {kind}, {part}", measure=measure,
            ours=sum(share) / len(share), n=len(share),
        )
        for measure, share in shares
        if share
    ]  # fmt: skip


def run(_data: Path) -> list[Row]:
    """Two rows for each kind and part; needs no corpus."""
    rows: list[Row] = []
    for part in PARTS:
        for path in sorted((_SET / part).glob("*.jsonl")):
            rows += tally_kind(path.stem, part, map(judge_case, read_cases(path)))
    return rows


def main() -> None:
    """Prints this file's table."""
    from evals.table import render

    print(render(run(Path())))


if __name__ == "__main__":
    main()
