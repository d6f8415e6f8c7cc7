"""Pairs of tellings that we judged by hand: is it one deed? What the linkage says of them.

288 pairs of 284 reports (three windows of the war in Ukraine, and FA-KES on Syria), drawn evenly
over what the linkage said of them, judged by one person from the two sentences. No text is kept:
a report is named by where its words stand in the data and their hash (`own_links/reports.jsonl`),
an event by its characters there (`own_links/pairs.jsonl`).

`python -m evals.links DATA` fits the two numbers that turn match weights into a probability (Platt
1999) and prints them; they stand in `fusion/data/linkage.yaml`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.fusion.deeds import Deed
from dateline.fusion.facts import facts_of
from dateline.fusion.incidents import told_deeds
from dateline.fusion.linkage import Weights, levels_of, shipped_weights
from dateline.model import Coding
from evals.coded import coded_reports
from evals.logistic import fit_logistic
from evals.table import Row

HERE = Path(__file__).parent / "own_links"
STEPS = 60
"""Newton's steps, far more than two numbers need."""
TINY = 1e-6
"""So little are offset and slope held to nought: that there is one answer."""
SURE = 0.9

Judged = tuple[dict[str, str], bool]
"""The levels of a pair, and whether it is one deed."""


class Pair(Struct, frozen=True):
    """Two events by report, first and last character, at a place each; whether they are one."""

    a: tuple[str, int, int]
    place_a: str
    b: tuple[str, int, int]
    place_b: str
    same: bool


def run(data: Path) -> list[Row]:
    """How well what the linkage says agrees with what we judged."""
    found = levels(data)
    weights = shipped_weights()
    chances = np.array([chance(judged, weights) for judged, _ in found])
    same = np.array([float(one) for _, one in found])
    sure = chances >= SURE
    figures = {
        "right at one half": float(((chances >= 0.5) == (same == 1)).mean()),
        "one deed, of those said to be so at .9 or more": float(same[sure].mean()),
        "mean gap of said and true, over ten bins": gap(chances, same),
    }
    return [
        Row(stage="fusion", corpus="own pairs", measure=name, n=len(found), ours=value)
        for name, value in figures.items()
    ]


def chance(found: Mapping[str, str], weights: Weights) -> float:
    """The probability that the weights give to the levels of a pair."""
    return weights.chance(bits(found, weights))


def bits(found: Mapping[str, str], weights: Weights) -> float:
    """The sum of match weights."""
    return sum(float(getattr(weights, table)[level]) for table, level in found.items())


def gap(said: NDArray[np.float64], same: NDArray[np.float64]) -> float:
    """Expected calibration error, over ten bins of one width."""
    total = 0.0
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (said >= low) & (said < low + 0.1 + (low > 0.85))
        if inside.any():
            total += float(inside.sum()) * abs(float(said[inside].mean() - same[inside].mean()))
    return total / len(said)


def levels(data: Path) -> list[Judged]:
    """The levels of every judged pair that is still read so and that nothing excludes."""
    return levels_in(coded_reports(list(reports(data)), name="links"))


def levels_in(codings: Iterable[Coding]) -> list[Judged]:
    """The same, of reports that are coded already."""
    deeds: dict[tuple[str, int, str], Deed] = {}
    for coding in codings:
        single, _ = told_deeds(facts_of(coding))
        for deed in single:
            key = (coding.report.key or "", deed.fact.event.trigger.start, deed.spot.key)
            deeds.setdefault(key, deed)
    found: list[Judged] = []
    for pair in pairs():
        a = deeds.get((*pair.a[:2], pair.place_a))
        b = deeds.get((*pair.b[:2], pair.place_b))
        told = levels_of(a, b, shipped_weights()) if a and b else None
        if told is not None:
            found.append((told, pair.same))
    return found


def pairs() -> Iterator[Pair]:
    """The judged pairs."""
    for line in (HERE / "pairs.jsonl").read_bytes().splitlines():
        yield msgspec.json.decode(line, type=Pair)


def reports(data: Path) -> Iterator[dict[str, object]]:
    """The reports that they stand in, put together from the data; a changed text is left out."""
    files: dict[str, dict[str, dict[str, str]]] = {}
    for line in (HERE / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        texts, title = [], None
        for name, record, start, end in told["parts"]:
            if name not in files:
                files[name] = records(data, name)
            texts.append(files[name][record]["text"][start:end])
            title = files[name][record]["title"] if told.get("title") else None
        text = "\n\n".join(texts)
        if hashlib.sha256(text.encode()).hexdigest() == told["sha256"]:
            yield {
                "id": told["id"], "text": text, "title": title, "published": told["published"],
                "outlet": told["outlet"], "lang": "en",
            }  # fmt: skip


def records(data: Path, name: str) -> dict[str, dict[str, str]]:
    """The records of one file of the data, by id; the first of an id."""
    path = data / ("fakes" if name == "fakes.jsonl" else "reports") / name
    packed = path.read_bytes()
    raw = gzip.decompress(packed) if path.suffix == ".gz" else packed
    found: dict[str, dict[str, str]] = {}
    for line in raw.splitlines():
        record = json.loads(line)
        found.setdefault(record["id"], record)
    return found


def fitted(found: Sequence[Judged], weights: Weights) -> tuple[float, float]:
    """Offset and slope of the curve that makes the judgements likeliest."""
    sums = np.array([[1.0, bits(told, weights)] for told, _ in found])
    same = np.array([float(one) for _, one in found])
    curve = fit_logistic(sums, same, held=np.full(2, TINY), steps=STEPS)
    return float(curve[0]), float(curve[1])


def main() -> None:
    """Prints offset and slope, and what they come to."""
    found = levels(Path(sys.argv[1]))
    offset, slope = fitted(found, shipped_weights())
    sys.stdout.write(f"{len(found)} pairs: offset: {offset:.2f}, slope: {slope:.3f}\n")


if __name__ == "__main__":
    main()
