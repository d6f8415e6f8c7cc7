"""The side that a person names: by its code, or as a conflict file calls it."""

from __future__ import annotations

import re

from dateline.cli.output import print_note

_STATE = re.compile("[A-Z]{2,3}")


def side_code(words: str | None) -> str | None:
    """The code of the side: 'Russia' and 'rus' are RUS; unknown words stay, with a note."""
    if words is None or _STATE.fullmatch(words):
        return words
    from dateline.model import shipped_conflicts

    parties = [party for conflict in shipped_conflicts() for party in conflict.parties]
    wanted = words.casefold()
    for called in ("side", "name"):
        for party in parties:
            if getattr(party, called).casefold() == wanted:
                return party.side
    named = (p.side for p in parties if wanted in map(str.casefold, p.names))
    found = next(named, None)
    if found is None:
        print_note(
            f"note: no conflict file has a side {words!r} (write a state's three letters, as RUS, "
            "or a party's slug)"
        )
    return found or words
