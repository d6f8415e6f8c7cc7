"""The first stage: tokens and sentences for all the others."""

from __future__ import annotations

import msgspec

from dateline.model import Coding, Layer
from dateline.text.segment import analyse


class Segmenter:
    """Writes the analysis of a report: tokens and sentences, no parse."""

    name = "segment"
    needs: frozenset[Layer] = frozenset()
    writes: frozenset[Layer] = frozenset({Layer.ANALYSIS})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its working layer; nothing else is touched."""
        return msgspec.structs.replace(coding, analysis=analyse(coding.report))
