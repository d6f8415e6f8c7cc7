"""`python -m evals.reader_card --data DIR > docs/model-card.md`: the model card of the reader.

Made from the shipped card, the list of sources, the data's hashes and the evals: nothing is typed.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from dateline.encoder.bundle import FOLDER, read_card
from evals import (
    attribution,
    factuality,
    mentions,
    reader_speed,
    reading_errors,
    speakers,
    syntax,
    timex_spans,
    vectors,
)
from evals.table import Row, render
from training.labels import DATA as TRAINING_DATA

MEASURED = (attribution, mentions, syntax, factuality, timex_spans, speakers, vectors, reader_speed)
MOST_FAILURES = 12


def main() -> None:
    """Prints the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    rows: list[Row] = [row for module in MEASURED for row in module.run(data)]
    print("\n".join(card(data, rows)))


def card(data: Path, rows: list[Row]) -> Iterator[str]:
    """The lines of the card."""
    shipped = read_card(FOLDER)
    sources = yaml.safe_load((TRAINING_DATA / "sources.yaml").read_text(encoding="utf-8"))
    yield f"# Model card: {shipped.name} {shipped.version}\n"
    yield "Written by `python -m evals.reader_card`; do not edit.\n"
    yield "One encoder of six layers (hidden size 384) with heads for attribution, names, noun "
    yield "phrases, toponyms, time expressions, parts of speech, dependencies, factuality, event "
    yield "words, coreference and sentence vectors; English; int8 ONNX, read on one core.\n"
    yield f"Base: {sources['base']['name']}, {sources['base']['licence']}, SHA-256 of the weights "
    yield f"`{sources['base']['sha256']}`. Its embeddings are kept, its layers fitted further.\n"
    yield "## Fitted on\n"
    yield "| corpus | licence as stated | heads | masked, not called negative | measured on |"
    yield "|---|---|---|---|---|"
    for corpus in sources["corpora"]:
        cells = (corpus[key] for key in ("name", "licence", "heads", "masked", "measured"))
        yield f"| {' | '.join(cells)} |"
    yield f"\n{sources['distilled'].strip()}\n\nNever fitted on: {sources['never']}\n"
    yield "## Figures\n"
    yield "By `make evals`, int8, through the package's own code; `first` is the pattern-based "
    yield "reader that it replaced.\n"
    yield render(rows)
    yield "\n## Known failures\n"
    yield "The most frequent kinds of error on dev (all: `python -m evals.reading_errors`).\n"
    yield "| stage | kind of error | n |\n|---|---|---|"
    yield from _failures(data)
    yield "\nBeyond these: other languages than English are not read; names of armed forces are "
    yield "told from other bodies mostly by their words; irony and quotation inside quotation are "
    yield "not marked; the corpora are mostly of US news, 1987-2016, and encyclopedic text.\n"
    yield "## Hashes\n"
    yield "| file | SHA-256 |\n|---|---|"
    for name, value in shipped.files.items():
        yield f"| weights/{name} | `{value}` |"
    for corpus in sources["corpora"]:
        for name in corpus["files"]:
            yield f"| {name} | `{hashlib.sha256((data / name).read_bytes()).hexdigest()}` |"


def _failures(data: Path) -> Iterator[str]:
    counts: dict[tuple[str, str], int] = {}
    for stage, find in reading_errors.STAGES.items():
        for kind, _ in find(data):
            counts[stage, kind] = counts.get((stage, kind), 0) + 1
    chosen: list[Any] = sorted(counts.items(), key=lambda pair: -pair[1])[:MOST_FAILURES]
    for (stage, kind), count in chosen:
        yield f"| {stage} | {kind} | {count} |"


if __name__ == "__main__":
    main()
