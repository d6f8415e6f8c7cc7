"""An outlet that cites a source: the source makes the claim, and the outlet relays it.

"The bridge was hit, *Interfax* reported, citing *the ministry*"
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dateline.claims.coverage import find_sentence
from dateline.claims.covered import Covered
from dateline.claims.files import SourceWords
from dateline.claims.sources import Sources
from dateline.model import Analysis, Claim, Report, SourceKind, Span, trimmed


class Citing(Struct, frozen=True, kw_only=True):
    """What is asked of a report to see who is cited in it; `quotes`: where quotations stand."""

    report: Report
    analysis: Analysis
    sources: Sources
    words: SourceWords
    quotes: Covered


def credit_cited(claims: list[Claim], found: Citing) -> list[Claim]:
    """The claims, each with the source that is cited for it; one that only says who is cited for
    what its sentence tells already is left out."""
    citing = [bool(c.cue and found.words.cited.search(c.cue.text)) for c in claims]
    told = list(zip(claims, citing, strict=True))
    sentence = found.analysis
    spoken = {find_sentence(sentence, c.cue) for c, cites in told if c.cue and not cites}
    kept = [
        c for c, cites in told if not cites or find_sentence(sentence, c.content[0]) not in spoken
    ]
    return [_credit(claim, found) for claim in kept]


def _credit(claim: Claim, found: Citing) -> Claim:
    """A claim with the source that an outlet cites, and the outlet as its relay."""
    if claim.source.kind is not SourceKind.OUTLET or claim.cue is None:
        return claim
    if found.words.quotes.search(claim.cue.text):
        quoted = found.quotes.shared
        named = next((s for s in claim.content if not quoted(s.start, s.end)), None)
        content = tuple(s for s in claim.content if s != named)
    else:
        named, content = _find_citation(claim, found), claim.content
    if named is None or not content:
        return claim
    source = found.sources.read(named)
    relays = (claim.source, *(r for r in claim.relays if r.actor != claim.source.actor))
    return replace(claim, source=source, content=content, relays=relays)


def _find_citation(claim: Claim, found: Citing) -> Span | None:
    """The words after 'citing' in the sentence of a claim, up to a comma."""
    text = found.report.text
    start, end = find_sentence(found.analysis, claim.cue or claim.content[0])
    match = found.words.cited.search(text, start, end)
    if match is None:
        return None
    stop = text.find(",", match.end(), end)
    marks = [s.start for s in (claim.cue,) if s and s.start > match.end()]
    span = trimmed(text, match.end(), min([stop if stop > 0 else end, *marks]))
    words = span.text.rstrip(" .,;:") if span else ""
    return found.report.span(span.start, span.start + len(words)) if span and words else None
