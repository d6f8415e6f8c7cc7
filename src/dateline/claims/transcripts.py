"""Transcripts: who a paragraph begins with, and a colon, says all of it ("Spokesman: ...")."""

from __future__ import annotations

import re
from collections import Counter

from dateline.model import BlockKind, RawAttribution, Report

LEAST_TURNS = 3
"""Labelled paragraphs from which a report is read as a transcript."""
LEAST_OF_ONE = 2
"""Turns that one label at least must have: a list of headings repeats none."""
SCORE = 0.9
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w.'’\- ]{0,39}?)[ \u00a0]?:[ \u00a0]+(?=\S)")
_LONGEST = 5  # words
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST})


def turns(report: Report) -> tuple[RawAttribution, ...]:
    """One attribution a turn, if the report is a transcript."""
    found = []
    for block in report.blocks:
        if block.kind not in _READ or block.repeats is not None:
            continue
        match = _LABEL.match(report.text, block.start, block.end)
        if match and match["label"][0].isupper() and len(match["label"].split()) <= _LONGEST:
            found.append((match, block.end))
    names = Counter(match["label"].casefold() for match, _ in found)
    if len(found) < LEAST_TURNS or max(names.values()) < LEAST_OF_ONE:
        return ()
    return tuple(_make_turn(match, end, report.text) for match, end in found)


def _make_turn(match: re.Match[str], end: int, text: str) -> RawAttribution:
    colon = match.start() + match[0].index(":")
    stop = match.end() + len(text[match.end() : end].rstrip())
    return RawAttribution(
        source=(match.span("label"),), cue=((colon, colon + 1),), content=((match.end(), stop),),
        score=SCORE,
    )  # fmt: skip
