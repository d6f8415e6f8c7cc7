from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.encoder.bundle import bundle, read_card
from dateline.model import ModelError
from tests.encoder.fakes import card, small_reader


def test_a_missing_card_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"card is missing.*install dateline again"):
        read_card(tmp_path)


def test_a_damaged_card_is_told(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        read_card(tmp_path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_bytes(msgspec.json.encode(card({"reader.onnx": "0" * 64})))
    with pytest.raises(ModelError, match=r"reader\.onnx: a file of the reader is missing"):
        bundle(tmp_path)


def test_a_damaged_file_is_told_before_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_bytes(msgspec.json.encode(card({"reader.onnx": "0" * 64})))
    (tmp_path / "reader.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"damaged: SHA-256 .* the card says 000000000000"):
        bundle(tmp_path)


def test_columns_are_found_by_head(tmp_path: Path) -> None:
    reader = small_reader(tmp_path, {})
    assert reader.column("attribution") == slice(0, 7)
    assert reader.column("mentions") == slice(7, 16)
    with pytest.raises(ModelError, match="no head 'weather'"):
        reader.column("weather")


def test_probabilities_are_calibrated_and_bounded(tmp_path: Path) -> None:
    reader = small_reader(tmp_path, {})
    assert reader.probability("attribution", 0.5) == 0.5
    assert 0 <= reader.probability("attribution", 0.0) < reader.probability("attribution", 1.0) <= 1
