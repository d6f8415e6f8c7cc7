"""Sources by the parse: who a passive cue names after 'by', and whom 'who' stands for.

Relations are Universal Dependencies' (obl:agent, acl:relcl).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.drafts import Range
from dateline.model import Analysis, Token

AGENT = "obl:agent"
_OUTSIDE = frozenset({"case", "punct", "acl", "acl:relcl", "advcl"})
"""What hangs on an agent and is no part of its name."""


def agent(analysis: Analysis, cue: Sequence[Range]) -> tuple[Range, ...]:
    """Who is named as the doer of a passive cue: 'was denied by *the governor*'; else nothing."""
    tokens = analysis.tokens
    verbs = {i for start, end in cue for i in analysis.tokens_in(start, end)}
    for verb in verbs:
        for i in _sentence(analysis, verb):
            if tokens[i].deprel == AGENT and tokens[i].head == verb and i > verb:
                return (_phrase(tokens, i, _sentence(analysis, i).stop),)
    return ()


def antecedent(analysis: Analysis, source: Range) -> Range | None:
    """The noun phrase that a relative pronoun stands for: '*the officials*, who said ...'."""
    inside = analysis.tokens_in(*source)
    if len(inside) != 1:
        return None
    tokens, pronoun = analysis.tokens, inside[0]
    verb = tokens[pronoun].head
    if tokens[pronoun].pos != "PRON" or verb is None or verb < 0:
        return None
    head = tokens[verb].head
    if tokens[verb].deprel != "acl:relcl" or head is None or not 0 <= head < pronoun:
        return None
    return _phrase(tokens, head, pronoun)


def _sentence(analysis: Analysis, token: int) -> range:
    at = analysis.sentence_at(analysis.tokens[token].start)
    if at is None:
        return range(0)
    return range(analysis.sentences[at].first, analysis.sentences[at].last)


def _phrase(tokens: Sequence[Token], head: int, stop: int) -> Range:
    """The characters of an agent's name: unbroken tokens around its head that hang on it."""
    first, last = head, head + 1
    while first > 0 and _hangs_below(tokens, first - 1, head):
        first -= 1
    while last < stop and _hangs_below(tokens, last, head):
        last += 1
    return tokens[first].start, tokens[last - 1].end


def _hangs_below(tokens: Sequence[Token], i: int, head: int) -> bool:
    below = i
    while below is not None and below != head:
        if tokens[below].deprel in _OUTSIDE and tokens[below].head == head:
            return False
        above = tokens[below].head
        if above is None or above < 0:
            return False
        below = above
    return True
