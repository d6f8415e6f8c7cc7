"""The stage that reads claims: attributions become records, and the rest is the outlet's voice."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.claims import joined, patterns
from dateline.claims.convert import Converter
from dateline.model import Coding, Layer


class ClaimReader:
    """Writes claims, and actors for unnamed sources; attributions come from the neural reader
    where it has read the report, else from the patterns."""

    name = "claims"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS, Layer.MENTIONS, Layer.ACTORS})
    writes: frozenset[Layer] = frozenset({Layer.CLAIMS, Layer.ACTORS})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its claims in the order of the text."""
        analysis = coding.linguistics()
        reader = joined if analysis.reader else patterns
        attributions = reader.read(analysis, coding.report)
        converter = Converter(coding)
        claims = converter.claims(attributions)
        actors = (*coding.actors, *converter.sources.added.values())
        return replace(coding, claims=claims, actors=actors)
