"""Control from words alone, against maps: six windows of 2022 in which places changed hands, and
one in which hardly any did, each report read between the sides of its own war, as a user has it.

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
from dateline.control.evidence import Evidence
from dateline.control.parameters import Parameters, shipped_parameters
from dateline.control.votes import Start
from dateline.model import Coding, ControlState
from evals.coded import coded_reports
from evals.control_maps import RUSSIA, Days, days_between, deepstate, ukraine, viina
from evals.control_scores import Window, coverage, days_of, score
from evals.table import Row

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
STANDING = Window("standing front, summer 2022", "2022-07-13", ("2022-08-24",))
TARGETS = {"2022-09-14": (0.85, 0.80, 0.95), "2022-10-03": (0.85, 0.80, 0.955)}


def run(data: Path) -> list[Row]:
    """All windows; those fitted on first."""
    points = ukraine()
    rows: list[Row] = []
    for window in (SEPTEMBER, NORTH, *APART, STANDING):
        days = list(days_between(window.begin, window.ends[-1]))
        reference = reference_of(data, points, window)
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
    from dateline.pipeline.territory import rivers

    at = datetime.fromisoformat(window.begin)
    starts = {
        place: Start(holder, ControlState.HELD if holder else ControlState.CONTESTED, at, "map")
        for place, holder in begin.items()
    }
    rules = parameters or shipped_parameters()
    evidence, sides = read_between(codings, rules, starts)
    return build_atlas(
        evidence, points=points, starts=starts, sides=sides, parameters=rules, rivers=rivers()
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


def reference_of(data: Path, points: Sequence[Point], window: Window) -> Days:
    """The maps of a window's days: DeepState's, and VIINA's for the north."""
    days = list(days_between(window.begin, window.ends[-1]))
    return (viina if window is NORTH else deepstate)(data, points, days)


def read_between(
    codings: Sequence[Coding], parameters: Parameters, starts: Mapping[str, Start] | None = None
) -> tuple[list[Evidence], list[str]]:
    """What codings tell of control, no side fixed, and the sides that can hold a place."""
    from dateline.pipeline.territory import read_codings, sides_among

    evidence, _ = read_codings(codings, parameters=parameters)
    return evidence, sides_among(evidence, codings, starts or {})
