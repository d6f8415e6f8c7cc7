"""Where an event was: the literal toponyms of its clause, else the settlement that "the city"
stands for in it, else the only place of its sentence.

A name that stands for a government gives no event a location, nor does the place at which a
speaker tells of it ("they left, he said in Ashford"); that of a clause with a subject of its own
only where the event's own has none.
"""

from __future__ import annotations

from dateline.events.anaphora import named_before
from dateline.events.lines import Line
from dateline.events.syntax import Clause
from dateline.model import Toponym, ToponymKind


def _wide(toponym: Toponym) -> bool:
    """A country, or a union of several."""
    place = toponym.place
    return _country(toponym) or (
        place is not None and place.feature == "RGN" and place.country is None
    )


def _country(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.feature.startswith("PCL")


def _among(line: Line, toponym: Toponym, words: frozenset[int]) -> bool:
    return bool(words.intersection(range(*line.words.between(toponym.start, toponym.end))))


def where(
    line: Line,
    clause: Clause,
    toponyms: tuple[Toponym, ...],
    at: int,
    *,
    named: tuple[Toponym, ...] = (),
) -> tuple[tuple[Toponym, ...], str]:
    """The places of an event whose trigger stands at character `at`, and why these.

    `toponyms` are those of its sentence, `named` all of the report.
    """
    inside = [
        t for t in toponyms
        if line.sentence.start <= t.start < line.sentence.end
        and t.kind is ToponymKind.LITERAL
        and not _among(line, t, clause.saying)
    ]  # fmt: skip
    near = [t for t in inside if _among(line, t, clause.near)]
    own = [t for t in near if not _among(line, t, clause.others)]
    near = own if any(not _wide(t) for t in own) else near
    narrow = [t for t in near if not _wide(t)]
    before = None if narrow else named_before(line, clause, named)
    if before is not None:
        return (before,), f"the settlement named before: {before.text!r}"
    if near:
        return tuple(sorted(narrow or near, key=lambda t: abs(t.start - at))), "in its clause"
    if len(inside) == 1 and not _country(inside[0]):
        return tuple(inside), "the only place of its sentence"
    return (), "no place in its clause"
