"""`python -m training.deeds.finish`: measures the exported reader on dev and writes its card.

Chosen on dev: from which chance on events, claims and slots are kept. Told in the card: F1 by
head, language and code, which codes are taken for which, and how far the scores of events are from
the truth (expected calibration error). `--keep` measures anew and chooses nothing: dev has grown.
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
from training.deeds.confuse import count_codes, list_counts, list_mistakes
from training.deeds.data import (
    CODES,
    EVENT,
    Example,
    read_corpus,
    read_record,
    split_parts,
)
from training.deeds.measure import compare, score
from training.documents import from_text

STEPS = (0.4, 0.5, 0.6)
"""None lower: of what is found between .3 and .4 two in three are wrong."""
GAIN = 0.02
SLOT_STEPS = (0.0, 0.4, 0.5, 0.55, 0.6)
Read = tuple[Example, Scores]


def main() -> None:
    """Reads dev with the exported files, chooses, and completes the card."""
    parser = argparse.ArgumentParser(prog="training.deeds.finish", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, nargs="+", default=[Path("corpus/written")])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--keep", action="store_true", help="measure alone, choose nothing")
    options = parser.parse_args()
    bundle = deed_bundle(options.folder)
    dev = split_parts(read_corpus(options.corpus, data=options.data))[1]
    read = [read_text(bundle, record) for record in dev]
    path = options.folder / "card.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    if not options.keep:
        chosen = choose(bundle, read)
        card["least"] = chosen._asdict()
        card["event_least"] = choose_by_language(bundle, read, chosen)
        card["platt"] = fit_platt(*list_chances(bundle, read, chosen))
    least = Thresholds(**card["least"])
    told = measure(bundle, read, least, platt=tuple(card["platt"]))
    pairs = count_codes((example, find(bundle, scores, least)) for example, scores in read)
    card["dev"] = {"texts": len(dev), **told}
    card["languages"] = by_language(told)
    card["codes"], card["mistaken"] = list_counts(pairs), list_mistakes(pairs)
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"least": card["least"], "dev": card["dev"]}, indent=1))


def read_text(bundle: DeedBundle, record: Record) -> Read:
    """A record with what the exported reader scores in it, read as a report is."""
    document = from_text(record.id, "corpus", record.text, lang=record.lang)
    return read_record(record), score_words(bundle, document.words, document.starts)


def find(bundle: DeedBundle, scores: Scores, least: Thresholds) -> list[Deed]:
    """What is found in one text."""
    return find_deeds(scores, bundle.arrays, bundle.card.labels, [0], least)


def choose(bundle: DeedBundle, read: Sequence[Read]) -> Thresholds:
    """The thresholds with the best F0.5 of events with their code (a wrong one costs more than one
    that is missed; none above .6, where recall falls fast), F1 of claims, and, for slots, the most
    answers that are wholly right."""

    def best(name: str, steps: Sequence[float], heads: Sequence[str], now: Thresholds) -> float:
        scored = []
        for step in steps:
            told = measure(bundle, read, now._replace(**{name: step}))
            scored.append((sum(told[head] for head in heads), step))
        return max(scored)[1]

    least = Thresholds()
    least = least._replace(event=best("event", STEPS, ["event+code F0.5"], least))
    least = least._replace(claim=best("claim", STEPS, ["claim", "content words"], least))
    heads = ["event whole", "text whole"]  # a slot that is left out spoils the whole too
    return least._replace(slot=best("slot", SLOT_STEPS, heads, least))


def choose_by_language(
    bundle: DeedBundle, read: Sequence[Read], least: Thresholds
) -> dict[str, float]:
    """Where a language's best F1 of events with their code lies at another chance than all
    languages' F0.5 by more than chance (GAIN), that chance."""
    found: dict[str, float] = {}
    for lang in sorted({example.lang for example, _ in read}):
        own = [(e, s) for e, s in read if e.lang == lang]
        f1 = {
            step: measure(bundle, own, least._replace(event=step))["event+code"]
            for step in (*STEPS, least.event)
        }
        best = max(f1, key=lambda step: (f1[step], step))
        if f1[best] >= f1[least.event] + GAIN:
            found[lang] = best
    return found


def measure(
    bundle: DeedBundle, read: Sequence[Read], least: Thresholds,
    *, platt: tuple[float, float] | None = None,
) -> dict[str, float]:  # fmt: skip
    """F1 of every head; with `platt` also the calibration of events."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for example, scores in read:
        compare(example, find(bundle, scores, least), tally)
    told = {name: round(score(*counts), 3) for name, counts in sorted(tally.items())}
    right, found, gold = tally["event+code"]
    told["event+code F0.5"] = round(1.25 * right / max(found + 0.25 * gold, 1), 3)
    if platt is not None:
        logits, hits = list_chances(bundle, read, least)
        chances = 1 / (1 + np.exp(-(platt[0] * logits + platt[1])))
        told["ece"] = round(measure_ece(chances, hits), 3)
    return told


def list_chances(
    bundle: DeedBundle, read: Sequence[Read], least: Thresholds
) -> tuple[Floats, Floats]:
    """The logit of every event that is found, and whether its code is right."""
    chances: list[float] = []
    right: list[bool] = []
    for example, scores in read:
        gold = {t.first: CODES[t.label] for t in example.triggers if t.kind == EVENT}
        for deed in (d for d in find(bundle, scores, least) if d.kind == EVENT):
            chances.append(min(max(deed.score, 1e-6), 1 - 1e-6))
            right.append(gold.get(deed.first) == deed.label)
    raw = np.array(chances)
    return np.log(raw / (1 - raw)), np.array(right, float)


def fit_platt(logits: Floats, right: Floats) -> tuple[float, float]:
    """Scale and shift of the logits (Platt 1999): the best of a grid by log loss."""

    def loss(scale: float, shift: float) -> float:
        p = 1 / (1 + np.exp(-(scale * logits + shift)))
        p = np.clip(p, 1e-6, 1 - 1e-6)
        return float(-(right * np.log(p) + (1 - right) * np.log(1 - p)).mean())

    grid = ((a / 50, b / 20) for a in range(1, 76) for b in range(-60, 41))
    return min(grid, key=lambda pair: loss(*pair))


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
