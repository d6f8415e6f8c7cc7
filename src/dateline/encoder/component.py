"""The second stage: what the neural reader finds, for the languages it was fitted on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from dateline.encoder.bundle import FOLDER, bundle
from dateline.encoder.parts import read_in_parts
from dateline.model import Analysis, Asked, Coding, Layer
from dateline.text.language import READ, block_languages

LANGUAGES = frozenset({"en"})
Ask = Callable[[Coding], Sequence[Asked]]


class NeuralReader:
    """Writes parse, attributions, entities and times into the analysis."""

    name = "read"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS})
    writes: frozenset[Layer] = frozenset({Layer.ANALYSIS})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with a read analysis; untouched where the language has no reader."""
        given = coding.linguistics()
        if given.lang not in LANGUAGES:
            return coding
        from dateline.encoder.reader import read

        whole = read_in_parts(given, partial(read, bundle(FOLDER)))
        return msgspec.structs.replace(coding, analysis=whole)


class DeedReader:
    """Writes the events that the reader of deeds finds into the analysis, and in languages without
    the other reader also claims, places, parties and times. `zero_shot`: also in languages that it
    was not fitted on; `ask`: finds the words of codes that it was not fitted on."""

    name = "deeds"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS})
    writes: frozenset[Layer] = frozenset({Layer.ANALYSIS})

    def __init__(self, *, zero_shot: bool = False, ask: Ask | None = None) -> None:
        self.zero_shot = zero_shot
        self.ask = ask

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its deeds; untouched where the language is not read."""
        given = coding.linguistics()
        if given.lang not in READ and not (self.zero_shot and given.lang):
            return coding
        from dateline.encoder.deed_bundle import deed_bundle
        from dateline.encoder.deed_reader import with_deeds

        langs = block_languages(coding.report)
        foreign = frozenset(k for k, lang in enumerate(langs) if lang != given.lang)
        asked = self.ask(coding) if self.ask is not None else ()

        def read(part: Analysis) -> Analysis:
            first, last = part.sentences[0].start, part.sentences[-1].end
            here = [one for one in asked if first <= one.start < last]
            return with_deeds(deed_bundle(), part, foreign=foreign, asked=here)

        return msgspec.structs.replace(coding, analysis=read_in_parts(given, read))
