"""Two verbs of one speaker, joined by the parse."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.claims.coordinate import apart
from dateline.claims.cues import cues
from dateline.model import Analysis, RawAttribution, Token

SENTENCE = "They said it fell and denied having shelled it"
WORDS = SENTENCE.split()


def analysis_of(*, deprel: str = "conj", head: int = 1, pos: str = "VERB") -> Analysis:
    tokens, at = [], 0
    for n, word in enumerate(WORDS):
        mine: dict[str, Any] = {"pos": "CCONJ"} if word == "and" else {}
        if n == WORDS.index("denied"):
            mine = {"pos": pos, "deprel": deprel, "head": head}
        tokens.append(Token(start=at, end=at + len(word), text=word, **mine))
        at += len(word) + 1
    return Analysis(lang="en", tokens=tuple(tokens), sentences=())


def raw(content: str) -> RawAttribution:
    start = SENTENCE.index(content)
    return RawAttribution(
        source=((0, 4),), cue=((5, 9),), content=((start, start + len(content)),), score=1.0
    )


def split(analysis: Analysis, content: str) -> list[tuple[str, str]]:
    return [
        (SENTENCE[slice(*one.cue[0])], SENTENCE[slice(*one.content[0])])
        for one in apart(analysis, raw(content), cues("en"))
    ]


def test_what_follows_the_second_verb_is_told_by_it() -> None:
    assert split(analysis_of(), "it fell and denied having shelled it") == [
        ("said", "it fell"),
        ("denied", "having shelled it"),
    ]


@pytest.mark.parametrize(
    ("analysis", "content"),
    [
        pytest.param(analysis_of(deprel="ccomp"), "it fell and denied having shelled it",
                     id="not joined"),
        pytest.param(analysis_of(head=3), "it fell and denied having shelled it",
                     id="joined to another verb"),
        pytest.param(analysis_of(pos="NOUN"), "it fell and denied having shelled it",
                     id="no verb"),
        pytest.param(analysis_of(), "it fell", id="the verb stands outside"),
        pytest.param(analysis_of(), "and denied having shelled it", id="nothing before it"),
        pytest.param(analysis_of(), "it fell and denied", id="nothing after it"),
    ],
)  # fmt: skip
def test_one_attribution_stays_one(analysis: Analysis, content: str) -> None:
    assert split(analysis, content) == [("said", content)]
