"""What is measured: one report repeated with changes, and many real ones."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "kherson" / "10-visit.txt"


def report_of(data: Path) -> Path:
    """The report that is repeated: the first real one where it is, else one of the example."""
    real = data.parent / "reports" / "kherson-2022-11-11.txt"
    return real if real.exists() else EXAMPLE


def repeated(path: Path, folder: Path, *, copies: int) -> Path:
    """Writes copies of a report, each with other numbers and paragraphs in another order."""
    made = folder / "repeated"
    made.mkdir()
    head, *rest = path.read_text(encoding="utf-8").split("\n\n")
    for n in range(copies):
        chance = random.Random(n)
        chance.shuffle(rest)
        text = "\n\n".join([f"{head} ({n})", *(_renumbered(part, chance) for part in rest)])
        (made / f"{n:05}.txt").write_text(text, encoding="utf-8")
    return made


def _renumbered(text: str, chance: random.Random) -> str:
    """Numbers of three digits and more become others of as many; years stay."""
    return re.sub(
        r"\b(?!19|20)\d{3,}\b", lambda m: str(chance.randrange(100, 10 ** len(m[0]))), text
    )


def fakes(data: Path, folder: Path) -> Path | None:
    """The 804 reports on one war, as JSON Lines that the program reads; None: not present."""
    source = data / "fakes" / "fakes.jsonl"
    if not source.exists():
        return None
    made = folder / "fakes.jsonl"
    with source.open(encoding="utf-8") as lines, made.open("w", encoding="utf-8") as out:
        for line in lines:
            record = json.loads(line)
            known = {
                "id": record["id"], "text": record["text"], "title": record["title"],
                "published": record["date"], "outlet": record["outlet"], "lang": "en",
            }  # fmt: skip
            out.write(json.dumps(known) + "\n")
    return made
