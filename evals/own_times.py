"""Our own sentences about conflicts, each with its publication date and the interval that one
time expression in it denotes; exactly right means both ends as written, day or hour.

Sentences, dates and answers are ours (own_times.jsonl). Where the answer has no ends, the
expression is a set or a bare length; `none` marks words that are no time of an event at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.model import Report, Timex, shipped_conflicts
from dateline.times.component import timexes
from evals.table import Row

_SET = Path(__file__).with_name("own_times.jsonl")


def report(item: dict[str, Any]) -> Report:
    """The sentence as a report."""
    return Report(
        id="rep-own", sha256="0" * 64, lang=item["lang"], text=item["text"], title=None,
        published=item["published"], updated=None, byline=(), outlet=None, url=None, blocks=(),
    )  # fmt: skip


def found(item: dict[str, Any]) -> Timex | None:
    """The first expression that overlaps the one asked for."""
    conflict = next((c for c in shipped_conflicts() if c.slug == item["conflict"]), None)
    for timex in timexes(report(item), conflict=conflict):
        if timex.start < item["end"] and item["start"] < timex.end:
            return timex
    return None


def right(item: dict[str, Any], timex: Timex | None) -> bool:
    """Whether the interval is exactly the one written."""
    if timex is None:
        return bool(item.get("none"))
    return (timex.earliest, timex.latest) == (item["earliest"], item["latest"])


def run(_data: Path) -> list[Row]:
    """Share of intervals exactly right, all languages and English alone; needs no corpus."""
    items = [json.loads(line) for line in _SET.open(encoding="utf-8")]
    rows = []
    for label, part in (
        ("own times", items),
        ("own times, English", [i for i in items if i["lang"] == "en"]),
    ):
        good = sum(right(item, found(item)) for item in part)
        rows.append(
            Row(
                stage="times", corpus=label, measure="interval exactly right",
                ours=good / len(part), target=0.95, n=len(part),
            )
        )  # fmt: skip
    return rows


def main() -> None:
    """Print this file's rows and what was wrong."""
    from evals.table import render

    print(render(run(Path())))
    for item in map(json.loads, _SET.open(encoding="utf-8")):
        timex = found(item)
        if not right(item, timex):
            got = timex and (timex.text, timex.value, timex.earliest, timex.latest, timex.why)
            print(item["id"], item["text"], (item["earliest"], item["latest"]), got)


if __name__ == "__main__":
    main()
