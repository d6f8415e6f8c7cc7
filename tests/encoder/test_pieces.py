from __future__ import annotations

from pathlib import Path

from dateline.encoder.pieces import MOST, Pieces
from tests.encoder.fakes import VOCABULARY, tokenizer_file


def test_a_word_is_cut_into_pieces_in_any_case(tmp_path: Path) -> None:
    pieces = Pieces(tokenizer_file(tmp_path))
    assert pieces.of("Troops") == pieces.of("TROOPS") == (VOCABULARY.index("troops"),)
    assert pieces.of("saids") == (VOCABULARY.index("said"), VOCABULARY.index("##s"))


def test_every_word_has_a_piece_and_none_has_too_many(tmp_path: Path) -> None:
    pieces = Pieces(tokenizer_file(tmp_path))
    assert pieces.of("\u200b") == (VOCABULARY.index("[UNK]"),)
    assert len(pieces.of("said" + "s" * 50)) <= MOST


def test_memory_is_bounded(tmp_path: Path) -> None:
    pieces = Pieces(tokenizer_file(tmp_path), remember=1)
    assert pieces.of_all(["the", "he", "the", "he"]) == [(4,), (10,), (4,), (10,)]
