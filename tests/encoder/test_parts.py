"""A long report in parts: nothing is lost, and places in the text and the tokens stay true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.encoder import parts
from dateline.encoder.parts import cut_parts, read_in_parts
from dateline.model import Analysis, RawDeed, RawEntity
from dateline.text.segment import analyse
from tests.claims.reading import report_of

TEXT = [f"Rebels shelled town number {n}. The mayor of it said so on Monday." for n in range(12)]


def small(monkeypatch: pytest.MonkeyPatch, *, part: int = 150, longest: int = 200) -> None:
    """Makes a text of some sentences a long one."""
    monkeypatch.setattr(parts, "PART", part)
    monkeypatch.setattr(parts, "LONGEST", longest)


def read(part: Analysis) -> Analysis:
    """A reader by hand: each sentence hangs on its first word, and tells a deed told before."""
    heads = {i: s.first for s in part.sentences for i in range(s.first, s.last)}
    tokens = tuple(replace(t, head=heads[i]) for i, t in enumerate(part.tokens))
    deeds = tuple(
        RawDeed(start=s.start, end=s.start + 1, type="strike", auxiliary="asserted", aspect="done",
                score=0.9, told_before=0 if n else None)
        for n, s in enumerate(part.sentences)
    )  # fmt: skip
    named = tuple(
        RawEntity(start=s.start, end=s.end, kind="group", score=0.9, chain=0)
        for s in part.sentences
    )
    return replace(part, tokens=tokens, deeds=deeds, entities=named)


def test_a_short_report_is_read_at_once() -> None:
    given = analyse(report_of(*TEXT))
    assert read_in_parts(given, read) == read(given)


def test_every_part_is_its_own_and_all_are_one_again(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    given = analyse(report_of(*TEXT))
    cut = list(cut_parts(given))
    assert len(cut) > 2
    assert [s.start for part in cut for s in part.sentences] == [s.start for s in given.sentences]
    whole = read_in_parts(given, read)
    assert [t.start for t in whole.tokens] == [t.start for t in given.tokens]
    assert whole.sentences == given.sentences
    for sentence in whole.sentences:
        heads = {whole.tokens[i].head for i in range(sentence.first, sentence.last)}
        assert heads == {sentence.first}


def test_repeats_and_chains_stay_within_their_part(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    given = analyse(report_of(*TEXT))
    sizes = [len(part.sentences) for part in cut_parts(given)]
    firsts = {sum(sizes[:k]) for k in range(len(sizes))}
    whole = read_in_parts(given, read)
    for at, deed in enumerate(whole.deeds or ()):
        assert deed.told_before == (None if at in firsts else max(f for f in firsts if f < at))
    assert len({entity.chain for entity in whole.entities}) == len(sizes)


def test_a_block_longer_than_a_part_is_cut_between_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small(monkeypatch)
    given = analyse(report_of(" ".join(TEXT)))
    assert len(list(cut_parts(given))) > 1
    assert len((read_in_parts(given, read).deeds) or ()) == len(given.sentences)


@given(st.lists(st.sampled_from(["A b.", "Rebels left. They fled.", "x", "О, так."]), min_size=1))
def test_no_sentence_is_lost(blocks: list[str]) -> None:
    given = analyse(report_of(*blocks))
    with pytest.MonkeyPatch.context() as patch:
        small(patch, part=5, longest=8)
        assert sum(len(part.sentences) for part in cut_parts(given)) == len(given.sentences)
        assert read_in_parts(given, read).sentences == given.sentences
