"""Real texts as rules read them: triggers, codes and auxiliaries alone, for a first leg.

The codings are those of version 0.1.0, which matched a lexicon of frames over a parse; there are no
such rules since. They are right of nearly nine events in ten that they find and miss one in five,
so what they say is only where a fit begins; it ends on what people coded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.deeds.data import CODES, EVENT, NONE, Example, Trigger
from training.deeds.labels import AUX
from training.documents import from_text

LEAST = 0.35
"""Score from which an event of the rules is believed."""


def read_silver(paths: list[Path]) -> Iterator[Example]:
    """The codings of some files (`dateline code`) as examples, without slots."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield read_coding(json.loads(line))


def read_coding(coding: dict[str, Any]) -> Example:
    """One coding: its words, and where it tells which events."""
    report = coding["report"]
    lang = report["lang"] or "en"
    document = from_text(report["id"], "silver", report["text"], lang=lang)
    triggers: dict[int, Trigger] = {}
    for event in coding["events"]:
        if event["score"] < LEAST:
            continue
        span = document.span(event["trigger"]["start"], event["trigger"]["end"])
        if span is not None and span[0] not in triggers:
            told = (AUX.index(event["auxiliary"]), NONE, NONE)
            triggers[span[0]] = Trigger(
                EVENT, *span, CODES.index(event["type"]), told, (), whole=False
            )
    return Example(
        lang, tuple(document.words), tuple(triggers.values()), claims=False, name=report["id"]
    )
