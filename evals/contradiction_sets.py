"""The reports on which pairs of claims were judged: windows of one war's news, and FA-KES.

A window is what several outlets published in some days: headlines of live pages and home pages
joined by the day, headlines with leads, bulletins, releases, notes. No rule was written on them.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

Record = dict[str, Any]
WINDOWS = {
    "w1": ("2022-03-09", "2022-03-18"), "w2": ("2022-04-02", "2022-04-11"),
    "w3": ("2022-07-28", "2022-08-04"), "w4": ("2022-05-06", "2022-05-12"),
    "w5": ("2022-10-07", "2022-10-13"), "w6": ("2022-06-20", "2022-06-27"),
    "w7": ("2022-08-18", "2022-08-25"), "w8": ("2022-03-01", "2022-03-06"),
}  # fmt: skip
FILES = (
    "isw.jsonl", "cnn_live_headlines.jsonl", "bbc_homepage.jsonl", "ruwa.jsonl.gz",
    "wikipedia_current_events.jsonl", "press_releases.jsonl",
)  # fmt: skip
SEED, LINES, LEADS, BULLETINS, RELEASES, LONGEST = 7, 40, 100, 4, 4, 4000


def build_sets(data: Path) -> dict[str, list[Record]]:
    """The reports of every set, as they are coded, by its name."""
    known = {name: _read(data / "reports" / name) for name in FILES}
    chance = random.Random(SEED)
    sets = {w: list(_window(w, days, known, chance)) for w, days in WINDOWS.items()}
    fakes = _read(data / "fakes" / "fakes.jsonl")
    sets["fakes"] = [
        {"id": r["id"], "text": r["text"], "title": r["title"], "published": r["date"],
         "outlet": r["outlet"], "lang": "en"}
        for r in fakes
    ]  # fmt: skip
    return sets


def _read(path: Path) -> list[Record]:
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
    return [json.loads(line) for line in lines]


def _window(
    name: str, days: tuple[str, str], known: Mapping[str, Sequence[Record]], chance: random.Random
) -> Iterator[Record]:
    first, last = days
    for file, records in known.items():
        own = [
            r for r in records
            if first <= r["published"][:10] <= last and r.get("text") and r["lang"] == "en"
        ]  # fmt: skip
        yield from _chosen(name, file, own, chance)


def _chosen(window: str, file: str, own: list[Record], chance: random.Random) -> Iterator[Record]:
    """The reports of one file: joined by the day, a sample, or the first few."""
    if file.startswith("cnn"):
        yield from _by_day(own, f"cnn-{window}", "CNN", field="title")
    elif file.startswith("bbc"):
        yield from _by_day(own, f"bbc-{window}", "BBC", field="text")
    elif file.startswith("isw"):
        yield from (_report(r, "Institute for the Study of War") for r in own[::2][:BULLETINS])
    elif file.startswith("ruwa"):
        chance.shuffle(own)
        yield from (_report(r, r["source"]) for r in own[:LEADS])
    elif file.startswith("press"):
        short = ({**r, "text": r["text"][:LONGEST]} for r in own[:RELEASES])
        yield from (_report(r, r["source"]) for r in short)
    else:
        yield from (_report(r, "Wikipedia") for r in own)


def _report(record: Record, outlet: str) -> Record:
    return {
        "id": record["id"], "outlet": outlet, "published": record["published"],
        "title": record.get("title"), "text": record["text"], "lang": "en",
    }  # fmt: skip


def _by_day(own: Sequence[Record], name: str, outlet: str, *, field: str) -> Iterator[Record]:
    """One report a day: the lines of its first forty records."""
    for day, group in groupby(own, key=lambda r: r["published"][:10]):
        lines = [r.get(field) or r["text"] for r in group][:LINES]
        yield {"id": f"{name}-{day}", "outlet": outlet, "published": day,
               "text": "\n\n".join(lines), "lang": "en"}  # fmt: skip
