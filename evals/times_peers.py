"""Other readers of time expressions on the same texts, where they are installed.

`pip install dateparser timexy` gives the two that are known here (Microsoft's Recognizers-Text
took minutes a text and is left out). Only spans are compared: each has its own form of values.
The part of each corpus is small, for the peers are slow; Dateline's figures are for the same part.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from evals.table import Row
from evals.times import Found, Tagger, measure, ours, records

_PREPOSITION = re.compile(r"^(?:on|in|at|by|of|to|and)\s+", re.IGNORECASE)
_PART = {"wikiwars_en": 1, "tbaq": 40}


def dateparser_search(text: str, published: datetime, lang: str) -> Iterator[Found]:
    """The spans of dateparser's search, found again in the text in order."""
    search: Any = importlib.import_module("dateparser.search")
    at = 0
    settings = {"RELATIVE_BASE": published}
    for piece, _ in search.search_dates(text, languages=[lang], settings=settings) or []:
        start = text.find(piece, at)
        if start >= 0:
            at = start + len(piece)
            # it takes in the preposition, which the corpora leave out
            yield start + len(piece) - len(_PREPOSITION.sub("", piece)), at, None


def timexy(text: str, published: datetime, lang: str) -> Iterator[Found]:
    """The spans of timexy, a rule-based spaCy component."""
    assert published
    spacy: Any = importlib.import_module("spacy")
    importlib.import_module("timexy")
    reader = spacy.blank(lang)
    reader.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy"})
    for found in reader(text).ents:
        yield found.start_char, found.end_char, None


_PEERS: tuple[tuple[str, str, Tagger], ...] = (
    ("dateparser", "dateparser.search", dateparser_search),
    ("timexy", "timexy", timexy),
)


def run(data: Path) -> list[Row]:
    """Strict and relaxed F1 of each peer that is installed, and Dateline's, on the same texts."""
    installed = [(name, tagger) for name, module, tagger in _PEERS if _has(module)]
    if not installed:
        return []
    rows: list[Row] = []
    for corpus, count in _PART.items():
        part = records(data / "times" / f"{corpus}.jsonl")[:count]
        for name, tagger in [("Dateline", ours), *installed]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                counts = measure(part, tagger)
            for kind in ("strict", "relaxed"):
                rows.append(
                    Row(
                        stage="times, peers", corpus=f"{corpus}, first {count}",
                        measure=f"{name}: {kind} F1", ours=counts.f1(kind), n=counts.gold,
                    )
                )  # fmt: skip
    return rows


def _has(module: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(module)
    except ImportError:
        return False
    return True


def main() -> None:
    """Print this file's rows."""
    import os

    from evals.table import render

    print(render(run(Path(os.environ.get("DATA", "../shared/data")))))


if __name__ == "__main__":
    main()
