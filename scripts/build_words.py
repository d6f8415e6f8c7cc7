"""Writes src/dateline/text/data/english_words.txt: the commonest words of English news.

`python -m scripts.build_words --data ../shared/data`; a word and its count are facts, no text of
anybody's. Words count where they stand in small letters, so that names stay out.
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "dateline" / "text" / "data" / "english_words.txt"
SOURCES = ("attribution/train.jsonl", "fakes/fakes.jsonl", "reports/isw.jsonl")
KEPT = 6000
_WORD = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w'’-])")


def texts(data: Path) -> Iterator[str]:
    """The texts of every source, in order; a source that is absent is an error that names it."""
    for name in SOURCES:
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def count_words(data: Path) -> list[str]:
    """The commonest words, those in more texts first."""
    counts: Counter[str] = Counter()
    for text in texts(data):
        counts.update(set(_WORD.findall(text)))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return sorted(word for word, _ in ranked[:KEPT])


def main() -> None:
    """Writes the list, wrapped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    words = count_words(parser.parse_args().data)
    TARGET.write_text(textwrap.fill(" ".join(words), 100) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
