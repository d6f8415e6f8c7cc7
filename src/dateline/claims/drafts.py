"""What the pattern reader passes between its parts: pieces in tokens, ends in characters."""

from __future__ import annotations

from msgspec import Struct, field

Range = tuple[int, int]


class Draft(Struct, kw_only=True):
    """An attribution in the making; source and cue in tokens, content in characters.

    `rule` names the pattern that found it, `direct` whether its content is quoted speech.
    """

    rule: str
    cue: Range | None
    source: Range | None = None
    content: list[Range] = field(default_factory=list)
    direct: bool = False
    block: int = 0


class Group(Struct, frozen=True, gc=False):
    """Tokens [first, last) of a verb with its auxiliaries; `verb` the index of the verb itself."""

    first: int
    last: int
    verb: int
    frames: frozenset[str]
    passive: bool
