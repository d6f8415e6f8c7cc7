"""Writes tests/golden: the codings of every example, as a user gets them.

`python -m scripts.write_golden`; read the difference before it is committed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.ingest.sources import read_inputs
from dateline.model import ReportError, encode
from dateline.pipeline import Settings, run

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
SCORE = "score"
_SCORE_TOLD = re.compile(r"(?<=score )\d\.\d+")


def examples() -> list[Path]:
    """The folders of examples."""
    return sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())


def lines(folder: Path) -> Iterator[bytes]:
    """The codings of an example, one a line, in the order of its files.

    Every score is nought: in the last digit they differ between processors.
    """
    for result in run(read_inputs([folder]), Settings()):
        if isinstance(result, ReportError):
            raise result
        told = without_scores(json.loads(encode(result.coding)))
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def without_scores(told: Any) -> Any:
    """A coding's fields, every score nought.

    >>> without_scores({"score": 0.43, "why": "the reader of deeds, score 0.43"})
    {'score': 0.0, 'why': 'the reader of deeds, score 0.0'}
    """
    if isinstance(told, dict):
        return {k: 0.0 if _is_score(k, v) else without_scores(v) for k, v in told.items()}
    if isinstance(told, list):
        return [without_scores(one) for one in told]
    return _SCORE_TOLD.sub("0.0", told) if isinstance(told, str) else told


def _is_score(name: str, value: object) -> bool:
    return name == SCORE and isinstance(value, float | int)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for folder in examples():
        (GOLDEN / f"{folder.name}.jsonl").write_bytes(b"".join(lines(folder)))
