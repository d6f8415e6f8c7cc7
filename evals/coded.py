"""Reports coded by the shipped pipeline, kept on disk for runs with the same program and data."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import dateline
from dateline.model import Coding, decode, encode

APART = ("api", "cli", "control", "fusion", "publish", "query", "store", "watch", "web")
KEPT = Path(tempfile.gettempdir()) / "dateline-evals"


def coded_reports(lines: Sequence[Mapping[str, object]], *, name: str) -> list[Coding]:
    """The codings of JSON Lines records, in their order; records that fail are left out."""
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    kept = KEPT / f"{name}-{_program()}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.jsonl"
    if not kept.exists():
        _code(text, kept)
    return [decode(line) for line in kept.read_bytes().splitlines()]


def _program() -> str:
    """Hash of the code and data that read reports: another program codes anew. Fusion writes only
    a coding's own contradictions, which no eval asks for."""
    digest = hashlib.sha256()
    root = Path(dateline.__file__).parent
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        apart = parts[0] in APART or "__pycache__" in parts
        if path.is_file() and not apart:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _code(text: str, kept: Path) -> None:
    from dateline.ingest.sources import read_inputs
    from dateline.model import DatelineError
    from dateline.pipeline import Settings, run

    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        source.write_text(text, encoding="utf-8")
        settings = Settings(jobs=os.cpu_count() or 1)
        part = kept.with_suffix(".part")
        with part.open("wb") as out:
            for made in run(read_inputs([str(source)]), settings):
                if not isinstance(made, DatelineError):
                    out.write(encode(made.coding) + b"\n")
        part.replace(kept)
