"""The stage that reads claims: attributions become records, and the rest is the outlet's voice."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.claims import combined, joined, patterns
from dateline.claims.convert import Converter
from dateline.claims.cues import cues
from dateline.claims.files import source_words
from dateline.claims.lead_ins import with_lead_ins
from dateline.claims.nicknames import with_whole_names
from dateline.model import Analysis, Coding, Layer, RawAttribution, Report


class ClaimReader:
    """Writes claims, and actors for unnamed sources; attributions come from the neural reader
    where it has read the report, else from the patterns."""

    name = "claims"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS, Layer.MENTIONS, Layer.ACTORS})
    writes: frozenset[Layer] = frozenset({Layer.CLAIMS, Layer.ACTORS})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its claims in the order of the text."""
        analysis = coding.linguistics()
        attributions = read_attributions(analysis, coding.report)
        attributions = with_whole_names(attributions, coding.report)
        lang = analysis.lang or coding.report.lang
        attributions = with_lead_ins(
            attributions, analysis, coding.report, cues=cues(lang), words=source_words(lang)
        )
        converter = Converter(coding)
        claims = converter.claims(attributions)
        actors = (*coding.actors, *converter.sources.added.values())
        return replace(coding, claims=claims, actors=actors)


def read_attributions(analysis: Analysis, report: Report) -> tuple[RawAttribution, ...]:
    """The attributions of a report by what has read it: the neural reader, that of deeds, rules."""
    if analysis.reader is not None:
        return joined.read(analysis, report)
    if analysis.deeds is not None:
        return combined.read(analysis, report)
    return patterns.read(analysis, report)
