"""Reading a corpus's text the way the pipeline does, for the evals of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.encoder.bundle import FOLDER, Bundle, bundle
from dateline.encoder.reader import read
from dateline.model import Analysis, Sentence, Token
from dateline.text.rules import rules
from dateline.text.segment import boundaries
from dateline.text.tokens import tokens_of


@dataclass
class Choice:
    """Which weights the evals read with; the package's own unless told."""

    folder: Path = FOLDER


CHOICE = Choice()


def chosen() -> Bundle:
    """The reader that is measured."""
    return bundle(CHOICE.folder)


def segmented(text: str) -> Analysis:
    """Tokens and sentences of a text, a paragraph a line, as the first stage gives them."""
    data = rules("en")
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    at = 0
    for block, line in enumerate(text.split("\n")):
        found = list(tokens_of(text, at, at + len(line), data))
        at += len(line) + 1
        edges = boundaries(found, data)
        for first, last in zip([0, *edges], edges, strict=False):
            a, b = len(tokens) + first, len(tokens) + last
            sentences.append(Sentence(found[first].start, found[last - 1].end, a, b, block))
        tokens += found
    return Analysis(lang="en", tokens=tuple(tokens), sentences=tuple(sentences))


def analysed(text: str) -> Analysis:
    """What the reader makes of a text."""
    return read(chosen(), segmented(text))


def given_words(sentences: list[list[str]]) -> Analysis:
    """An analysis of given words, joined by blanks: a sentence a block."""
    tokens: list[Token] = []
    found: list[Sentence] = []
    at = 0
    for number, words in enumerate(sentences):
        first = len(tokens)
        for word in words:
            tokens.append(Token(at, at + len(word), word))
            at += len(word) + 1
        found.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens), number))
    return Analysis(lang="en", tokens=tuple(tokens), sentences=tuple(found))
