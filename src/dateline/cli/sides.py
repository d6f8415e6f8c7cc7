"""The side that a person names: by its code, or as a conflict file calls it."""

from __future__ import annotations

from dateline.cli.output import print_note


def side_code(words: str | None) -> str | None:
    """The code of the side: 'Russia' and 'rus' are RUS; unknown words stay, with a note."""
    if words is None:
        return None
    from dateline.query.sides import side_code as find_side

    found = find_side(words)
    if found is None:
        print_note(
            f"note: no conflict file has a side {words!r} (write a state's three letters, as RUS, "
            "or a party's slug)"
        )
    return found or words
