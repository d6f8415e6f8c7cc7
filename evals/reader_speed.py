"""Speed, memory and load time of the reader on one core, from text to analysis."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from dateline.encoder.bundle import bundle
from evals.reading import CHOICE, analysed, segmented
from evals.table import Row
from training.corpora.files import records

REPORTS = 40
FRESH = """
import json, pathlib, sys, time
from evals import reading
reading.CHOICE.folder = pathlib.Path(sys.argv[1])
from dateline.encoder import reader
from dateline.encoder.bundle import bundle
began = time.perf_counter()
bundle(reading.CHOICE.folder)
load = time.perf_counter() - began
for text in json.load(sys.stdin):
    reading.analysed(text)
status = pathlib.Path("/proc/self/status").read_text()
peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(load, int(peak) / 1024)
"""


def run(data: Path) -> list[Row]:
    """Tokens a second over forty reports of PolNeAR dev; memory and load of a fresh process."""
    texts = [r["text"] for r in records(data / "attribution" / "dev.jsonl")][:REPORTS]
    bundle(CHOICE.folder)
    tokens = sum(len(segmented(text).tokens) for text in texts)
    analysed(texts[0])
    began = time.process_time()
    for text in texts:
        analysed(text)
    spent = time.process_time() - began
    fresh = subprocess.run(
        [sys.executable, "-c", FRESH, str(CHOICE.folder)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    load, memory = map(float, fresh.stdout.split())
    return [
        _row("tokens a second, text to analysis, one core", tokens / spent, 7500, tokens),
        _row("peak memory of the whole process in MB (below 600)", memory, None, None),
        _row("load in seconds (below 0.5)", load, None, None),
    ]


def _row(measure: str, value: float, target: float | None, n: int | None) -> Row:
    return Row(stage="reader", corpus="speed", measure=measure, ours=value, target=target, n=n)
