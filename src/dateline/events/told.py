"""What the report told last: "eleven people were killed", after an air strike, died in it.

A toll names no deed. It takes the code of the violence told in one of the sentences before it,
unless it names a place that was not told with that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.events.drafts import Draft
from dateline.events.lexicon import Lexicon
from dateline.events.lines import Line
from dateline.events.syntax import Clause
from dateline.model import Auxiliary

_REACH, _FAR = 3, 12  # sentences; far where the report has told of one kind of deed only
_DEEDS = ("strike", "battle", "civilians.attacked", "protest.repressed", "riot")
_BLOODLESS = frozenset({"strike.intercepted"})
_WEAPON = "w_"
_UNDONE = frozenset({"demanded", "imperative", "future", "purpose"})
_HAPPENED = frozenset({Auxiliary.ASSERTED, Auxiliary.HISTORICAL})


class Told(Struct, frozen=True):
    """The code of a deed, the sentence that told it, the first character of its trigger, the names
    of the places in its sentence, and the codes of all deeds told so far."""

    code: str
    index: int
    start: int
    places: frozenset[str]
    codes: frozenset[str]

    def of(self, line: Line, clause: Clause) -> str | None:
        """The code for a toll without a deed of its own; None where it tells of another."""
        reach = _REACH if len(self.codes) > 1 else _FAR
        if any(cue.kind in _UNDONE for cue in clause.cues):
            return None
        if clause.agents or not 0 <= line.index - self.index <= reach:
            return None
        if any(label.startswith(_WEAPON) for p in clause.means for label in line.classes(p.core)):
            return None
        return self.code if _places(line, clause.near) <= self.places else None


def told_last(
    before: Told | None, line: Line, drafts: Sequence[Draft], lexicon: Lexicon
) -> Told | None:
    """What a sentence leaves as told last."""
    deeds = [d for d in drafts if _deed(d, lexicon)]
    here = _places(line, range(len(line.words)))
    if deeds:
        deed = min(deeds, key=lambda d: d.clause.depth)
        codes = (before.codes if before else frozenset()) | {d.code for d in deeds}
        return Told(deed.code, line.index, deed.start, here, codes)
    return before


def is_bare_toll(draft: Draft) -> bool:
    """Whether a word that tells an event only with a number ("casualties") stands without."""
    return draft.match.frame.counted and not draft.counts


def _deed(draft: Draft, lexicon: Lexicon) -> bool:
    happened = draft.auxiliary in _HAPPENED and draft.code not in _BLOODLESS
    only = lexicon.senses[draft.match.entry.sense].consequence or draft.match.frame.carried
    return happened and draft.code.startswith(_DEEDS) and not only


def _places(line: Line, words: Iterable[int]) -> frozenset[str]:
    among = set(words)
    return frozenset(
        word
        for mark in line.marks
        if mark.label == "toponym" and among.intersection(range(mark.first, mark.last))
        for word in line.words.lower[mark.first : mark.last]
    )
