"""The side that a person names: by its code, or as a conflict file calls it."""

from __future__ import annotations

import re

from dateline.model import shipped_conflicts

_STATE = re.compile("[A-Z]{3}")


def side_code(words: str) -> str | None:
    """The code of a side; None where no conflict file knows it.

    >>> side_code("Russia"), side_code("rus"), side_code("RUS"), side_code("the Moon")
    ('RUS', 'RUS', 'RUS', None)
    """
    if _STATE.fullmatch(words):
        return words
    parties = [party for conflict in shipped_conflicts() for party in conflict.parties]
    wanted = words.casefold()
    for called in ("side", "name"):
        for party in parties:
            if getattr(party, called).casefold() == wanted:
                return party.side
    return next((p.side for p in parties if wanted in map(str.casefold, p.names)), None)
