"""Writes `fusion/data/common_stems.yaml`: stems so common that they tell no two deeds apart.

`python -m scripts.count_common_stems FILE... > src/dateline/fusion/data/common_stems.yaml`, each
file JSON Lines with `text` and `lang` (.gz or not). Only frequencies are kept, no text.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.fusion.words_told import stems_of

SHARE = 0.02
"""Of the paragraphs of a language, from which a stem is common."""
FEWEST = 300
"""Paragraphs from which a language is counted."""


def paragraphs(path: Path) -> Iterator[tuple[str, str]]:
    """Language and text of every paragraph of a file."""
    packed = path.read_bytes()
    for line in (gzip.decompress(packed) if path.suffix == ".gz" else packed).splitlines():
        record = json.loads(line)
        for paragraph in str(record["text"]).split("\n"):
            if paragraph.strip():
                yield str(record.get("lang") or "en"), paragraph


def main() -> None:
    """Prints the file."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for name in sys.argv[1:]:
        for lang, text in paragraphs(Path(name)):
            totals[lang] += 1
            counts[lang].update(stems_of(text))
    found = {
        stem
        for lang, total in totals.items()
        if total >= FEWEST
        for stem, count in counts[lang].items()
        if count >= SHARE * total
    }
    out = sys.stdout
    out.write("# Stems that more than 2 % of the paragraphs of reports in English, Ukrainian and\n")
    out.write("# Russian hold; written by scripts/count_common_stems.py. Two tellings that share\n")
    out.write("# only these are no more alike than any two.\n")
    out.write("stems:\n")
    out.writelines(f"  - '{stem}'\n" for stem in sorted(found))


if __name__ == "__main__":
    main()
