"""The second stage: what the neural reader finds, for the languages it was fitted on."""

from __future__ import annotations

import msgspec

from dateline.encoder.bundle import FOLDER, bundle
from dateline.model import Coding, Layer
from dateline.text.language import READ, block_languages

LANGUAGES = frozenset({"en"})


class NeuralReader:
    """Writes parse, attributions, entities, times and sentence vectors into the analysis."""

    name = "read"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS})
    writes: frozenset[Layer] = frozenset({Layer.ANALYSIS})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with a read analysis; untouched where the language has no reader."""
        given = coding.linguistics()
        if given.lang not in LANGUAGES:
            return coding
        from dateline.encoder.reader import read

        return msgspec.structs.replace(coding, analysis=read(bundle(FOLDER), given))


class DeedReader:
    """Writes the events that the reader of deeds finds into the analysis, and in languages without
    the other reader also claims, places, parties and times. `zero_shot`: also in languages that it
    was not fitted on."""

    name = "deeds"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS})
    writes: frozenset[Layer] = frozenset({Layer.ANALYSIS})

    def __init__(self, *, zero_shot: bool = False) -> None:
        self.zero_shot = zero_shot

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its deeds; untouched where the language is not read."""
        given = coding.linguistics()
        if given.lang not in READ and not (self.zero_shot and given.lang):
            return coding
        from dateline.encoder.deed_bundle import deed_bundle
        from dateline.encoder.deed_reader import with_deeds

        langs = block_languages(coding.report)
        foreign = frozenset(k for k, lang in enumerate(langs) if lang != given.lang)
        read = with_deeds(deed_bundle(), given, foreign=foreign)
        return msgspec.structs.replace(coding, analysis=read)
