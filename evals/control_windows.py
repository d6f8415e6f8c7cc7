"""Control from words alone, against maps: six windows of 2022.

Each starts from a map of its first day, reads only the texts of its days, and says which places
changed hands and when. `control/data/model.yaml` was fitted on September and the north; October,
May and Luhansk were kept apart from the choice of its numbers. VIINA, which itself reads maps and
reports, is scored by the same code. April was measured when all else stood, and nothing was mended
for it.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from dateline.control.atlas import Atlas, build_atlas
from dateline.control.contiguity import Point
from dateline.control.holders import Start
from dateline.control.parameters import Parameters, shipped_parameters
from dateline.model import Coding, ControlState
from evals.coded import coded_reports
from evals.control_maps import RUSSIA, UKRAINE, days_between, deepstate, ukraine, viina
from evals.control_scores import Window, coverage, days_of, score
from evals.table import Row

SIDES = (UKRAINE, RUSSIA)
TEXTS = (
    "isw.jsonl", "isw_supplement.jsonl", "ruwa.jsonl.gz", "cnn_live_headlines.jsonl",
    "bbc_homepage.jsonl", "wikipedia_current_events.jsonl", "warline.jsonl",
    "cen4infores.jsonl", "viina_extract.jsonl", "wikimap_comments.jsonl", "tsn_telegram.jsonl",
    "resistinua.jsonl", "press_releases.jsonl",
)  # fmt: skip

SEPTEMBER = Window("September 2022", "2022-09-01", ("2022-09-14", "2022-10-03"))
NORTH = Window("north, March 2022", "2022-03-24", ("2022-04-06",))
APART = (
    Window("October 2022", "2022-10-01", ("2022-10-14",)),
    Window("May 2022", "2022-05-01", ("2022-05-31",)),
    Window("Luhansk, summer 2022", "2022-06-15", ("2022-07-10",), gains=RUSSIA),
    Window("April 2022", "2022-04-07", ("2022-04-20",), gains=RUSSIA),
)
TARGETS = {"2022-09-14": (0.85, 0.80, 0.95), "2022-10-03": (0.85, 0.80, 0.955)}


def run(data: Path) -> list[Row]:
    """All windows; those fitted on first."""
    points = ukraine()
    rows: list[Row] = []
    for window in (SEPTEMBER, NORTH, *APART):
        days = list(days_between(window.begin, window.ends[-1]))
        by = viina if window is NORTH else deepstate
        reference = by(data, points, days)
        codings = codings_of(data, window)
        atlas = reconstruct(codings, points, window, reference[window.begin])
        rows += score(window, days_of(atlas, window), reference, targets=TARGETS)
        rows += coverage(window, atlas, reference, codings)
        if window is SEPTEMBER:
            rows += score(window, viina(data, points, days), reference, who="VIINA")
    return rows


def reconstruct(
    codings: Sequence[Coding],
    points: Sequence[Point],
    window: Window,
    begin: Mapping[str, str | None],
    parameters: Parameters | None = None,
) -> Atlas:
    """The atlas that follows from the state at the window's first day and its texts."""
    from dateline.pipeline.territory import reader_for, rivers

    at = datetime.fromisoformat(window.begin)
    starts = {
        place: Start(holder, ControlState.HELD if holder else ControlState.CONTESTED, at, "map")
        for place, holder in begin.items()
    }
    rules = parameters or shipped_parameters()
    reader = reader_for(SIDES, parameters=rules)
    evidence = [e for coding in codings for e in reader.evidence_of(coding)]
    return build_atlas(
        evidence, points=points, starts=starts, sides=SIDES, parameters=rules, rivers=rivers()
    )


def opened(path: Path) -> TextIO:
    """A text file's lines, compressed or not."""
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8")
    return path.open(encoding="utf-8")


def codings_of(data: Path, window: Window) -> list[Coding]:
    """The window's texts, coded; kept for the next run with the same program."""
    lines: list[dict[str, object]] = []
    for name in TEXTS:
        path = data / "reports" / name
        with opened(path) as file:
            for line in file:
                record = json.loads(line)
                published = str(record.get("published") or "")
                if window.begin < published[:10] <= window.ends[-1]:
                    lines.append({
                        key: record.get(key)
                        for key in ("id", "text", "title", "published", "url", "lang")
                    } | {"outlet": record.get("source")})  # fmt: skip
    return coded_reports(lines, name=f"control-{window.begin}")
