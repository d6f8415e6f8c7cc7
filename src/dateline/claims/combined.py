"""The claims that the reader of deeds finds, beside those of the patterns where a language has any.

They fail in different places: on sixty real paragraphs the reader has two thirds of the
attributions, the patterns two fifths, either nearly all. Where both find a cue, the reader's is
kept; what only one of them finds is kept from its own score on.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.claims.cues import LANGUAGES
from dateline.claims.patterns import makes_claims
from dateline.claims.patterns import read as read_patterns
from dateline.claims.quotes import complete_quote, quotations
from dateline.claims.transcripts import turns
from dateline.model import Analysis, RawAttribution, Report, share_letters

LEAST = 0.4
"""Score from which an attribution that only the reader finds is kept."""
SURE = 0.5
"""Score from which one that only the patterns find is kept."""


def read(analysis: Analysis, report: Report) -> tuple[RawAttribution, ...]:
    """The attributions of a report without a parse, in the order of the text."""
    by_rules = analysis.lang in LANGUAGES
    spoken = turns(report)
    patterns = read_patterns(analysis, report) if by_rules else tuple(spoken)
    quotes = quotations(report)
    found = [
        replace(raw, content=tuple(complete_quote(piece, quotes) for piece in raw.content))
        for raw in analysis.attributions
        if raw.score >= LEAST and stands_where_read(raw, analysis, report)
    ]
    kept = [raw for raw in found if not any(share_letters(raw.cue, turn.cue) for turn in spoken)]
    kept += [p for p in patterns if p.score >= SURE and not any(meets(p, raw) for raw in kept)]
    return tuple(sorted(kept, key=lambda a: min((*a.source, *a.cue, *a.content))))


def stands_where_read(raw: RawAttribution, analysis: Analysis, report: Report) -> bool:
    """Whether an attribution stands in a block that makes claims."""
    at = analysis.sentence_at(raw.content[0][0])
    if at is None:
        return False
    return makes_claims(report.blocks[analysis.sentences[at].block])


def meets(a: RawAttribution, b: RawAttribution) -> bool:
    """Whether two attributions have a cue in common, or most of what is said."""
    if a.cue and b.cue:
        return share_letters(a.cue, b.cue)
    return share_letters(a.content, b.content)
