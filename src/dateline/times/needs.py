"""What a rule cannot match without: lets most rules be passed over for most stretches of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Token = tuple[str, str]
Needed = frozenset[str] | None
_OPTIONAL = ("?", "*")


def needs(tokens: Sequence[Token], members: Callable[[str], frozenset[str]]) -> Needed:
    """A set of symbols of which any match has one; None where no such set is known.

    `tokens` are (kind, text): class, open, look, or op for one of ) | ? * +; `members` gives a
    class's symbols.
    """
    found, _ = _alternatives(tokens, 0, members)
    return found


def _alternatives(
    tokens: Sequence[Token], at: int, members: Callable[[str], frozenset[str]]
) -> tuple[Needed, int]:
    branches: list[Needed] = []
    while True:
        needed, at = _sequence(tokens, at, members)
        branches.append(needed)
        if at < len(tokens) and tokens[at] == ("op", "|"):
            at += 1
            continue
        known = [b for b in branches if b is not None]
        whole = frozenset().union(*known) if len(known) == len(branches) else None
        return whole, at


def _sequence(
    tokens: Sequence[Token], at: int, members: Callable[[str], frozenset[str]]
) -> tuple[Needed, int]:
    best: Needed = None
    while at < len(tokens) and tokens[at] not in (("op", ")"), ("op", "|")):
        kind, text = tokens[at]
        if kind == "class":
            needed: Needed = members(text)
            at += 1
        else:
            needed, at = _alternatives(tokens, at + 1, members)
            at += 1
            needed = None if kind == "look" else needed
        if at < len(tokens) and tokens[at][0] == "op" and tokens[at][1] in "?*+":
            needed = None if tokens[at][1] in _OPTIONAL else needed
            at += 1
        if needed is not None and (best is None or _is_rarer(needed, best)):
            best = needed
    return best, at


def _is_rarer(one: frozenset[str], other: frozenset[str]) -> bool:
    """Single words (the, of) are common; groups of the lexicon are rare, small ones most."""
    return (len(one) < 4, len(one)) < (len(other) < 4, len(other))
