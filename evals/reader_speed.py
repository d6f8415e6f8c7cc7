"""Speed, memory and load time of the reader on one core, from text to analysis."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from dateline.encoder.bundle import bundle
from evals.reading import CHOICE, analysed, segmented
from evals.table import Row
from training.corpora.files import records

REPORTS = 40
LOAD = (
    "import sys, time, pathlib; from dateline.encoder import reader; t = time.perf_counter();"
    "from dateline.encoder.bundle import bundle; bundle(pathlib.Path(sys.argv[1]));"
    "print(time.perf_counter() - t)"
)


def run(data: Path) -> list[Row]:
    """Tokens a second over forty reports of PolNeAR dev, peak memory, load time."""
    texts = [r["text"] for r in records(data / "attribution" / "dev.jsonl")][:REPORTS]
    bundle(CHOICE.folder)
    tokens = sum(len(segmented(text).tokens) for text in texts)
    analysed(texts[0])
    began = time.process_time()
    for text in texts:
        analysed(text)
    spent = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    load = subprocess.run(
        [sys.executable, "-c", LOAD, str(CHOICE.folder)], capture_output=True, text=True, check=True
    )
    return [
        _row("tokens a second, text to analysis, one core", tokens / spent, 7500, tokens),
        _row("peak memory of this process in MB (below 600)", memory, None, None),
        _row("load in seconds (below 0.5)", float(load.stdout), None, None),
    ]


def _row(measure: str, value: float, target: float | None, n: int | None) -> Row:
    return Row(stage="reader", corpus="speed", measure=measure, ours=value, target=target, n=n)
