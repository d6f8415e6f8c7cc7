"""Parses are written by hand: word/TAG/head/relation, heads from 1."""

from __future__ import annotations

from dateline.claims.grammar import agent
from dateline.model import Analysis, Sentence, Token


def parsed(tree: str) -> tuple[str, Analysis]:
    """The text and its analysis."""
    rows = [part.rsplit("/", 3) for part in tree.split()]
    text, tokens = " ".join(row[0] for row in rows), []
    at = 0
    for word, tag, head, relation in rows:
        end = at + len(word)
        tokens.append(Token(at, end, word, pos=tag, head=int(head) - 1, deprel=relation))
        at = end + 1
    whole = Sentence(start=0, end=len(text), first=0, last=len(tokens), block=0)
    made = Analysis(lang="en", tokens=tuple(tokens), sentences=(whole,), reader="by hand")
    return text, made


DENIED = (
    "The/DET/2/det claim/NOUN/4/nsubj:pass was/AUX/4/aux:pass denied/VERB/0/root by/ADP/7/case "
    "the/DET/7/det governor/NOUN/4/obl:agent of/ADP/10/case the/DET/10/det region/NOUN/7/nmod "
    ",/PUNCT/7/punct who/PRON/13/nsubj fled/VERB/7/acl:relcl ./PUNCT/4/punct"
)


def test_who_denies_stands_after_by() -> None:
    text, analysis = parsed(DENIED)
    at = text.index("denied")
    ((start, end),) = agent(analysis, [(at, at + 6)])
    assert text[start:end] == "the governor of the region"


def test_an_agent_belongs_to_its_own_verb() -> None:
    text, analysis = parsed(DENIED)
    at = text.index("fled")
    assert agent(analysis, [(at, at + 4)]) == ()
