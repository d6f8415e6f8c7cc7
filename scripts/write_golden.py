"""Writes tests/golden: the codings of every example by the first readers.

`python -m scripts.write_golden`; read the difference before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dateline.ingest.sources import read_inputs
from dateline.model import ReportError, encode
from dateline.pipeline import Settings, run

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"


def examples() -> list[Path]:
    """The folders of examples."""
    return sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())


def lines(folder: Path) -> Iterator[bytes]:
    """The codings of an example, one a line, in the order of its files.

    Without the neural reader, whose scores may differ in the last digit between processors.
    """
    for result in run(read_inputs([folder]), Settings(reader=False)):
        if isinstance(result, ReportError):
            raise result
        yield encode(result.coding) + b"\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for folder in examples():
        (GOLDEN / f"{folder.name}.jsonl").write_bytes(b"".join(lines(folder)))
