"""The second stage: what the neural reader finds, for the languages it was fitted on."""

from __future__ import annotations

import msgspec

from dateline.encoder.bundle import FOLDER, bundle
from dateline.model import Coding, Layer

LANGUAGES = frozenset({"en"})
DEED_LANGUAGES = frozenset({"en", "uk", "ru", "ar", "es", "fr"})


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
    the other reader also claims, places, parties and times."""

    name = "deeds"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS})
    writes: frozenset[Layer] = frozenset({Layer.ANALYSIS})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its deeds; untouched where the language is not read."""
        given = coding.linguistics()
        if given.lang not in DEED_LANGUAGES:
            return coding
        from dateline.encoder.deed_bundle import deed_bundle
        from dateline.encoder.deed_reader import with_deeds

        return msgspec.structs.replace(coding, analysis=with_deeds(deed_bundle(), given))
