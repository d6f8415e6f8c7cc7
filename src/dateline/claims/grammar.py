"""Sources by the parse: who a passive cue names after 'by', 'it' that names nobody, and the
clause that describes who speaks.

Relations are Universal Dependencies' (obl:agent, expl).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.drafts import Range
from dateline.model import Analysis, Token

AGENT, EMPTY, SUBJECT, TOLD = "obl:agent", frozenset({"expl", "expl:subj"}), "nsubj:pass", "ccomp"
RELATIVE = frozenset({"acl:relcl", "acl"})
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


def names_nobody(analysis: Analysis, words: Sequence[Range]) -> bool:
    """Whether words are the empty subject of a verb: '*it* was claimed that ...'."""
    inside = [i for start, end in words for i in analysis.tokens_in(start, end)]
    if len(inside) != 1:
        return False
    token = analysis.tokens[inside[0]]
    if token.deprel != SUBJECT or token.pos != "PRON":
        return token.deprel in EMPTY
    here = (analysis.tokens[i] for i in _sentence(analysis, inside[0]))
    return any(t.head == token.head and t.deprel == TOLD for t in here)


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


def described(
    analysis: Analysis, source: Sequence[Range], content: Sequence[Range]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Source and content, with a relative clause that describes the source on its side:
    'according to a resident *who fled to the coast*, ...'."""
    kept: list[Range] = []
    named = list(source)
    for start, end in content:
        inside = analysis.tokens_in(start, end)
        stop = _description(analysis, named, inside) if inside else 0
        if stop:
            named.append((start, analysis.tokens[stop - 1].end))
            while stop < inside.stop and analysis.tokens[stop].pos == "PUNCT":
                stop += 1
        if not stop or stop < inside.stop:
            kept.append((analysis.tokens[stop].start if stop else start, end))
    return tuple(named), tuple(kept)


def _description(analysis: Analysis, source: Sequence[Range], content: range) -> int:
    """One past the last token of a relative clause that opens content and hangs on a source that
    ends right before it; 0: there is none."""
    tokens, first = analysis.tokens, content.start
    named = [i for start, end in source for i in analysis.tokens_in(start, end)]
    if not named or named[-1] != first - 1 or tokens[first].pos != "PRON":
        return 0
    verb = tokens[first].head
    if verb is None or tokens[verb].head not in named or tokens[verb].deprel not in RELATIVE:
        return 0
    stop = first
    while stop < content.stop and (stop == verb or _below(tokens, stop, verb)):
        stop += 1
    return stop if stop > verb else 0


def _below(tokens: Sequence[Token], token: int, top: int) -> bool:
    at: int | None = token
    for _ in range(len(tokens)):
        if at is None or at < 0:
            return False
        if at == top:
            return True
        at = tokens[at].head
    return False


def _sentence(analysis: Analysis, token: int) -> range:
    at = analysis.sentence_at(analysis.tokens[token].start)
    if at is None:
        return range(0)
    return range(analysis.sentences[at].first, analysis.sentences[at].last)


def _phrase(tokens: Sequence[Token], head: int, stop: int) -> Range:
    """The characters of an agent's name: unbroken tokens around its head that hang on it."""
    first, last = head, head + 1
    while first > 0 and _hangs(tokens, first - 1, head):
        first -= 1
    while last < stop and _hangs(tokens, last, head):
        last += 1
    return tokens[first].start, tokens[last - 1].end


def _hangs(tokens: Sequence[Token], i: int, head: int) -> bool:
    below = i
    while below is not None and below != head:
        if tokens[below].deprel in _OUTSIDE and tokens[below].head == head:
            return False
        above = tokens[below].head
        if above is None or above < 0:
            return False
        below = above
    return True
