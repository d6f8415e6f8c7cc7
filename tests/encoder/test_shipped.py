"""The shipped weights: what they read in sentences of our own, on any machine."""

from __future__ import annotations

import pytest

from dateline.encoder.bundle import FOLDER, bundle
from dateline.encoder.component import NeuralReader
from dateline.encoder.reader import read
from dateline.model import Analysis, Sentence, Token
from dateline.text.rules import rules
from dateline.text.segment import boundaries
from dateline.text.tokens import tokens_of

TEXT = (
    "Troops left the northern bank of the river on Tuesday, the defence ministry said. "
    'The mayor, Anna Kovalenko, told reporters: "The bridge is still closed." '
    "She denied that shops had been looted."
)


def _analysis(text: str) -> Analysis:
    tokens: list[Token] = list(tokens_of(text, 0, len(text), rules("en")))
    edges = boundaries(tokens, rules("en"))
    sentences = tuple(
        Sentence(tokens[a].start, tokens[b - 1].end, a, b, 0)
        for a, b in zip([0, *edges], edges, strict=False)
    )
    return Analysis(lang="en", tokens=tuple(tokens), sentences=sentences)


@pytest.fixture(scope="module")
def found() -> Analysis:
    return read(bundle(FOLDER), _analysis(TEXT))


def test_who_says_what(found: Analysis) -> None:
    pairs = [
        (TEXT[a.source[0][0] : a.source[0][1]], TEXT[a.content[0][0] : a.content[0][1]])
        for a in found.attributions
        if a.source and a.content
    ]
    assert ("the defence ministry", TEXT[: TEXT.index(", the defence")]) in pairs
    assert ("She", "that shops had been looted") in pairs


def test_names_times_and_chains(found: Analysis) -> None:
    names = {TEXT[e.start : e.end]: e for e in found.entities}
    assert names["Anna Kovalenko"].kind == "person"
    assert names["She"].chain == names["Anna Kovalenko"].chain is not None
    assert any("Tuesday" in TEXT[t.start : t.end] and t.type == "DATE" for t in found.timexes)


def test_the_parse(found: Analysis) -> None:
    words = {t.text: t for t in found.tokens}
    assert (words["Troops"].pos, words["Troops"].deprel) == ("NOUN", "nsubj")
    assert words["left"].pos == "VERB"
    troops, left = words["Troops"], words["left"]
    assert troops.head is not None
    assert found.tokens[troops.head] is left
    assert left.factuality is not None
    looted = words["looted"].factuality
    assert looted is not None
    assert left.factuality > max(looted, 1.5)


def test_the_same_text_reads_the_same(found: Analysis) -> None:
    assert read(bundle(FOLDER), _analysis(TEXT)) == found


def test_case_does_not_matter(found: Analysis) -> None:
    shouted = read(bundle(FOLDER), _analysis(TEXT.upper()))
    assert len(shouted.attributions) == len(found.attributions)


def test_the_card_names_the_reader(found: Analysis) -> None:
    assert found.reader is not None
    assert found.reader.startswith("dateline-reader-en ")
    assert NeuralReader().name == "read"
