"""`python -m training.deeds.finish`: measures the exported reader on dev and writes its card.

Chosen on dev: from which chance on events, claims and slots are kept. Told in the card: F1 by
head and language, and how far the scores of events are from the truth (expected calibration error).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.records import Record
from dateline.encoder.arrays import Floats
from dateline.encoder.deed_bundle import DeedBundle, deed_bundle
from dateline.encoder.deed_reader import score_words
from dateline.encoder.deeds import Deed, Scores, Thresholds, find_deeds
from training.deeds.data import (
    CODES,
    EVENT,
    Example,
    cut_words,
    read_corpus,
    read_record,
    split_parts,
)
from training.deeds.measure import compare, score

STEPS = (0.3, 0.4, 0.5, 0.6, 0.7)
SLOT_STEPS = (0.0, 0.4, 0.5, 0.55, 0.6)
Read = tuple[Example, Scores]


def main() -> None:
    """Reads dev with the exported files, chooses, and completes the card."""
    parser = argparse.ArgumentParser(prog="training.deeds.finish", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, nargs="+", default=[Path("corpus/written")])
    parser.add_argument("--loose", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    bundle = deed_bundle(options.folder)
    dev = split_parts(read_corpus(options.corpus, loose=options.loose))[1]
    read = [read_text(bundle, record) for record in dev]
    least = choose(bundle, read)
    told = measure(bundle, read, least)
    path = options.folder / "card.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["least"] = least._asdict()
    card["dev"] = {"texts": len(dev), **told}
    card["languages"] = by_language(told)
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"least": card["least"], "dev": card["dev"]}, indent=1))


def read_text(bundle: DeedBundle, record: Record) -> Read:
    """A record with what the exported reader scores in it, read as a report is."""
    starts = cut_words(record.text, record.lang)[2]
    example = read_record(record)
    return example, score_words(bundle, example.words, starts)


def find(bundle: DeedBundle, scores: Scores, least: Thresholds) -> list[Deed]:
    """What is found in one text."""
    return find_deeds(scores, bundle.arrays, bundle.card.labels, [0], least)


def choose(bundle: DeedBundle, read: Sequence[Read]) -> Thresholds:
    """The thresholds with the best F1 of events with code, of claims, of all slots."""

    def best(name: str, steps: Sequence[float], heads: Sequence[str], now: Thresholds) -> float:
        scored = []
        for step in steps:
            told = measure(bundle, read, now._replace(**{name: step}))
            scored.append((sum(told[head] for head in heads), step))
        return max(scored)[1]

    least = Thresholds()
    least = least._replace(event=best("event", STEPS, ["event+code"], least))
    least = least._replace(claim=best("claim", STEPS, ["claim", "content words"], least))
    heads = ["slot who", "slot whom", "slot at", "slot into", "slot when", "slot counts"]
    return least._replace(slot=best("slot", SLOT_STEPS, heads, least))


def measure(bundle: DeedBundle, read: Sequence[Read], least: Thresholds) -> dict[str, float]:
    """F1 of every head, and the calibration of events."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    chances: list[float] = []
    right: list[bool] = []
    for example, scores in read:
        deeds = find(bundle, scores, least)
        compare(example, deeds, tally)
        gold = {t.first: CODES[t.label] for t in example.triggers if t.kind == EVENT}
        for deed in (d for d in deeds if d.kind == EVENT):
            chances.append(deed.score)
            right.append(gold.get(deed.first) == deed.label)
    told = {name: round(score(*counts), 3) for name, counts in sorted(tally.items())}
    told["ece"] = round(measure_ece(np.array(chances), np.array(right, float)), 3)
    return told


def measure_ece(chances: Floats, right: Floats, bins: int = 10) -> float:
    """The expected calibration error: how far chances are from the share that is right."""
    which = np.minimum((chances * bins).astype(int), bins - 1)
    parts = [which == k for k in range(bins)]
    return float(
        sum(
            abs(chances[part].mean() - right[part].mean()) * part.mean()
            for part in parts
            if part.any()
        )
    )


def by_language(told: dict[str, float]) -> dict[str, dict[str, float]]:
    """F1 of events and of claims by language."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, value in told.items():
        head, _, lang = name.partition(" ")
        if head in ("event+code", "claim") and len(lang) == 2:
            found[lang]["events" if head == "event+code" else "claims"] = value
    return dict(found)


if __name__ == "__main__":
    main()
