"""Two verbs of one speaker: "said that it held the town *and denied having shelled it*"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.claims.cues import Cues
from dateline.claims.drafts import Range
from dateline.model import Analysis, RawAttribution, Token

_JOINS = frozenset({"CCONJ", "PUNCT"})


def apart(analysis: Analysis, raw: RawAttribution, cues: Cues) -> Iterator[RawAttribution]:
    """The attribution, and one more for a cue verb inside its content that the parse joins to
    its own cue: what follows that verb is told by it."""
    verbs = {i for start, end in raw.cue for i in analysis.tokens_in(start, end)}
    for piece in raw.content:
        second = _find_second_verb(analysis.tokens, analysis.tokens_in(*piece), verbs, cues)
        parts = _split_at_verb(analysis.tokens, piece, second) if second is not None else None
        if parts is not None:
            before, cue, after = parts
            content = tuple(before if p == piece else p for p in raw.content)
            yield replace(raw, content=content)
            yield replace(raw, cue=(cue,), content=(after,))
            return
    yield raw


def _find_second_verb(
    tokens: tuple[Token, ...], inside: range, verbs: set[int], cues: Cues
) -> int | None:  # fmt: skip
    for i in inside:
        token = tokens[i]
        joined = token.deprel == "conj" and token.head in verbs and token.pos == "VERB"
        if joined and cues.verb_at([token.text.lower()], 0)[1]:
            return i
    return None


def _split_at_verb(
    tokens: tuple[Token, ...], piece: Range, verb: int
) -> tuple[Range, Range, Range] | None:  # fmt: skip
    """Content before the second verb, the verb, and content after it; None: one is missing."""
    last = verb
    while last and tokens[last - 1].end > piece[0] and tokens[last - 1].pos in _JOINS:
        last -= 1
    after = verb + 1
    if last == verb or after >= len(tokens):
        return None
    if tokens[last - 1].end <= piece[0] or tokens[after].start >= piece[1]:
        return None
    cue = tokens[verb].start, tokens[verb].end
    return (piece[0], tokens[last - 1].end), cue, (tokens[after].start, piece[1])
